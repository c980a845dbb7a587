/**
 * Counter-based random numbers: the slow truth beside `assembly/random/generator.ts`.
 *
 * A draw is a pure function of (seed, stream, a, b, row, column). `deriveKey` absorbs the first four words into a
 * 64-bit key with a full-avalanche mixer (murmur3's finaliser); `rowKey` specialises it to a line of the array;
 * `drawBits` hashes the column with a Weyl step and two multiplications (the constants are those of lowbias32,
 * C. Wellons 2018), the second half of the key entering between them, so that neighbouring rows are not shifted
 * windows of one sequence. Nothing is remembered: order, packing, workers and builds cannot change a result.
 */
import { logf } from '../math/exp-log-f32.ts';

const f = Math.fround;
const WEYL = 0x9e3779b9;

export type Key = readonly [k0: number, k1: number];

/** murmur3's 32-bit finaliser. */
export function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function absorb([k0, k1]: Key, word: number): Key {
  const next = mix((k0 + WEYL) ^ word);
  return [next, mix((k1 + Math.imul(word, 0xc2b2ae3d)) ^ ((next << 16) | (next >>> 16)))];
}

/** The key of a stream. `seed` is a safe integer ≥ 0; `stream`, `a` and `b` are unsigned 32-bit words. */
export function deriveKey(seed: number, stream: number, a = 0, b = 0): Key {
  let key: Key = [0x243f6a88, 0x85a308d3];
  for (const word of [seed >>> 0, Math.floor(seed / 4294967296) >>> 0, stream, a, b]) key = absorb(key, word);
  return key;
}

/** The key of one row (line, step, element) under `key`. */
export function rowKey([k0, k1]: Key, row: number): Key {
  const r0 = mix(k0 ^ Math.imul(row + 1, WEYL));
  return [r0, mix((k1 + r0) | 0)];
}

/** 32 random bits for a column under a row's key. */
export function drawBits([k0, k1]: Key, column: number): number {
  let h = (k0 + Math.imul(column, WEYL)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15) ^ k1, 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Uniform on [0, 1), a multiple of 2^-24: exact in float32. */
export function uniform(bits: number): number {
  return (bits >>> 8) * 2 ** -24;
}

/** A whole number in [0, n), n ≤ 2^24; the bias is below n / 2^24. */
export function below(bits: number, n: number): number {
  return Math.floor(uniform(bits) * n);
}

const A = [3.3871327179, 50.434271938, 159.29113202, 59.10937472].map(f);
const B = [17.895169469, 78.757757664, 67.1875636].map(f);
const C = [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103].map(f);
const D = [0.7370016425, 0.12021132975].map(f);

function horner(c: readonly number[], x: number): number {
  let sum = c[c.length - 1];
  for (let i = c.length - 2; i >= 0; i--) sum = f(f(sum * x) + c[i]);
  return sum;
}

/**
 * Standard normal deviate from 32 bits: Wichura's PPND7 (Applied Statistics 37:477, 1988, algorithm AS 241) at a
 * uniform of 31 bits in the lower half, the top bit being the sign. Reaches ±6.3 standard deviations; the formula for
 * probabilities below e^-25 is left out, since the smallest is 2^-33.
 */
export function gaussian(bits: number): number {
  const p = f(f(f(bits & 0x7fffffff) + 0.5) * f(2 ** -32));
  const q = f(0.5 - p);
  let z: number;
  if (q <= f(0.425)) {
    const r = f(f(0.180625) - f(q * q));
    z = f(f(q * horner(A, r)) / f(f(horner(B, r) * r) + 1));
  } else {
    const s = f(f(Math.sqrt(f(-logf(p)))) - f(1.6));
    z = f(horner(C, s) / f(f(horner(D, s) * s) + 1));
  }
  return bits >>> 31 === 1 ? -z : z;
}

/** A permutation of 0 … n-1 (Fisher–Yates) under a key. */
export function permutation(n: number, key: Key): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const bits = drawBits(rowKey(key, i), 0);
    const j = Number((BigInt(bits) * BigInt(i + 1)) >> 32n);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}
