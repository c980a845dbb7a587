/**
 * One measurement of bench/scale/main.ts, in a process of its own: the network named by the JSON of the first argument
 * (`Shape`) is trained and asked, and what that costs is printed as JSON (`Cost`). With `check` it is trained for a few
 * samples only, and where that has led is printed (`Trained`).
 */
import { hashConductances } from '../../src/crossbar/tally.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import type { Backend } from '../../src/engine/engine.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { classify, createSession, learnNext, type Session } from '../../src/experiment/run/session.ts';
import { crossbarsOf, synapseCount } from '../../src/network/network.ts';
import { strokesDataset } from '../strokes.ts';

export interface Shape {
  /** Pixels of a side of the images. */
  readonly side: number;
  readonly hidden: readonly number[];
  /** Spikes per step at full intensity. */
  readonly rate: number;
  readonly policy: string;
  readonly check?: { readonly backend: Backend; readonly samples: number };
}

/** After a few samples. */
export interface Trained {
  readonly synapses: number;
  readonly bytes: number;
  readonly pulses: number;
  /** Weights that are not what they were, and the largest change. */
  readonly moved: number;
  readonly furthest: number;
  readonly conductances: string;
}

export interface Cost {
  readonly synapses: number;
  /** Linear memory, and the largest resident size of the whole process less that before the network was made. */
  readonly bytes: number;
  readonly residentBytes: number;
  /** CPU milliseconds that it takes to make the network. */
  readonly buildMs: number;
  /** CPU nanoseconds a sample, best of the rounds and their median. */
  readonly train: { readonly best: number; readonly median: number };
  readonly infer: { readonly best: number; readonly median: number };
  /** Wall time of the best training round over its CPU time: above 1, the machine was shared. */
  readonly wallPerCpu: number;
  /** In the mean over samples: spikes of all lines, and of the inputs alone; weights read, synapses that an update looks at, pulses. */
  readonly spikes: number;
  readonly inputSpikes: number;
  readonly reads: number;
  readonly pairs: number;
  readonly pulses: number;
}

const IMAGES = 40;
/** CPU milliseconds of a round, at least; rounds; milliseconds after which no further round begins. */
const ROUND = 60;
const ROUNDS = 7;
const ENOUGH = 15000;

function open({ hidden, rate, policy }: Shape, dataset: Dataset, backend: Backend): Promise<Session> {
  const config = resolveConfig({
    network: { hidden },
    encoder: { rate },
    compensation: { policy },
    training: { epochs: 1000 },
  });
  return createSession({ config, dataset, backend });
}

const order = Uint32Array.from({ length: IMAGES }, (_, i) => i);

async function trainBriefly(
  shape: Shape,
  { backend, samples }: NonNullable<Shape['check']>,
): Promise<Trained> {
  const session = await open(shape, strokesDataset(shape.side, IMAGES), backend);
  const { network, trainer } = session;
  const { engine, projections } = network;
  const weights = () =>
    projections.map(({ crossbar }) => engine.f32(crossbar.w, crossbar.rows * crossbar.stride));
  const before = weights().map((w) => w.slice());
  for (let k = 0; k < samples; k++) learnNext(session, order);
  let [moved, furthest] = [0, 0];
  for (const [layer, now] of weights().entries())
    for (let i = 0; i < now.length; i++) {
      const change = Math.abs(now[i] - before[layer][i]);
      if (change > 0) moved++;
      if (change > furthest) furthest = change;
    }
  return {
    synapses: synapseCount(projections),
    bytes: network.bytes,
    pulses: trainer.pulses(),
    moved,
    furthest,
    conductances: hashConductances(crossbarsOf(network)),
  };
}

