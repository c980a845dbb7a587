/**
 * Every kernel on the sizes of a 784-200-10 network, as a piece of work that either side (the Wasm build, or plain
 * TypeScript with the same algorithm) does on arrays of its own.
 */
import { ARRAY_BYTES, hitWords, wordsAt } from '../src/crossbar/layout.ts';
import { strideOf } from '../src/engine/arena.ts';
import { ALTERNATING, HIT_BYTES, SCRATCH_WORDS, STAT_BYTES } from '../src/engine/array-records.ts';
import * as word from '../src/engine/array-words.ts';
import * as wire from '../src/engine/wire-words.ts';
import { createDesk, type Desk } from './desk.ts';
import { plainLayer } from './plain/layer.ts';
import { plainPlans } from './plain/plan.ts';
import { plainPulses } from './plain/pulse.ts';
import { plainWires } from './plain/wires.ts';

export interface KernelCase {
  readonly name: string;
  /** What one unit of the work is, and how many units one call does. */
  readonly unit: string;
  readonly units: number;
  /** The least that one call must do: bytes of arrays read, or 32-bit operations. */
  readonly least?: { readonly bytes?: number; readonly operations?: number };
  /** Places the arrays; the function does the work once. */
  prepare(desk: Desk): () => void;
}

export interface Desks {
  readonly wasm: () => Promise<Desk>;
  readonly plain: () => Promise<Desk>;
}

export function kernelDesks(): Desks {
  return {
    wasm: () => createDesk('simd'),
    plain: () =>
      createDesk('reference', (memory) => ({
        ...plainLayer(memory),
        ...plainPlans(memory),
        ...plainPulses(memory),
        ...plainWires(memory),
      })),
  };
}

const INPUTS = 784;
const NEURONS = 200;
const CLASSES = 10;
const STRIDE = strideOf(NEURONS);
const STEPS = 50;
/** Input lines that are not always silent in a sample of MNIST, and lines that spike in one step at rate 0.2 of them. */
const ACTIVE = 150;
const SPIKING = 21;

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k);
const spread = (count: number, n: number): number[] => upTo(count).map((k) => Math.floor((k * n) / count));

/** Additions, shifts, multiplications and comparisons that rounding one synapse takes (assembly/write/plan.ts). */
const OPERATIONS = 11;

/** lines, a, cols, c0, c1 of an outer product whose mean |x| is about `mean`. */
function outerProduct(desk: Desk, rows: number, columns: number, mean: number) {
  const padded = Math.ceil(columns / 16) * 16;
  const c = new Float32Array(padded);
  c.set(desk.draws(columns, -4 * mean, 4 * mean));
  const c0 = desk.f32(c);
  return {
    hits: desk.u32((HIT_BYTES / 4) * (rows * columns + 1)),
    rows: desk.u32(spread(rows, INPUTS)),
    a: desk.f32(desk.draws(rows, 0, 1)),
    cols: desk.u32([...spread(columns, NEURONS), ...new Array(padded - columns).fill(0)]),
    c0,
    c1: desk.f32(c),
    scratch: desk.u32(SCRATCH_WORDS * padded),
  };
}

function planCase(
  name: string,
  [rows, columns, mean]: readonly [number, number, number],
  run: (desk: Desk, o: ReturnType<typeof outerProduct>, key: number) => void,
): KernelCase {
  return {
    name: `${name} ${rows}x${columns}, |x| ${mean}`,
    unit: 'line·column',
    units: rows * columns,
    ...((name === 'planStochastic' || name === 'write') && {
      least: { operations: OPERATIONS * rows * columns },
    }),
    prepare(desk) {
      const outer = outerProduct(desk, rows, columns, mean);
      let key = 0;
      return () => run(desk, outer, key++);
    },
  };
}

function stochastic(rows: number, columns: number, mean: number): KernelCase {
  return planCase('planStochastic', [rows, columns, mean], ({ kernels }, o, key) =>
    kernels.planStochastic(o.hits, o.rows, o.a, rows, o.cols, o.c0, o.c1, columns, STRIDE, key, 7, o.scratch),
  );
}

