import { logf } from './math';

/**
 * Counter-based random numbers. A draw is a pure function of a 64-bit key (two words, derived by the caller from
 * seed, stream, presentation and step), a row and a column; see `src/engine/reference/random.ts` for the design.
 *
 *   row key  r0 = mix(k0 ^ (row + 1)·W),  r1 = mix(k1 + r0)          mix = murmur3's finaliser, W = 0x9e3779b9
 *   draw     h = r0 + column·W;  h = (h ^ h>>>16)·0x7feb352d;  h = (h ^ h>>>15 ^ r1)·0x846ca68b;  h ^= h>>>16
 */

const WEYL: u32 = 0x9e3779b9;

function mix(word: u32): u32 {
  let h = word;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

/** First word of a row's key. */
export function rowKey0(k0: u32, row: u32): u32 {
  return mix(k0 ^ ((row + 1) * WEYL));
}

/** Second word of a row's key, from its first. */
export function rowKey1(k1: u32, r0: u32): u32 {
  return mix(k1 + r0);
}

/** 32 random bits; `weyl` is column · 0x9e3779b9. */
export function drawBits(r0: u32, r1: u32, weyl: u32): u32 {
  let h = r0 + weyl;
  h = (h ^ (h >> 16)) * 0x7feb352d;
  h = (h ^ (h >> 15) ^ r1) * 0x846ca68b;
  return h ^ (h >> 16);
}

/** The Weyl step of a column, the argument of `drawBits`. */
export function weylOf(column: u32): u32 {
  return column * WEYL;
}

/**
 * Four draws; `weyl` holds four columns times 0x9e3779b9, r0 and r1 the row's key, m1 and m2 the multipliers, in all
 * lanes.
 */
export function drawBits4(r0: v128, r1: v128, weyl: v128, m1: v128, m2: v128): v128 {
  let h = i32x4.add(r0, weyl);
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), m1);
  h = i32x4.mul(v128.xor(v128.xor(h, i32x4.shr_u(h, 15)), r1), m2);
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/** Uniform on [0, 1), a multiple of 2^-24. */
export function uniform(bits: u32): f32 {
  return <f32>(bits >> 8) * <f32>5.9604644775390625e-8;
}

/**
 * Standard normal deviate: Wichura, AS 241 (PPND7), 31-bit uniform in the lower half, top bit the sign. Its formula
 * for the far tail, below e^-25, is left out: the smallest uniform is 2^-33.
 */
export function gaussian(bits: u32): f32 {
  const p = (<f32>(bits & 0x7fffffff) + <f32>0.5) * <f32>2.3283064365386963e-10;
  const q = <f32>0.5 - p;
  let z: f32;
  if (q <= <f32>0.425) {
    const r = <f32>0.180625 - q * q;
    const top = ((<f32>59.10937472 * r + <f32>159.29113202) * r + <f32>50.434271938) * r + <f32>3.3871327179;
    const bottom = ((<f32>67.1875636 * r + <f32>78.757757664) * r + <f32>17.895169469) * r + 1;
    z = (q * top) / bottom;
  } else {
    const s = sqrt<f32>(-logf(p)) - <f32>1.6;
    const top = ((<f32>0.17023821103 * s + <f32>1.3067284816) * s + <f32>2.75681539) * s + <f32>1.4234372777;
    z = top / ((<f32>0.12021132975 * s + <f32>0.7370016425) * s + 1);
  }
  return bits >> 31 ? -z : z;
}
