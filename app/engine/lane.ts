/** One network that learns: a session, and what it has to show. */
import {
  createSession,
  type Dataset,
  type ExperimentInput,
  resolveConfig,
  type Session,
  weightsOf,
} from 'memspike';
import {
  chosenClass,
  type Observer,
  presentSample,
  tallyCrossbars,
  testPresentation,
  trainingPresentation,
} from 'memspike/parts';
import type { LaneName, Look } from './messages.ts';

/** Test digits that are asked while training goes on. */
export const WATCHED = 500;
/** Training digits over which the running accuracy is taken. */
const WINDOW = 500;
/** Hidden neurons whose weights are shown. */
const FIELDS = 20;

export interface Lane {
  readonly name: LaneName;
  readonly session: Session;
  readonly right: Uint8Array;
  seen: number;
  hits: number;
  tested?: number;
  confusion: Uint16Array;
}

export async function openLane(name: LaneName, input: ExperimentInput, dataset: Dataset): Promise<Lane> {
  const session = await createSession({ config: resolveConfig(input), dataset });
  const confusion = new Uint16Array(dataset.classes * dataset.classes);
  return { name, session, right: new Uint8Array(WINDOW), seen: 0, hits: 0, confusion };
}

/** Learns from the sample; asks first, as it were: the answer is that of the presentation that is learnt from. */
export function learn(lane: Lane, sample: number): void {
  const { session, right } = lane;
  const { dataset, network, schedule, trainer } = session;
  const { inputs, labels } = dataset.train;
  trainer.learn(inputs, sample * dataset.features, labels[sample], session.presentation);
  schedule.after(session.presentation);
  session.presentation++;
  const place = lane.seen % right.length;
  const now = Number(chosenClass(network.engine, network.output) === labels[sample]);
  lane.hits += now - (lane.seen >= right.length ? right[place] : 0);
  right[place] = now;
  lane.seen++;
}

export function running({ hits, right, seen }: Lane): number {
  return seen === 0 ? 0 : hits / Math.min(seen, right.length);
}

/**
 * Asks for the watched test digits, evenly spaced, for a test part may be sorted by class. Presentations leave nothing
 * behind: training goes on as if it had not been.
 */
export function test(lane: Lane): void {
  const { dataset, network, presentation, config } = lane.session;
  const count = Math.min(WATCHED, dataset.test.count);
  lane.confusion.fill(0);
  let right = 0;
  const { features, test: samples } = dataset;
  for (let k = 0; k < count; k++) {
    const i = Math.floor((k * samples.count) / count);
    presentSample(network, samples.inputs, i * features, testPresentation(config.seed, i, presentation));
    const answer = chosenClass(network.engine, network.output);
    lane.confusion[samples.labels[i] * dataset.classes + answer]++;
    right += Number(answer === samples.labels[i]);
  }
  lane.tested = right / count;
}

/** Looks at the training sample that was learnt last, as the network answers it now. */
export function lookAt({ confusion, session }: Lane, sample: number): Look {
  const { config, dataset, network } = session;
  const { classes, features, train } = dataset;
  const { engine, output, populations, projections } = network;
  const hidden = populations[0] === output ? undefined : populations[0];
  const { steps } = network.options;
  const raster: number[] = [];
  const membranes = new Float32Array(steps * classes);
  const observer: Observer = {
    population(population, t) {
      if (population === output) membranes.set(engine.f32(output.membrane, classes), t * classes);
      else if (population === hidden) {
        const { at, count } = population.lines.events;
        for (const neuron of engine.u32(at, count)) raster.push(t, neuron);
      }
    },
    step() {},
  };
  presentSample(
    network,
    train.inputs,
    sample * features,
    trainingPresentation(config.seed, session.presentation),
    observer,
  );
  const answer = chosenClass(engine, output);
  const { crossbar } = projections[0];
  const fieldCount = Math.min(FIELDS, crossbar.columns);
  return {
    shape: dataset.shape ?? [1, features],
    digit: train.inputs.slice(sample * features, (sample + 1) * features),
    label: train.labels[sample],
    answer,
    scores: shares(engine.f32(output.scores, classes), config.learning.sharpness[1] / steps),
    raster: Uint16Array.from(raster),
    steps,
    membranes,
    fields: fieldsOf(weightsOf(session, 0), { lines: crossbar.rows, neurons: crossbar.columns, fieldCount }),
    fieldCount,
    ...devicesOf(session),
    confusion: confusion.slice(),
  };
}

function shares(scores: Float32Array, sharpness: number): Float32Array {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(sharpness * (score - largest)));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

interface FieldShape {
  readonly lines: number;
  readonly neurons: number;
  readonly fieldCount: number;
}

function fieldsOf(weights: Float32Array, { lines, neurons, fieldCount }: FieldShape): Float32Array {
  const fields = new Float32Array(fieldCount * lines);
  for (let neuron = 0; neuron < fieldCount; neuron++)
    for (let line = 0; line < lines; line++) fields[neuron * lines + line] = weights[line * neurons + neuron];
  return fields;
}

/** Where the devices of the first projection are, and how often they were written. */
function devicesOf({ network, config }: Session): Pick<Look, 'conductances' | 'pulses'> {
  if (config.device.levels === 0) return { conductances: [], pulses: [] };
  const { conductances, pulsesPerDevice } = tallyCrossbars(network.projections[0].synapses.crossbars);
  return { conductances: conductances?.counts ?? [], pulses: pulsesPerDevice ?? [] };
}