/** Small updates, as a write in every step makes them: 130 lines, 65 columns, |x| of 0.0015. */
const skipping = planCase('planSkipping', [130, 65, 0.0015], ({ kernels }, o, key) =>
  kernels.planSkipping(o.hits, o.rows, o.a, 130, o.cols, o.c0, o.c1, 65, STRIDE, key, 7, o.scratch),
);

/** Rounding and pulses: what becomes of an outer product. */
function write(rows: number, columns: number, mean: number): KernelCase {
  return {
    ...planCase('write', [rows, columns, mean], () => {}),
    prepare(desk) {
      const { array } = crossbar(desk, 0);
      const o = outerProduct(desk, rows, columns, mean);
      const { planStochastic, applyPulses } = desk.kernels;
      let key = 0;
      return () => {
        const hits = planStochastic(
          ...([o.hits, o.rows, o.a, rows, o.cols, o.c0, o.c1, columns, STRIDE, key++, 7, o.scratch] as const),
        );
        applyPulses(array, o.hits, hits, 0, 0, 0);
      };
    },
  };
}

/** A crossbar of alternating pairs, as it is described to the kernels. */
function crossbar(desk: Desk, sigma: number) {
  const plane = INPUTS * STRIDE;
  const array = desk.u32(ARRAY_BYTES / 4);
  const { whole, real } = wordsAt(desk.memory, array);
  whole(word.CONDUCTANCES, desk.f32(desk.draws(2 * plane, 0.2, 0.8)));
  whole(word.PLANE_BYTES, 4 * plane);
  whole(word.DEVICES_PER_POLARITY, 1);
  whole(word.WEIGHTS, desk.f32(plane));
  whole(word.SCHEME, ALTERNATING);
  real(word.GAIN, 1);
  whole(word.PULSE_COUNTS, desk.u32(2 * plane));
  whole(word.STATS, desk.u32(STAT_BYTES / 4));
  real(word.SIGMA, sigma);
  real(word.LTP_SCALE, 0.975);
  real(word.LTP_OFFSET, 0.0275);
  real(word.LTD_SCALE, 0.975);
  real(word.LTD_OFFSET, -0.0025);
  whole(word.OWED, desk.f32(plane));
  return { array, whole, real };
}

const LAWS = {
  affine: '',
  table: ', table of 257 steps',
  drawn: ', steps drawn from a table of 33 x 33',
} as const;

function pulses(sigma: number, law: keyof typeof LAWS = 'affine'): KernelCase {
  return {
    name: `applyPulses, 300 hits, noise ${sigma === 0 ? 'off' : 'on'}${LAWS[law]}`,
    unit: 'hit',
    units: 300,
    prepare(desk) {
      const { array, whole, real } = crossbar(desk, sigma);
      if (law !== 'affine') {
        const nodes = law === 'table' ? 257 : 33;
        whole(word.STEP_TABLE, desk.f32(desk.draws(2 * nodes, 0.005, 0.03)));
        real(word.LAST_NODE, nodes - 1);
        real(word.LTP_SCALE, 1);
        real(word.LTD_SCALE, 1);
        if (law === 'drawn') {
          whole(word.DRAWN_STEPS, desk.f32(desk.draws(2 * nodes * nodes, -0.005, 0.03)));
          real(word.LAST_QUANTILE, nodes - 1);
        }
      }
      const hits = desk.u32(
        hitWords(upTo(300).map((k) => [(k * 523) % (INPUTS * STRIDE), ((k % 3 ? 1 : -1) << 1) | (k & 1)])),
      );
      let key = 0;
      return () => desk.kernels.applyPulses(array, hits, 300, 0, key++, 3);
    },
  };
}

