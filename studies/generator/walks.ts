/**
 * Whole draws, 32 bits, in the orders in which the kernels and their callers walk through addresses (seed, stream, a, b,
 * row, column), and across them. They come from the plain-TypeScript twin of the generator, which test/kernels holds
 * equal to the Wasm builds to the bit. The network is 784-200, 50 steps. The number of a sample is its seed.
 */
import { deriveKey, drawBits, type Key, rowKey } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { flippedBits } from './flipped-bits.ts';
import { besides, coincidences, lowHalves, overlapping, transposed } from './orders.ts';
import { each, lines, type Source, type Stream } from './source.ts';

const ROWS = 784;
const COLUMNS = 200;
const STEPS = 50;
const ROW = 7;
const COLUMN = 5;
/** Neighbours that take turns. */
const BESIDE = 16;

const oneRow = (seed: number): Source => {
  const key = rowKey(deriveKey(seed, STREAM.pulse), ROW);
  return lines(() => ({ key, first: 0, length: 2 ** 32 }));
};

const manyRows = (seed: number): Source => {
  const key = deriveKey(seed, STREAM.pulse);
  return each((row) => drawBits(rowKey(key, row), COLUMN));
};

/** One draw of each of many keys. */
const manyKeys =
  (keyAt: (seed: number, index: number) => Key) =>
  (seed: number): Source =>
    each((index) => drawBits(rowKey(keyAt(seed, index), ROW), COLUMN));

/** `rows` lines of `length` columns under every key. */
const walk =
  (keyAt: (seed: number, index: number) => Key, rows: number, length: number) =>
  (seed: number): Source =>
    lines((line) => ({ key: rowKey(keyAt(seed, Math.floor(line / rows)), line % rows), first: 0, length }));

const pulseKey = (seed: number, update: number): Key => deriveKey(seed, STREAM.pulse, 0, update);
const inputKey = (seed: number, presentation: number): Key =>
  deriveKey(seed, STREAM.encodeTrain, presentation);
const noiseKey = (seed: number, update: number): Key => deriveKey(seed, STREAM.cycleToCycle, 0, update);
const seedKey = (sample: number, index: number): Key =>
  deriveKey((sample - 1) * 2 ** 33 + index, STREAM.pulse, 1, 3);
const STREAMS = Object.values(STREAM);

const words = (name: string, about: string, open: (seed: number) => Source): Stream => ({
  name,
  about,
  holds: 'words',
  from: 'reference',
  open,
});

const shape = { rows: ROWS, columns: COLUMNS };

export const walks: readonly Stream[] = [
  words('columns of one row', 'column 0, 1, 2, … under one row key', oneRow),
  words('rows at one column', 'row 0, 1, 2, … at one column, one key', manyRows),
  words('updates at one synapse', 'key of update 0, 1, 2, … at one row and column', manyKeys(pulseKey)),
  words(
    'presentations at one input',
    'key of presentation 0, 1, 2, … at one step and line',
    manyKeys(inputKey),
  ),
  words('seeds', 'key of seed 0, 1, 2, …, all else fixed', manyKeys(seedKey)),
  words(
    'a crossbar’s rounding',
    'as planStochastic walks: updates × 784 rows × 200 columns',
    walk(pulseKey, ROWS, COLUMNS),
  ),
  words(
    'a crossbar’s rounding, transposed',
    'updates × 200 columns × 784 rows: rows beside each other',
    (seed) => transposed((update) => pulseKey(seed, update), shape),
  ),
  words(
    'a crossbar’s rounding, low halves',
    'as planStochastic walks, the lower 16 bits of two draws a word',
    (seed) => lowHalves((update) => pulseKey(seed, update), shape),
  ),
  words('a crossbar’s skipping', 'as planSkipping walks: updates × 600 draws of one row', (seed) =>
    lines((update) => ({ key: rowKey(pulseKey(seed, update), 2 ** 31), first: 0, length: 600 })),
  ),
  words(
    'an encoder’s spikes',
    'as encodeBernoulli walks: presentations × 50 steps × 784 lines',
    walk(inputKey, STEPS, ROWS),
  ),
  words(
    'noise of pairs',
    'as applyPulses walks: updates × elements × both devices of a pair',
    walk(noiseKey, ROWS * COLUMNS, 2),
  ),
  words(
    'coincidence trains',
    'as planCoincidence walks: 31 slots of each column, then of each row, with its polarity draws',
    (seed) => coincidences((update) => pulseKey(seed, update), shape),
  ),
  words('seeds beside each other', `${BESIDE} seeds in turn at one synapse after another`, (seed) =>
    besides(BESIDE, (k, update) => pulseKey(BESIDE * seed + k, update), shape),
  ),
  words('updates beside each other', `${BESIDE} updates in turn at one synapse after another`, (seed) =>
    besides(BESIDE, (k, update) => pulseKey(seed, update * BESIDE + k), shape),
  ),
  words(
    'purposes beside each other',
    `all ${STREAMS.length} streams of a seed in turn at one synapse after another`,
    (seed) => besides(STREAMS.length, (k, update) => deriveKey(seed, STREAMS[k], 0, update), shape),
  ),
  words('rows that overlap', 'two rows whose first key words are equal, in turn', (seed) =>
    overlapping((update) => pulseKey(seed, update), shape),
  ),
  words(
    'one bit of an address flipped',
    'draw ⊕ draw at an address that differs in one bit, bit by bit',
    flippedBits,
  ),
];