async function measurePoint(shape: Shape): Promise<Cost> {
  const dataset = strokesDataset(shape.side, IMAGES);
  const residentBefore = process.memoryUsage.rss();
  const start = process.cpuUsage();
  const session = await open(shape, dataset, 'simd');
  const buildMs = nanosecondsSince(start) / 1e6;
  const { engine, bytes } = session.network;
  touch(new Uint8Array(engine.memory));
  let image = 0;
  const train = roundsOf(() => learnNext(session, order));
  const infer = roundsOf(() => classify(session, image++ % IMAGES));
  return {
    synapses: synapseCount(session.network.projections),
    bytes,
    residentBytes: process.resourceUsage().maxRSS * 1024 - residentBefore,
    buildMs,
    train,
    infer,
    wallPerCpu: train.wallPerCpu,
    ...activityOf(session),
  };
}

/** Writes to every page: the system hands them out at the first write, which a long training has behind it. */
function touch(memory: Uint8Array): void {
  for (let at = 0; at < memory.length; at += 4096) memory[at] |= 0;
}

/** CPU nanoseconds of one call. */
function roundsOf(run: () => void): { best: number; median: number; wallPerCpu: number } {
  let calls = 1;
  for (const warm = process.cpuUsage(); nanosecondsSince(warm) < 4 * ROUND * 1e6; ) run();
  for (;;) {
    const time = timed(run, calls).cpu;
    if (time >= ROUND * 1e6) break;
    calls = Math.ceil(calls * Math.max(1.5, (1.1 * ROUND * 1e6) / time));
  }
  const rounds: { cpu: number; wall: number }[] = [];
  for (const begun = performance.now(); rounds.length < ROUNDS; ) {
    rounds.push(timed(run, calls));
    if (rounds.length >= 3 && performance.now() - begun > ENOUGH) break;
  }
  rounds.sort((a, b) => a.cpu - b.cpu);
  const [best] = rounds;
  return {
    best: best.cpu / calls,
    median: rounds[rounds.length >> 1].cpu / calls,
    wallPerCpu: best.wall / best.cpu,
  };
}

function timed(run: () => void, calls: number): { cpu: number; wall: number } {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  for (let k = 0; k < calls; k++) run();
  return { cpu: nanosecondsSince(cpu), wall: (performance.now() - wall) * 1e6 };
}

function nanosecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) * 1000;
}

/** What one epoch does, by watching it. */
function activityOf(session: Session) {
  const { network, trainer, gates } = session;
  const { engine, input, options, populations, projections } = network;
  const modulated = projections.map(() => 0);
  for (const [projection, gate] of gates.entries()) {
    const edit = gate.modulators;
    Object.assign(gate, {
      modulators(d: Float32Array) {
        edit?.(d);
        modulated[projection] = d.reduce((sum, one) => sum + Number(one !== 0), 0);
      },
    });
  }
  const before = trainer.pulses();
  let [spikes, inputSpikes, reads, pairs] = [0, 0, 0, 0];
  const activeIn = (counts: Float32Array) => counts.reduce((sum, n) => sum + Number(n > 0), 0);
  for (let k = 0; k < order.length; k++) {
    learnNext(session, order);
    const { counts, foreseen, listed } = input.lines;
    let into = engine.u32(foreseen?.offsets ?? 0, options.steps + 1)[options.steps];
    inputSpikes += into;
    let lines = activeIn(engine.f32(counts, listed));
    for (const [index, { counts: fired, size }] of populations.entries()) {
      spikes += into;
      reads += into * size;
      pairs += lines * modulated[index];
      const own = engine.f32(fired, size);
      into = own.reduce((sum, n) => sum + n, 0);
      lines = activeIn(own);
    }
  }
  const mean = (sum: number) => sum / order.length;
  return {
    spikes: mean(spikes),
    inputSpikes: mean(inputSpikes),
    reads: mean(reads),
    pairs: mean(pairs),
    pulses: mean(trainer.pulses() - before),
  };
}

const shape = JSON.parse(process.argv[2]) as Shape;
const { check } = shape;
console.log(JSON.stringify(check ? await trainBriefly(shape, check) : await measurePoint(shape)));