function encoderCase(code: 'Bernoulli' | 'Regular' | 'Latency'): KernelCase {
  return {
    name: `encode${code}, ${ACTIVE} lines, ${STEPS} steps`,
    unit: 'line·step',
    units: ACTIVE * STEPS,
    prepare(desk) {
      const padded = Math.ceil(ACTIVE / 4) * 4;
      const [events, offsets] = [desk.u32(ACTIVE * STEPS + 4), desk.u32(STEPS + 1)];
      const [counts, phases] = [desk.f32(padded), desk.f32(padded)];
      const rates = new Float32Array(padded);
      rates.set(desk.draws(ACTIVE, 0.01, 0.2));
      const [lines, rate] = [desk.u32([...spread(ACTIVE, INPUTS), 0, 0]), desk.f32(rates)];
      const { encodeBernoulli, encodeRegular, encodeLatency } = desk.kernels;
      let key = 0;
      if (code === 'Bernoulli')
        return () => encodeBernoulli(events, offsets, counts, lines, rate, ACTIVE, STEPS, key++, 5);
      if (code === 'Regular')
        return () => encodeRegular(events, offsets, counts, lines, rate, phases, ACTIVE, STEPS, key++, 5);
      return () => encodeLatency(events, offsets, counts, lines, rate, ACTIVE, STEPS);
    },
  };
}

function readCase(
  name: string,
  rows: number,
  columns: number,
  run: (desk: Desk, at: Record<'y' | 'w' | 'lines' | 'x', number>, stride: number) => void,
): KernelCase {
  return {
    name: `${name}, ${rows} of ${INPUTS} lines x ${columns}`,
    unit: 'synapse',
    units: rows * columns,
    least: { bytes: 4 * rows * strideOf(columns) },
    prepare(desk) {
      const stride = strideOf(columns);
      const w = desk.f32(desk.draws(INPUTS * stride, -1e-6, 1e-6));
      const [y, lines] = [desk.f32(stride), desk.u32(spread(rows, INPUTS))];
      const x = desk.f32(desk.draws(INPUTS, -1e-6, 1e-6));
      return () => run(desk, { y, w, lines, x }, stride);
    },
  };
}

/** One step of the solver of arrays whose lines have resistance: both passes, which leave the residual as it is. */
function wiresCase(size: number): KernelCase {
  const records = (size / wire.BLOCK) * (size / 2);
  return {
    name: `wiresDescend and wiresAscend, ${size}x${size}`,
    unit: 'device',
    units: size * size,
    prepare(desk) {
      const at = desk.f64((wire.RECORD / 8) * records);
      const [word, carried] = [desk.f64((wire.WORD / 8) * (size / 2 + 2)), desk.f64(size)];
      const g = desk.f64(desk.draws(size * size, 1e-5, 1e-4));
      const [driven, open] = [desk.f64(new Float64Array(size).fill(1)), desk.f64(size)];
      const [volts, none] = [desk.f64(desk.draws(size, 0, 0.2)), desk.f64(size)];
      const { wiresAscend, wiresDescend, wiresDrive, wiresFactor } = desk.kernels;
      wiresFactor(at, g, size, size, 10, 1, driven, open, open, driven, word, carried);
      wiresDrive(at, size, size, volts, none, word);
      wiresAscend(at, size, size, 1, 1, carried);
      return () => {
        wiresDescend(at, size, size, 0.5, 1, word, carried);
        wiresAscend(at, size, size, 0, 1, carried);
      };
    },
  };
}

/** Constant synaptic traces (β = 1, no current): neurons above θ spike as fast as their refractory traces allow. */
function lifCase(name: string, rho: number): KernelCase {
  return {
    name,
    unit: 'neuron',
    units: STRIDE,
    // Multiplications, additions, comparisons and masks of one neuron.
    least: { operations: (rho === 0 ? 14 : 21) * STRIDE },
    prepare(desk) {
      const [p, r, u, current, counts] = upTo(5).map(() => desk.f32(STRIDE));
      const most = rho === 0 ? 1.1 : 1.5;
      const [spikes, q] = [desk.u32(STRIDE + 4), desk.f32(desk.draws(STRIDE, -1, most))];
      return () =>
        desk.kernels.lifStep(q, p, r, u, current, counts, spikes, STRIDE, 0.9, 1, 0, rho, 0.65, 1, 0);
    },
  };
}

