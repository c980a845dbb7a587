import { HIT_BYTES, HIT_CODE, HIT_ELEMENT } from '../../src/engine/array-records';
import {
  broadcast,
  broadcastFloat,
  firstMultiplier,
  laneNumbers,
  magnitudeBits,
  nearTwoTo31,
  secondMultiplier,
  twoToMinus24,
  weylStep,
} from '../math/constants';
import { drawBits, drawBits4, rowKey0, rowKey1, uniform, weylOf } from '../random/generator';

/**
 * Which synapses get pulses: an outer product of line factors and column factors, rounded to whole pulses.
 * Conductances are not touched here; `pulse.ts` applies the list.
 *
 * rows   u32 [rowCount]   lines, ascending;  a f32 [rowCount] their factors, ≥ 0
 * cols   u32 [colCount]   columns;  c0, c1 f32 [colCount] wanted pulses per unit of a, signed (+ LTP of W, - LTD),
 *                         if the synapse's polarity bit is 0 or 1 (equal where polarity does not matter)
 * hits   the list         HIT_… of src/engine/array-records.ts
 *
 * cols, c0 and c1 are padded to a multiple of 16 entries with c = 0. Rows run in list order, columns ascending within
 * them. All kernels return the number of hits and need room for rowCount · colCount of them plus one.
 * The polarity bit is the lowest bit of the element's draw, of which the upper 24 are the uniform number.
 */

/**
 * n = sign(x) · floor(|x| + u), u uniform on [0, 1): stochastic rounding, unbiased for any x.
 *
 * scratch u32 [3 · colCount, padded as cols] holds what all rows share, Weyl steps and the larger |c| of each column,
 * and behind that the blocks of sixteen columns of which one passes the vector loop.
 *
 * The vector loop asks a cheaper question that every hit answers with yes, and very few others: whether the larger |x|
 * of both polarities reaches a pulse with a draw that lacks its last step, times 2^32, less a margin. That step changes
 * the lower 16 bits alone, 2^-16 of a pulse; all roundings together are below another 2^-16, and the margin is 2^-15.
 * The columns that pass are drawn again for the truth, after the whole row: which they are is nothing a branch could
 * foresee.
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
  scratch: usize,
): u32 {
  let end = hits;
  const bytes = ((colCount + 15) & ~15) << 2;
  const blocks = scratch + (bytes << 1);
  if (ASC_FEATURE_SIMD) prepareColumns(scratch, cols, c0, c1, bytes);
  for (let k: u32 = 0; k < rowCount; k++) {
    const row = load<u32>(rows + (k << 2));
    const factor = load<f32>(a + (k << 2));
    const r0 = rowKey0(k0, row);
    const r1 = rowKey1(k1, r0);
    const base = row * stride;
    if (ASC_FEATURE_SIMD) {
      const v0 = broadcast(r0);
      // Flips the draw's highest bit (the multiplier behind it is odd): signed numbers in the order of unsigned ones.
      const v1 = broadcast(r1 ^ 0x80000000);
      const factors = broadcastFloat(factor * 4294967296);
      const m1 = firstMultiplier();
      const m2 = secondMultiplier();
      const limit = nearTwoTo31();
      let listed = blocks;
      for (let i: u32 = 0; i < bytes; i += 64) {
        const s = scratch + (i << 1);
        const a = mayReach(v128.load(s), v128.load(s, 16), factors, v0, v1, m1, m2, limit);
        const b = mayReach(v128.load(s, 32), v128.load(s, 48), factors, v0, v1, m1, m2, limit);
        const ab = i16x8.narrow_i32x4_s(a, b);
        const c = mayReach(v128.load(s, 64), v128.load(s, 80), factors, v0, v1, m1, m2, limit);
        const d = mayReach(v128.load(s, 96), v128.load(s, 112), factors, v0, v1, m1, m2, limit);
        const mask = i8x16.bitmask(i8x16.narrow_i16x8_s(ab, i16x8.narrow_i32x4_s(c, d)));
        store<u32>(listed, (i << 10) | mask);
        listed += u32(mask != 0) << 2;
      }
      for (let block = blocks; block < listed; block += 4) {
        const word = load<u32>(block);
        const first = (word >> 16) << 6;
        let mask = word & 0xffff;
        do {
          const at = first + (ctz(mask) << 2);
          mask &= mask - 1;
          end = hitStochastic(end, base, factor, r0, r1, cols + at, c0 + at, c1 + at);
        } while (mask);
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
  return u32(end - hits) / HIT_BYTES;
}

/** Four Weyl steps and four magnitudes in turn. */
function prepareColumns(scratch: usize, cols: usize, c0: usize, c1: usize, bytes: u32): void {
  const weyl = weylStep();
  const magnitude = magnitudeBits();
  for (let i: u32 = 0; i < bytes; i += 16) {
    const larger = f32x4.pmax(v128.and(v128.load(c0 + i), magnitude), v128.and(v128.load(c1 + i), magnitude));
    v128.store(scratch, i32x4.mul(v128.load(cols + i), weyl));
    v128.store(scratch, larger, 16);
    scratch += 32;
  }
}

/** Lanes in which factor · c and the draw, both times 2^32 and the draw less 2^31, may reach a pulse. */
function mayReach(
  weyl: v128,
  c: v128,
  factors: v128,
  r0: v128,
  r1: v128,
  m1: v128,
  m2: v128,
  limit: v128,
): v128 {
  let h = i32x4.add(r0, weyl);
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), m1);
  h = i32x4.mul(v128.xor(v128.xor(h, i32x4.shr_u(h, 15)), r1), m2);
  return f32x4.ge(f32x4.add(f32x4.mul(factors, c), f32x4.convert_i32x4_s(h)), limit);
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

/** Appends a hit of `pulses` pulses in the direction of x, with the polarity bit of `bits`. */
export function hit(end: usize, element: u32, x: f32, pulses: f32, bits: u32): usize {
  // A whole number below 2^23 stands in the lower bits of its sum with 2^23: no conversion, which would be checked.
  const size: f32 = pulses > 65535 ? 65535 : pulses;
  const n = reinterpret<i32>(size + 8388608) - 0x4b000000;
  const negative = reinterpret<i32>(x) >> 31;
  store<u32>(end, element, HIT_ELEMENT);
  store<i32>(end, (((n ^ negative) - negative) << 1) | <i32>(bits & 1), HIT_CODE);
  return end + HIT_BYTES;
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
  return u32(end - hits) / HIT_BYTES;
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
  return u32(end - hits) / HIT_BYTES;
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
