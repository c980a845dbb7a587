/**
 * Single-precision exp and log, the same bits in every engine: the slow truth beside `assembly/math/exp-log.ts`.
 *
 * Range reduction and polynomials are those of S. Moshier, Cephes Mathematical Library (single/expf.c, logf.c).
 * Every operation is rounded to float32, in the order in which it stands.
 */

const f = Math.fround;
const bits = new DataView(new ArrayBuffer(4));

const LOG2E = f(1.44269504088896341);
const LN2_HIGH = f(0.693359375);
const LN2_LOW = f(-2.1219444e-4);
const EXP_MIN = f(-87);
const EXP_MAX = f(88);
const EXP = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
].map(f);

const SQRT_HALF = f(0.707106781186547524);
const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(f);

/** e^x for x clamped to [-87, 88]; relative error below 2e-7. */
export function expf(x: number): number {
  const clamped = Math.min(Math.max(f(x), EXP_MIN), EXP_MAX);
  const n = Math.floor(f(f(clamped * LOG2E) + 0.5));
  let r = f(clamped - f(n * LN2_HIGH));
  r = f(r - f(n * LN2_LOW));
  let p = EXP[0];
  for (let i = 1; i < 6; i++) p = f(f(p * r) + EXP[i]);
  p = f(f(p * f(r * r)) + f(r + 1));
  bits.setInt32(0, (n + 127) << 23);
  return f(p * bits.getFloat32(0));
}

/** Natural logarithm of a normal positive float32; relative error below 2e-7 away from 1. */
export function logf(x: number): number {
  bits.setFloat32(0, x);
  const word = bits.getInt32(0);
  let e = (word >> 23) - 126;
  bits.setInt32(0, (word & 0x007fffff) | 0x3f000000);
  let m = bits.getFloat32(0);
  if (m < SQRT_HALF) {
    e -= 1;
    m = f(f(m + m) - 1);
  } else {
    m = f(m - 1);
  }
  const z = f(m * m);
  let p = LOG[0];
  for (let i = 1; i < 9; i++) p = f(f(p * m) + LOG[i]);
  let y = f(f(p * m) * z);
  y = f(y + f(e * LN2_LOW));
  y = f(y - f(0.5 * z));
  return f(f(m + y) + f(e * LN2_HIGH));
}