export const KERNEL_CASES: readonly KernelCase[] = [
  encoderCase('Bernoulli'),
  encoderCase('Regular'),
  encoderCase('Latency'),
  ...([NEURONS, 512, 1024] as const).map((columns) =>
    readCase('vmmEvents', 63, columns, ({ kernels }, at, stride) =>
      kernels.vmmEvents(at.y, at.w, stride, at.lines, 63),
    ),
  ),
  readCase('vmmEvents', SPIKING, NEURONS, ({ kernels }, at, stride) =>
    kernels.vmmEvents(at.y, at.w, stride, at.lines, SPIKING),
  ),
  readCase('vmmLines', ACTIVE, NEURONS, ({ kernels }, at, stride) =>
    kernels.vmmLines(at.y, at.w, stride, at.lines, at.x, ACTIVE),
  ),
  readCase('vmmDense', INPUTS, NEURONS, ({ kernels }, at, stride) =>
    kernels.vmmDense(at.y, at.w, stride, at.x, INPUTS),
  ),
  readCase('outerAdd', ACTIVE, NEURONS, ({ kernels }, at, stride) =>
    kernels.outerAdd(at.w, stride, at.lines, at.x, ACTIVE, at.y),
  ),
  wiresCase(128),
  lifCase('lifStep, 1 spike in 20', 0),
  lifCase('lifStep, 1 spike in 20, with refractory trace', 1),
  {
    name: 'traceStep',
    unit: 'line',
    units: INPUTS,
    prepare(desk) {
      const [p, q, sum] = [desk.f32(INPUTS), desk.f32(INPUTS), desk.f32(INPUTS)];
      const events = desk.u32(spread(SPIKING, INPUTS));
      return () => desk.kernels.traceStep(p, q, sum, INPUTS, events, SPIKING, 0.97, 0.92, 0.08, 0);
    },
  },
  {
    name: 'readoutError, softmax',
    unit: 'class',
    units: CLASSES,
    prepare(desk) {
      const [e, scores] = [desk.f32(12), desk.f32(desk.draws(12, -1, 1))];
      return () => desk.kernels.readoutError(e, scores, 5, CLASSES, 3, 0);
    },
  },
  {
    name: 'localDelta, triangle, half of the neurons near θ',
    unit: 'neuron',
    units: STRIDE,
    prepare(desk) {
      const [delta, e] = [desk.f32(STRIDE), desk.f32(desk.draws(12, -1, 1))];
      const [back, u] = [desk.f32(desk.draws(CLASSES * STRIDE, -1, 1)), desk.f32(desk.draws(STRIDE, -2, 2))];
      return () => desk.kernels.localDelta(delta, e, back, u, STRIDE, CLASSES, 1, 1, 0);
    },
  },
  {
    name: 'accumulateDelta',
    unit: 'neuron',
    units: STRIDE,
    prepare(desk) {
      const [sum, delta, u] = [desk.f32(STRIDE), desk.f32(desk.draws(STRIDE, -1, 1)), desk.f32(STRIDE)];
      return () => desk.kernels.accumulateDelta(sum, delta, u, STRIDE, 0.25, 0.1);
    },
  },
  {
    name: 'packAbove, 150 of 784',
    unit: 'line',
    units: INPUTS,
    prepare(desk) {
      const [rows, values] = [desk.u32(INPUTS + 4), desk.f32(INPUTS + 4)];
      const x = desk.f32(desk.draws(INPUTS, 0, 1));
      return () => desk.kernels.packAbove(rows, values, x, 0, INPUTS, 1 - ACTIVE / INPUTS);
    },
  },
  {
    name: 'packColumns, 60 of 200',
    unit: 'neuron',
    units: NEURONS,
    prepare(desk) {
      const [cols, c0, c1] = [desk.u32(NEURONS + 16), desk.f32(NEURONS + 16), desk.f32(NEURONS + 16)];
      const d = desk.f32(desk.draws(NEURONS, -1, 1));
      return () => desk.kernels.packColumns(cols, c0, c1, d, NEURONS, 0.1, 90, 80, 0.7);
    },
  },
  {
    name: 'denseColumns',
    unit: 'neuron',
    units: STRIDE,
    prepare(desk) {
      const [c, d] = [desk.f32(STRIDE), desk.f32(desk.draws(STRIDE, -1, 1))];
      return () => desk.kernels.denseColumns(c, d, STRIDE, 0.1, 90, 0.3);
    },
  },
  stochastic(ACTIVE, 60, 0.015),
  stochastic(ACTIVE, NEURONS, 0.005),
  stochastic(ACTIVE, NEURONS, 0.05),
  skipping,
  write(ACTIVE, NEURONS, 0.015),
  planCase('planRounded', [ACTIVE, NEURONS, 0.2], ({ kernels }, o, key) =>
    kernels.planRounded(o.hits, o.rows, o.a, ACTIVE, o.cols, o.c0, o.c1, NEURONS, STRIDE, key, 7, 0),
  ),
  {
    name: `planCoincidence ${ACTIVE}x${NEURONS}, 31 slots`,
    unit: 'line·column',
    units: ACTIVE * NEURONS,
    prepare(desk) {
      const o = outerProduct(desk, ACTIVE, NEURONS, 0.05);
      const { planCoincidence } = desk.kernels;
      let key = 0;
      return () =>
        planCoincidence(
          ...([o.hits, o.rows, o.a, ACTIVE, o.cols, o.c0, o.c1, NEURONS, STRIDE] as const),
          ...([key++, 7, 31, 0.3, o.scratch] as const),
        );
    },
  },
  {
    name: `planResidual ${ACTIVE}x${NEURONS}, 4 bits`,
    unit: 'line·column',
    units: ACTIVE * NEURONS,
    prepare(desk) {
      const hits = desk.u32((HIT_BYTES / 4) * (ACTIVE * STRIDE + 1));
      const [counters, groups] = [desk.u32(INPUTS * STRIDE), desk.u32(upTo(INPUTS))];
      const [rows, a] = [desk.u32(spread(ACTIVE, INPUTS)), desk.f32(desk.draws(ACTIVE, 0, 1))];
      const c = new Float32Array(STRIDE);
      c.set(desk.draws(NEURONS, -0.06, 0.06));
      const at = desk.f32(c);
      const { planResidual } = desk.kernels;
      let key = 0;
      return () => planResidual(hits, counters, groups, rows, a, ACTIVE, at, STRIDE, 16, key++, 7);
    },
  },
  {
    name: 'planExact 150x60',
    unit: 'line·column',
    units: ACTIVE * 60,
    prepare(desk) {
      const { array } = crossbar(desk, 0);
      const o = outerProduct(desk, ACTIVE, 60, 1e-4);
      const { planExact, applyPulses } = desk.kernels;
      let key = 0;
      return () => {
        const count = planExact(
          ...([array, o.hits, o.rows, o.a, ACTIVE, o.cols, o.c0, 60, STRIDE, 0, 100] as const),
          ...([0, key, 1] as const),
        );
        applyPulses(array, o.hits, count, 0, key++, 2);
      };
    },
  },
  pulses(0),
  pulses(0.01),
  pulses(0, 'table'),
  pulses(0, 'drawn'),
  {
    name: 'cacheWeights',
    unit: 'synapse',
    units: INPUTS * STRIDE,
    prepare(desk) {
      const { array } = crossbar(desk, 0);
      return () => desk.kernels.cacheWeights(array, INPUTS * STRIDE);
    },
  },
  {
    name: 'fillUniform',
    unit: 'number',
    units: INPUTS,
    prepare(desk) {
      const x = desk.f32(INPUTS);
      return () => desk.kernels.fillUniform(x, INPUTS, 0.1, 1, 2);
    },
  },
];
