import {
  firstMultiplier,
  laneNumbers,
  magnitudeBits,
  secondMultiplier,
  twoTo24,
  twoToMinus24,
  weylStep,
} from './constants';
import { drawBits, drawBits4, rowKey0, rowKey1, uniform, weylOf } from './random';

/**
 * Which synapses get pulses: an outer product of line factors and column factors, rounded to whole pulses.
 * Conductances are not touched here; `pulse.ts` applies the list.
 *
 * rows   u32 [rowCount]   lines, ascending;  a f32 [rowCount] their factors, ≥ 0
 * cols   u32 [colCount]   columns;  c0, c1 f32 [colCount] wanted pulses per unit of a, signed (+ LTP of W, - LTD),
 *                         if the synapse's polarity bit is 0 or 1 (equal where polarity does not matter)
 * hits   u32 pairs        [element = row · stride + column, code = 2·n + polarity], n signed and never 0
 *
 * cols, c0 and c1 are padded to a multiple of 16 entries with c = 0. Rows run in list order, columns ascending within
 * them. All kernels return the number of hits and need room for rowCount · colCount of them plus one.
 * The polarity bit is the lowest bit of the element's draw, of which the upper 24 are the uniform number.
 */

/**
 * n = sign(x) · floor(|x| + u), u uniform on [0, 1): stochastic rounding, unbiased for any x.
 *
 * The vector loop only asks whether the larger |x| of both polarities would reach a pulse, times 2^24 on both sides
 * so that u stays a whole number; sixteen columns share a branch, and the few that pass are drawn again for the truth.
 */
export function planStochastic(
  hits: usize,
  rows: usize,
  a: usize,
  rowCount: u32,
  cols: usize,
  c0: usize,
  c1: usize,
  colCount: u32,
  stride: u32,
  k0: u32,
  k1: u32,
): u32 {
  let end = hits;
  const bytes = ((colCount + 15) & ~15) << 2;
  for (let k: u32 = 0; k < rowCount; k++) {
    const row = load<u32>(rows + (k << 2));
    const factor = load<f32>(a + (k << 2));
    const r0 = rowKey0(k0, row);
    const r1 = rowKey1(k1, r0);
    const base = row * stride;
    if (ASC_FEATURE_SIMD) {
      const v0 = i32x4.splat(r0);
      const v1 = i32x4.splat(r1);
      const factors = f32x4.mul(f32x4.splat(factor), twoTo24());
      let col = cols;
      let d0 = c0;
      let d1 = c1;
      const last = cols + bytes;
      for (; col < last; col += 64) {
        const a = reaches(v128.load(col), v128.load(d0), v128.load(d1), factors, v0, v1);
        const b = reaches(v128.load(col, 16), v128.load(d0, 16), v128.load(d1, 16), factors, v0, v1);
        const ab = i16x8.narrow_i32x4_s(a, b);
        const c = reaches(v128.load(col, 32), v128.load(d0, 32), v128.load(d1, 32), factors, v0, v1);
        const d = reaches(v128.load(col, 48), v128.load(d0, 48), v128.load(d1, 48), factors, v0, v1);
        let mask = i8x16.bitmask(i8x16.narrow_i16x8_s(ab, i16x8.narrow_i32x4_s(c, d)));
        while (mask) {
          const at = ctz(mask) << 2;
          mask &= mask - 1;
          end = hitStochastic(end, base, factor, r0, r1, col + at, d0 + at, d1 + at);
        }
        d0 += 64;
        d1 += 64;
      }
    } else {
      for (let i: u32 = 0; i < bytes; i += 4) {
        const h = drawBits(r0, r1, weylOf(load<u32>(cols + i)));
        const x = factor * load<f32>(h & 1 ? c1 + i : c0 + i);
        if (abs(x) + uniform(h) >= 1)
          end = hitStochastic(end, base, factor, r0, r1, cols + i, c0 + i, c1 + i);
      }
    }
  }
  return u32(end - hits) >> 3;
}

/** Lanes in which the larger of both wishes, times 2^24, and the draw reach 2^24. */
function reaches(columns: v128, c0: v128, c1: v128, factors: v128, r0: v128, r1: v128): v128 {
  const h = drawBits4(r0, r1, i32x4.mul(columns, weylStep()), firstMultiplier(), secondMultiplier());
  const magnitude = magnitudeBits();
  const c = f32x4.pmax(v128.and(c0, magnitude), v128.and(c1, magnitude));
  const t = f32x4.add(f32x4.mul(factors, c), f32x4.convert_i32x4_s(i32x4.shr_u(h, 8)));
  return f32x4.ge(t, twoTo24());
}

function hitStochastic(
  end: usize,
  base: u32,
  factor: f32,
  r0: u32,
  r1: u32,
  col: usize,
  c0: usize,
  c1: usize,
): usize {
  const column = load<u32>(col);
  const h = drawBits(r0, r1, weylOf(column));
  const x = factor * load<f32>(h & 1 ? c1 : c0);
  const pulses = floor<f32>(abs(x) + uniform(h));
  return pulses < 1 ? end : hit(end, base + column, x, pulses, h);
}

