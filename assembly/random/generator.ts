/**
 * Counter-based random numbers. A draw is a pure function of a 64-bit key (two words, derived by the caller from
 * seed, stream, presentation and step), a row and a column; see `src/random/generator.ts` for the design.
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

function mix4(word: v128): v128 {
  let h = i32x4.mul(v128.xor(word, i32x4.shr_u(word, 16)), i32x4.splat(0x85ebca6b));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/** `rowKey0` of four rows. */
export function rowKeys0(k0: v128, rows: v128): v128 {
  return mix4(v128.xor(k0, i32x4.mul(i32x4.add(rows, i32x4.splat(1)), i32x4.splat(WEYL))));
}

/** `rowKey1` of four rows. */
export function rowKeys1(k1: v128, r0: v128): v128 {
  return mix4(i32x4.add(k1, r0));
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

/** Fills x f32 [count] with uniform(-span, span) draws; element i is drawn under the key's row i, column 0. */
export function fillUniform(x: usize, count: u32, span: f32, k0: u32, k1: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const r0 = rowKey0(k0, i);
    store<f32>(x + (i << 2), span * (2 * uniform(drawBits(r0, rowKey1(k1, r0), 0)) - 1));
  }
}
