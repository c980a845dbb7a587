import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  below,
  deriveKey,
  drawBits,
  gaussian,
  type Key,
  mix,
  permutation,
  rowKey,
  uniform,
} from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('random');

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Pearson's χ² of counts against equal shares, as standard deviations from its mean. */
function chiSquareDeviation(counts: ArrayLike<number>): number {
  const values = Array.from(counts);
  const expected = values.reduce((a, b) => a + b) / values.length;
  const chi = values.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = values.length - 1;
  return (chi - freedom) / Math.sqrt(2 * freedom);
}

/** Draws along one row, down one column, over steps of one stream, and over seeds. */
const walks: Record<string, (i: number) => number> = (() => {
  const key = deriveKey(1, STREAM.pulse, 2, 3);
  const row = rowKey(key, 11);
  return {
    columns: (i: number) => drawBits(row, i),
    rows: (i: number) => drawBits(rowKey(key, i), 0),
    steps: (i: number) => drawBits(rowKey(deriveKey(1, STREAM.pulse, 2, i), 11), 5),
    presentations: (i: number) => drawBits(rowKey(deriveKey(1, STREAM.pulse, i, 3), 11), 5),
    seeds: (i: number) => drawBits(rowKey(deriveKey(i, STREAM.pulse, 2, 3), 11), 5),
    streams: (i: number) => drawBits(rowKey(deriveKey(1, i, 2, 3), 11), 5),
    diagonal: (i: number) => drawBits(rowKey(key, i), i),
  };
})();

const N = 40_000;

for (const [name, bitsAt] of Object.entries(walks)) {
  const words = Uint32Array.from({ length: N }, (_, i) => bitsAt(i));

  test(`over ${name}: every bit is a fair coin`, () => {
    for (let bit = 0; bit < 32; bit++) {
      let ones = 0;
      for (const word of words) ones += (word >>> bit) & 1;
      assertClose(ones / N, 0.5, { abs: 5 * Math.sqrt(0.25 / N) }, `bit ${bit}`);
    }
  });

  test(`over ${name}: uniform has mean 1/2, variance 1/12 and equal shares (χ²)`, () => {
    const u = Float64Array.from(words, uniform);
    const mean = u.reduce((a, b) => a + b) / N;
    const variance = u.reduce((a, b) => a + (b - mean) ** 2, 0) / N;
    assertClose(mean, 0.5, { abs: 5 * Math.sqrt(1 / 12 / N) });
    assertClose(variance, 1 / 12, { rel: 5 * Math.sqrt(0.8 / N) });
    const shares = new Uint32Array(256);
    for (const x of u) shares[Math.floor(256 * x)]++;
    assert.ok(Math.abs(chiSquareDeviation(shares)) < 5);
  });

  test(`over ${name}: neighbours are independent (χ² of pairs, lags 1 to 64)`, () => {
    for (const lag of [1, 2, 3, 4, 8, 16, 57, 64]) {
      const cells = new Uint32Array(256);
      for (let i = 0; i + lag < N; i++) cells[((words[i] >>> 28) << 4) | (words[i + lag] >>> 28)]++;
      assert.ok(Math.abs(chiSquareDeviation(cells)) < 5, `upper bits, lag ${lag}`);
      cells.fill(0);
      for (let i = 0; i + lag < N; i++) cells[((words[i] & 15) << 4) | (words[i + lag] & 15)]++;
      assert.ok(Math.abs(chiSquareDeviation(cells)) < 5, `lower bits, lag ${lag}`);
    }
  });
}

test('one bit of any part of an address flips half of the bits of its draw', () => {
  const draw = (address: readonly number[]) => {
    const [seed, stream, a, b, row, column] = address;
    return drawBits(rowKey(deriveKey(seed, stream, a, b), row), column);
  };
  for (let part = 0; part < 6; part++) {
    let flipped = 0;
    for (let k = 0; k < 640; k++) {
      const address = upTo(6).map((i) => mix(6 * k + i) >>> 8);
      const near = address.slice();
      near[part] ^= 1 << (k % 20);
      let difference = draw(address) ^ draw(near);
      for (; difference !== 0; difference &= difference - 1) flipped++;
    }
    assertClose(flipped / 640, 16, { abs: 5 * Math.sqrt(8 / 640) }, `part ${part}`);
  }
});

test('rows are not shifted windows of one sequence', () => {
  const key = deriveKey(3, STREAM.pulse);
  const seen = new Map<number, number>();
  let repeats = 0;
  for (let row = 0; row < 64; row++)
    for (let column = 0; column < 512; column++) {
      const bits = drawBits(rowKey(key, row), column);
      repeats += Number(seen.has(bits));
      seen.set(bits, row);
    }
  // 32 768 random words: 32768² / 2^33 = 0.125 repeats are expected; a shared window would repeat hundreds.
  assert.ok(repeats <= 4);
});

