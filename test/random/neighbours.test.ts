/**
 * Draws at neighbouring addresses. One address is a neighbour of another if one part of it (seed, stream, a, b, row,
 * column) is one more, or if two parts are, or one more and one less: rows that are shifted copies of each other look
 * random in every straight direction. Each check is also played on a generator that makes the mistake it looks for.
 * Longer samples and stronger tests: studies/generator.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { deriveKey, drawBits, mix, rowKey } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';

const test = suite('neighbours');

type Address = readonly [seed: number, stream: number, a: number, b: number, row: number, column: number];
type Draw = (address: Address) => number;

const PARTS = ['seed', 'stream', 'a', 'b', 'row', 'column'] as const;
const SAMPLES = 1 << 14;
/** Of a few thousand deviates the largest is about 3.5; beyond 5 one in a million. */
const LIMIT = 5;
/** What a mistake shows at the least. */
const PLAIN = 20;

const draw: Draw = ([seed, stream, a, b, row, column]) =>
  drawBits(rowKey(deriveKey(seed, stream, a, b), row), column);

/** Addresses as runs have them: small numbers, most of them rows and columns. */
function addressOf(i: number): Address {
  return [1 + ((i >>> 13) & 1), STREAM.pulse, (i >>> 12) & 1, (i >>> 9) & 7, i & 15, (i >>> 4) & 31];
}

/** Steps from an address to its neighbours, with their names. */
const steps = PARTS.flatMap((name, part) => [
  { name, step: PARTS.map((_, k) => Number(k === part)) },
  ...PARTS.slice(part + 1).flatMap((other, k) =>
    [1, -1].map((sign) => ({
      name: `${name} + 1, ${other} ${sign > 0 ? '+' : '-'} 1`,
      step: PARTS.map((_, at) => (at === part ? 1 : at === part + 1 + k ? sign : 0)),
    })),
  ),
]);

/** The largest deviation from independence of the draws one step apart, in standard deviations. */
function dependence(of: Draw, step: readonly number[]): number {
  const ones = new Float64Array(32);
  const [upper, lower] = [new Float64Array(256), new Float64Array(256)];
  let products = 0;
  for (let i = 0; i < SAMPLES; i++) {
    const address = addressOf(i).map((value) => value + 1) as unknown as Address;
    const here = of(address) >>> 0;
    const there = of(address.map((value, k) => value + step[k]) as unknown as Address) >>> 0;
    for (let bit = 0; bit < 32; bit++) ones[bit] += ((here ^ there) >>> bit) & 1;
    products += 12 * (here / 2 ** 32 - 0.5) * (there / 2 ** 32 - 0.5);
    upper[((here >>> 28) << 4) | (there >>> 28)]++;
    lower[((here & 15) << 4) | (there & 15)]++;
  }
  const coins = Array.from(ones, (count) => (2 * count - SAMPLES) / Math.sqrt(SAMPLES));
  const correlation = products / Math.sqrt(SAMPLES);
  return Math.max(...[...coins, correlation, chiSquare(upper), chiSquare(lower)].map(Math.abs));
}

/** χ² of counts against equal shares, as standard deviations from its mean. */
function chiSquare(counts: Float64Array): number {
  const expected = SAMPLES / counts.length;
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (chi - counts.length + 1) / Math.sqrt(2 * (counts.length - 1));
}

for (const { name, step } of steps)
  test(`draws whose addresses differ by ${name} are independent`, () => {
    const found = dependence(draw, step);
    assert.ok(found < LIMIT, `${found} standard deviations`);
  });

/** Rows that begin at the same place of the Weyl sequence: the second word of their keys alone tells them apart. */
const overlapping: Draw = ([seed, stream, a, b, row, column]) => {
  const key = deriveKey(seed, stream, a, b);
  return drawBits([rowKey(key, 0)[0], rowKey(key, row)[1]], column);
};
const NEXT_ROW = [0, 0, 0, 0, 1, 0];

test('draws of rows whose first key words are equal are independent', () => {
  const found = dependence(overlapping, NEXT_ROW);
  assert.ok(found < LIMIT, `${found} standard deviations`);
});

/** Generators with good mixers and bad addresses. */
const mistakes: Record<string, Draw> = {
  'rows are shifted copies': ([seed, stream, a, b, row, column]) =>
    mix((deriveKey(seed, stream, a, b)[0] + row + column) | 0),
  'the row is added to the seed': ([seed, stream, a, b, row, column]) =>
    drawBits(rowKey(deriveKey(seed + row, stream, a, b), 0), column),
  'the second word of a row’s key is left out': ([seed, stream, a, b, , column]) =>
    drawBits([rowKey(deriveKey(seed, stream, a, b), 0)[0], 0], column),
  'purposes share a key': ([seed, , a, b, row, column]) =>
    drawBits(rowKey(deriveKey(seed, 0, a, b), row), column),
  'layer and update are one number': ([seed, stream, a, b, row, column]) =>
    drawBits(rowKey(deriveKey(seed, stream, 0, a + b), row), column),
  'the column is mixed by one multiplication': ([seed, stream, a, b, row, column]) => {
    const [r0] = rowKey(deriveKey(seed, stream, a, b), row);
    return Math.imul(r0 + column, 0x9e3779b9);
  },
};

for (const [name, mistaken] of Object.entries(mistakes))
  test(`… and it would be seen if ${name}`, () => {
    assert.ok(Math.max(...steps.map(({ step }) => dependence(mistaken, step))) > PLAIN);
  });

/** Bits of each part that the addresses of real runs use. */
const USED = [16, 4, 4, 20, 15, 14];

/** How often each bit of an address flips each bit of its draw: the largest deviation from ½, and χ² of all. */
function avalanche(of: Draw): { readonly worst: number; readonly all: number } {
  const trials = 512;
  const deviations = USED.flatMap((count, part) =>
    Array.from({ length: count }, (_, bit) => {
      const flips = new Float64Array(32);
      for (let i = 0; i < trials; i++) {
        // A seed of its own for each: a pair that is met from both of its ends would count twice.
        const address = addressOf(i).map((value, k) => (k === 0 ? (i + 1) * 2 ** 17 : value));
        const near = address.map((value, k) => (k === part ? value ^ (1 << bit) : value));
        const flipped = of(address as unknown as Address) ^ of(near as unknown as Address);
        for (let k = 0; k < 32; k++) flips[k] += (flipped >>> k) & 1;
      }
      return Array.from(flips, (count) => (2 * count - trials) / Math.sqrt(trials));
    }),
  ).flat();
  const squares = deviations.reduce((sum, z) => sum + z * z, 0);
  return {
    worst: Math.max(...deviations.map(Math.abs)),
    all: (squares - deviations.length) / Math.sqrt(2 * deviations.length),
  };
}

test('every bit of an address flips every bit of its draw half of the time', () => {
  const { worst, all } = avalanche(draw);
  assert.ok(worst < LIMIT, `one pair of bits: ${worst} standard deviations`);
  assert.ok(Math.abs(all) < LIMIT, `all pairs: χ² is ${all} standard deviations off`);
});

test('… and in a draw that is mixed by one multiplication they do not', () => {
  const { worst, all } = avalanche(mistakes['the column is mixed by one multiplication']);
  assert.ok(worst > PLAIN && all > PLAIN, `${worst}, ${all}`);
});

test.run();