function hit(end: usize, element: u32, x: f32, pulses: f32, bits: u32): usize {
  const n = <i32>min<f32>(pulses, 65535);
  store<u32>(end, element);
  store<i32>(end, ((x < 0 ? -n : n) << 1) | <i32>(bits & 1), 4);
  return end + 8;
}

/**
 * Without chance: n = round(|x|) where `threshold` is 0 (half up), else one pulse wherever |x| ≥ threshold (ternary:
 * sign above a threshold). The polarity bit is still drawn.
 */
export function planRounded(
  hits: usize,
  rows: usize,
  a: usize,
  rowCount: u32,
  cols: usize,
  c0: usize,
  c1: usize,
  colCount: u32,
  stride: u32,
  k0: u32,
  k1: u32,
  threshold: f32,
): u32 {
  let end = hits;
  const bytes = colCount << 2;
  for (let k: u32 = 0; k < rowCount; k++) {
    const row = load<u32>(rows + (k << 2));
    const factor = load<f32>(a + (k << 2));
    const r0 = rowKey0(k0, row);
    const r1 = rowKey1(k1, r0);
    for (let i: u32 = 0; i < bytes; i += 4) {
      const x0 = factor * load<f32>(c0 + i);
      const x1 = factor * load<f32>(c1 + i);
      const n0 = roundedSize(abs(x0), threshold);
      const n1 = roundedSize(abs(x1), threshold);
      if (n0 + n1 == 0) continue;
      const column = load<u32>(cols + i);
      const h = drawBits(r0, r1, weylOf(column));
      const n = h & 1 ? n1 : n0;
      if (n > 0) end = hit(end, row * stride + column, x0, n, h);
    }
  }
  return u32(end - hits) >> 3;
}

function roundedSize(size: f32, threshold: f32): f32 {
  return threshold > 0 ? (size >= threshold ? 1 : 0) : floor<f32>(size + 0.5);
}

/**
 * Stochastic coincidence (Gokmen & Vlasov, Front. Neurosci. 10:333, 2016): every line and every column fires a random
 * train of `slots` ≤ 31 bits, with probabilities min(1, a·split) and min(1, |c|/(slots·split)); a synapse gets a
 * pulse for every slot in which both fire, so that E[n] = |x|. A train is shared along its line or column.
 * trains u32 [colCount] is scratch. The key of columns is (k1, k0), so that no line shares a column's draw.
 */
export function planCoincidence(
  hits: usize,
  rows: usize,
  a: usize,
  rowCount: u32,
  cols: usize,
  c0: usize,
  c1: usize,
  colCount: u32,
  stride: u32,
  k0: u32,
  k1: u32,
  slots: u32,
  split: f32,
  trains: usize,
): u32 {
  let end = hits;
  const bytes = colCount << 2;
  const perColumn: f32 = 1 / (<f32>slots * split);
  for (let i: u32 = 0; i < bytes; i += 4) {
    store<u32>(trains + i, train(k1, k0, load<u32>(cols + i), slots, abs(load<f32>(c0 + i)) * perColumn));
  }
  for (let k: u32 = 0; k < rowCount; k++) {
    const row = load<u32>(rows + (k << 2));
    const line = train(k0, k1, row, slots, load<f32>(a + (k << 2)) * split);
    if (line == 0) continue;
    const r0 = rowKey0(k0, row);
    const r1 = rowKey1(k1, r0);
    for (let i: u32 = 0; i < bytes; i += 4) {
      const both = load<u32>(trains + i) & line;
      if (both == 0) continue;
      const column = load<u32>(cols + i);
      const h = drawBits(r0, r1, weylOf(column + 0x80000000));
      end = hit(end, row * stride + column, load<f32>(h & 1 ? c1 + i : c0 + i), <f32>popcnt(both), h);
    }
  }
  return u32(end - hits) >> 3;
}

function train(k0: u32, k1: u32, index: u32, slots: u32, probability: f32): u32 {
  const r0 = rowKey0(k0, index);
  const r1 = rowKey1(k1, r0);
  let bits: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    const v0 = i32x4.splat(r0);
    const v1 = i32x4.splat(r1);
    const weyl = weylStep();
    const m1 = firstMultiplier();
    const m2 = secondMultiplier();
    const unit = twoToMinus24();
    const limit = f32x4.splat(probability);
    const lanes = laneNumbers();
    for (let s: u32 = 0; s < slots; s += 4) {
      const slot = i32x4.add(i32x4.splat(0x40000000 + s), lanes);
      const h = drawBits4(v0, v1, i32x4.mul(slot, weyl), m1, m2);
      const u = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(h, 8)), unit);
      bits |= i32x4.bitmask(f32x4.lt(u, limit)) << s;
    }
    return bits & ((1 << slots) - 1);
  }
  for (let s: u32 = 0; s < slots; s++) {
    if (uniform(drawBits(r0, r1, weylOf(0x40000000 + s))) < probability) bits |= 1 << s;
  }
  return bits;
}