test('mix is murmur3’s finaliser', () => {
  // fmix32 of MurmurHash3.cpp (A. Appleby, public domain), evaluated with whole numbers of any size.
  for (const word of [0, 1, 2, 0x12345678, 0xdeadbeef, 0xffffffff]) {
    let h = BigInt(word);
    h ^= h >> 16n;
    h = (h * 0x85ebca6bn) & 0xffffffffn;
    h ^= h >> 13n;
    h = (h * 0xc2b2ae35n) & 0xffffffffn;
    h ^= h >> 16n;
    assert.is(mix(word), Number(h));
  }
});

test('seeds are told apart up to 2^53', () => {
  const words = new Set([0, 1, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map((seed) => deriveKey(seed, 1).join()));
  assert.is(words.size, 5);
});

test('no two streams are the same', () => {
  const streams = Object.values(STREAM);
  assert.is(new Set(streams).size, streams.length);
});

test('uniform reaches 0 and stays below 1', () => {
  assert.is(uniform(0), 0);
  assert.is(uniform(255), 0);
  assert.is(uniform(0xffffffff), 1 - 2 ** -24);
});

test('below draws 0 … n-1 in equal shares', () => {
  const shares = new Uint32Array(10);
  for (let i = 0; i < N; i++) shares[below(walks.columns(i), 10)]++;
  assert.ok(Math.abs(chiSquareDeviation(shares)) < 5);
});

test('gaussian deviates have the moments and quantiles of the normal distribution', () => {
  const z = Float64Array.from({ length: N }, (_, i) => gaussian(walks.columns(i))).sort();
  const moment = (k: number) => z.reduce((sum, x) => sum + x ** k, 0) / N;
  assertClose(moment(1), 0, { abs: 5 / Math.sqrt(N) });
  assertClose(moment(2), 1, { abs: 5 * Math.sqrt(2 / N) });
  assertClose(moment(3), 0, { abs: 5 * Math.sqrt(15 / N) });
  assertClose(moment(4), 3, { abs: 5 * Math.sqrt(96 / N) });
  for (const [p, quantile] of [
    [0.5, 0],
    [0.841344746, 1],
    [0.977249868, 2],
    [0.998650102, 3],
  ]) {
    const share = z.filter((x) => x < quantile).length / N;
    assertClose(share, p, { abs: 5 * Math.sqrt((p * (1 - p)) / N) });
  }
});

test('gaussian is the inverse of the normal distribution, from the middle to six standard deviations', () => {
  // 31 bits make p = bits · 2^-32 in the lower half; Φ(-z) from tables (Abramowitz & Stegun 26.1, 26.2).
  for (const [z, p] of [
    [0.1, 0.460172163],
    [0.5, 0.308537539],
    [1, 0.158655254],
    [1.5, 0.0668072013],
    [2, 0.0227501319],
    [3, 1.34989803e-3],
    [4, 3.16712418e-5],
    [5, 2.86651572e-7],
  ]) {
    const bits = Math.round(p * 2 ** 32 - 0.5);
    // One unit of `bits` is 2^-32 in p: at 5 standard deviations 1.6e-4 in z.
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    assertClose(gaussian(bits), z, { abs: 2e-6 + 2 ** -32 / density }, `z = ${z}`);
    assert.is(gaussian((bits | 0x80000000) >>> 0), -gaussian(bits));
  }
  assertClose(gaussian(0), 6.2, { abs: 0.15 });
});

test('gaussian is continuous where its formulas meet', () => {
  for (const p of [0.075, Math.exp(-25)]) {
    const at = Math.round(p * 2 ** 32);
    const near = upTo(2000).map((i) => gaussian(Math.max(0, at + (i - 1000) * (at > 1e6 ? 1000 : 0))));
    for (let i = 1; i < near.length; i++) assert.ok(near[i] - near[i - 1] < 3e-6);
  }
  for (let bits = 0; bits < 1000; bits++) assert.ok(gaussian(bits) > gaussian(bits + 1));
});

test('a permutation holds every number once, and every place is equally likely', () => {
  const places = new Uint32Array(8 * 8);
  for (let k = 0; k < 4000; k++) {
    const key: Key = deriveKey(k, STREAM.shuffle);
    const order = permutation(8, key);
    assert.equal([...order].sort(), upTo(8));
    for (const [place, item] of order.entries()) places[8 * place + item]++;
  }
  // Rows and columns of the table of places are bound to sum to 4000: 49 degrees of freedom, not 63.
  const chi = places.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
  assertClose(chi, 49, { abs: 5 * Math.sqrt(98) });
  assert.equal(
    [...permutation(100, [1, 2])].sort((a, b) => a - b),
    upTo(100),
  );
  assert.is(permutation(0, [1, 2]).length, 0);
});

test.run();
