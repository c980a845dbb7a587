/**
 * What the Wasm kernels themselves make of their draws (SIMD build where the machine has it): roundings, polarities,
 * spikes, initial weights, noise. No draw is computed here; every number is read from what a kernel has written.
 */
import { createArena } from '../../src/engine/arena.ts';
import { HIT_BYTES, HIT_CODE } from '../../src/engine/array-records.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { deriveKey } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { openNoise } from './kernel-noise.ts';
import { openSkips } from './kernel-skips.ts';
import { batches, type Source, type Stream } from './source.ts';

const ROWS = 784;
const COLUMNS = 200;
const STRIDE = 208;
const STEPS = 50;

const walk = (
  name: string,
  about: string,
  open: Stream['open'],
  holds: Stream['holds'] = 'bits',
): Stream => ({
  name: `kernel: ${name}`,
  about,
  holds,
  from: 'kernel',
  lag: 2 * STRIDE,
  open,
});

export const kernelWalks: readonly Stream[] = [
  walk('polarity', 'planStochastic, 784 × 200: the bit that chooses the device', (seed) => openPlan(seed, 0)),
  walk('rounding', 'planStochastic, 784 × 200: whether 1.5 becomes one pulse or two', (seed) =>
    openPlan(seed, 2),
  ),
  walk(
    'skipping',
    'planSkipping, 784 × 200 at 1/16: which of two distances between pulses is longer, and both polarities',
    openSkips,
  ),
  walk('spikes', 'encodeBernoulli, 50 steps × 784 lines: spike or none at probability ½', openSpikes),
  walk('initial weights', 'fillUniform, layer after layer: all 24 bits', openWeights),
  walk('cycle-to-cycle noise', 'applyPulses, updates × 784 × 208 pairs of devices', openNoise, 'deviates'),
];

/**
 * One bit of the code 2·n + polarity of every hit, update after update. Every synapse wants 1.5 pulses: n is 1 or 2, and
 * bit 2 of the code tells which.
 */
async function openPlan(seed: number, bit: number): Promise<Source> {
  const arena = createArena();
  const [rows, a] = [arena.reserve(4 * ROWS), arena.reserve(4 * ROWS)];
  const [cols, c, scratch] = [4, 4, 12].map((bytes) => arena.reserve(bytes * STRIDE));
  const hits = arena.reserve(HIT_BYTES * (ROWS * COLUMNS + 1));
  const { kernels, f32, u32 } = await createEngine({ bytes: arena.size() });
  u32(rows, ROWS).set(Array.from({ length: ROWS }, (_, i) => i));
  u32(cols, COLUMNS).set(Array.from({ length: COLUMNS }, (_, i) => i));
  f32(a, ROWS).fill(1);
  f32(c, COLUMNS).fill(1.5);
  const list = u32(hits, (HIT_BYTES / 4) * ROWS * COLUMNS);
  const words = new Uint32Array((ROWS * COLUMNS) / 32);
  let update = 0;
  return batches(() => {
    const [k0, k1] = deriveKey(seed, STREAM.pulse, 0, update++);
    const count = kernels.planStochastic(hits, rows, a, ROWS, cols, c, c, COLUMNS, STRIDE, k0, k1, scratch);
    if (count !== ROWS * COLUMNS) throw new Error(`${count} hits, not one for each synapse`);
    return packed(words, list, { first: HIT_CODE / 4, step: HIT_BYTES / 4, bit });
  });
}

async function openSpikes(seed: number): Promise<Source> {
  const arena = createArena();
  const [lines, rates, counts] = [4, 4, 4].map((bytes) => arena.reserve(bytes * ROWS));
  const events = arena.reserve(4 * (ROWS * STEPS + 4));
  const offsets = arena.reserve(4 * (STEPS + 1));
  const { kernels, f32, u32 } = await createEngine({ bytes: arena.size() });
  u32(lines, ROWS).set(Array.from({ length: ROWS }, (_, i) => i));
  f32(rates, ROWS).fill(0.5);
  const [list, starts] = [u32(events, ROWS * STEPS), u32(offsets, STEPS + 1)];
  const spiking = new Uint32Array(ROWS * STEPS);
  const words = new Uint32Array((ROWS * STEPS) / 32);
  let presentation = 0;
  return batches(() => {
    const key = deriveKey(seed, STREAM.encodeTrain, presentation++);
    kernels.encodeBernoulli(events, offsets, counts, lines, rates, ROWS, STEPS, ...key);
    spiking.fill(0);
    for (let t = 0; t < STEPS; t++)
      for (let i = starts[t]; i < starts[t + 1]; i++) spiking[t * ROWS + list[i]] = 1;
    return packed(words, spiking, { first: 0, step: 1, bit: 0 });
  });
}

async function openWeights(seed: number): Promise<Source> {
  const count = ROWS * STRIDE;
  const arena = createArena();
  const x = arena.reserve(4 * count);
  const { kernels, f32 } = await createEngine({ bytes: arena.size() });
  const weights = f32(x, count);
  const words = new Uint32Array((3 * count) / 4);
  let layer = 0;
  return batches(() => {
    kernels.fillUniform(x, count, 1, ...deriveKey(seed, STREAM.initialWeights, layer++));
    for (let i = 0, w = 0; i < count; i += 4) {
      const [p, q, r, s] = [0, 1, 2, 3].map((k) => (weights[i + k] + 1) * 2 ** 23);
      words[w++] = (p << 8) | (q >>> 16);
      words[w++] = (q << 16) | (r >>> 8);
      words[w++] = (r << 24) | s;
    }
    return words;
  });
}

/** The named bit of every `step`-th number of a list, from the top of each word down. */
function packed(
  words: Uint32Array,
  list: Uint32Array,
  { first, step, bit }: { readonly first: number; readonly step: number; readonly bit: number },
): Uint32Array {
  for (let w = 0, at = first; w < words.length; w++) {
    let word = 0;
    for (let k = 0; k < 32; k++, at += step) word = (word << 1) | ((list[at] >>> bit) & 1);
    words[w] = word;
  }
  return words;
}
