/**
 * Single-precision exp and log, equal to the bit in every build and engine.
 *
 * Range reduction and polynomials are those of S. Moshier, Cephes Mathematical Library (single/expf.c, logf.c);
 * measured error: exp 2 ulp on [-87, 88], log 2 ulp. No fused multiply-add anywhere, so that scalar and vector
 * code, and the plain-TypeScript reference, round alike.
 */

const LOG2E: f32 = 1.44269504088896341;
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;

/** e^x, x clamped to [-87, 88]. */
export function expf(x: f32): f32 {
  const clamped = min<f32>(max<f32>(x, -87), 88);
  const n = floor<f32>(clamped * LOG2E + 0.5);
  let r = clamped - n * LN2_HIGH;
  r = r - n * LN2_LOW;
  let p: f32 = 1.98756915e-4;
  p = p * r + 1.3981999507e-3;
  p = p * r + 8.3334519073e-3;
  p = p * r + 4.1665795894e-2;
  p = p * r + 1.6666665459e-1;
  p = p * r + 5.0000001201e-1;
  p = p * (r * r) + (r + 1);
  return p * reinterpret<f32>((<i32>n + 127) << 23);
}

const EXP = memory.data<f32>(
  [
    -87, 88, 1.44269504088896341, 0.5, 0.693359375, -2.1219444e-4, 1.98756915e-4, 1.3981999507e-3,
    8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
  ],
  16,
);

/** `expf` of four numbers, the same bits. */
export function expf4(x: v128): v128 {
  const clamped = f32x4.pmin(v128.load32_splat(EXP, 4), f32x4.pmax(v128.load32_splat(EXP), x));
  const n = f32x4.floor(f32x4.add(f32x4.mul(clamped, v128.load32_splat(EXP, 8)), v128.load32_splat(EXP, 12)));
  let r = f32x4.sub(clamped, f32x4.mul(n, v128.load32_splat(EXP, 16)));
  r = f32x4.sub(r, f32x4.mul(n, v128.load32_splat(EXP, 20)));
  let p = v128.load32_splat(EXP, 24);
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(EXP, 28));
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(EXP, 32));
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(EXP, 36));
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(EXP, 40));
  p = f32x4.add(f32x4.mul(p, r), v128.load32_splat(EXP, 44));
  p = f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), f32x4.add(r, v128.load32_splat(EXP, 48)));
  const exponent = i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127));
  return f32x4.mul(p, i32x4.shl(exponent, 23));
}

/** Natural logarithm of a normal positive number. */
export function logf(x: f32): f32 {
  const word = reinterpret<i32>(x);
  let e = (word >> 23) - 126;
  let m = reinterpret<f32>((word & 0x007fffff) | 0x3f000000);
  if (m < <f32>0.707106781186547524) {
    e -= 1;
    m = m + m - 1;
  } else {
    m = m - 1;
  }
  const z = m * m;
  let p: f32 = 7.0376836292e-2;
  p = p * m - 1.151461031e-1;
  p = p * m + 1.167699874e-1;
  p = p * m - 1.2420140846e-1;
  p = p * m + 1.4249322787e-1;
  p = p * m - 1.6668057665e-1;
  p = p * m + 2.0000714765e-1;
  p = p * m - 2.4999993993e-1;
  p = p * m + 3.3333331174e-1;
  let y = p * m * z;
  y = y + <f32>e * LN2_LOW;
  y = y - <f32>0.5 * z;
  return m + y + <f32>e * LN2_HIGH;
}

const LOG = memory.data<f32>(
  [
    0.707106781186547524, 1, 7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1,
    1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1, -2.1219444e-4, 0.5,
    0.693359375,
  ],
  16,
);

/** `logf` of four numbers, the same bits. */
export function logf4(x: v128): v128 {
  const half = v128.or(v128.and(x, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000));
  const small = f32x4.lt(half, v128.load32_splat(LOG));
  const e = f32x4.convert_i32x4_s(i32x4.add(i32x4.sub(i32x4.shr_s(x, 23), i32x4.splat(126)), small));
  const m = f32x4.sub(f32x4.add(half, v128.and(half, small)), v128.load32_splat(LOG, 4));
  const z = f32x4.mul(m, m);
  let p = v128.load32_splat(LOG, 8);
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(LOG, 12));
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(LOG, 16));
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(LOG, 20));
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(LOG, 24));
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(LOG, 28));
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(LOG, 32));
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(LOG, 36));
  p = f32x4.add(f32x4.mul(p, m), v128.load32_splat(LOG, 40));
  let y = f32x4.mul(f32x4.mul(p, m), z);
  y = f32x4.add(y, f32x4.mul(e, v128.load32_splat(LOG, 44)));
  y = f32x4.sub(y, f32x4.mul(v128.load32_splat(LOG, 48), z));
  return f32x4.add(f32x4.add(m, y), f32x4.mul(e, v128.load32_splat(LOG, 52)));
}
