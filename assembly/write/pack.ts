import { broadcastFloat, laneNumbers, magnitudeBits } from '../math/constants';

/**
 * Compaction: the indices of the lanes that are set, in order, to a growing list.
 *
 * SIMD builds look the lane order up in a 16-entry shuffle table and store four words at once, of which the caller
 * keeps the first popcount(mask): every list needs 4 words of slack behind its last element.
 */

/** For each 4-bit mask, the byte shuffle that moves the set 32-bit lanes to the front. */
const LANES = memory.data<u8>(
  [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 5, 6,
    7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0, 8, 9, 10, 11, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0, 4, 5, 6, 7, 8, 9, 10, 11,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 0, 0, 0, 12, 13, 14, 15, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0, 4, 5, 6, 7, 12, 13, 14, 15, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 0, 0, 0, 0, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
    14, 15, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  ],
  16,
);

/** Stores the lanes of `words` that `mask` (4 bits) selects at `list`; returns the list's new end. */
export function packLanes(list: usize, words: v128, mask: u32): usize {
  v128.store(list, i8x16.swizzle(words, laneOrder(mask)));
  return list + (popcnt<u32>(mask) << 2);
}

/** The shuffle that moves the lanes of `mask` to the front, for several lists that share it. */
export function laneOrder(mask: u32): v128 {
  return v128.load(LANES + (mask << 4));
}

/**
 * Lists the entries of x f32 [count] above `threshold`: rows u32 gets map[k] (or k where map is 0), values f32 the
 * entry itself. Returns how many. rows and values need 4 words of slack.
 */
export function packAbove(rows: usize, values: usize, x: usize, map: usize, count: u32, threshold: f32): u32 {
  let n: u32 = 0;
  let k: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    const limit = broadcastFloat(threshold);
    const lanes = laneNumbers();
    for (; k + 4 <= count; k += 4) {
      const value = v128.load(x + (k << 2));
      const mask: u32 = i32x4.bitmask(f32x4.gt(value, limit));
      const order = laneOrder(mask);
      const row = map == 0 ? i32x4.add(i32x4.splat(k), lanes) : v128.load(map + (k << 2));
      v128.store(rows + (n << 2), i8x16.swizzle(row, order));
      v128.store(values + (n << 2), i8x16.swizzle(value, order));
      n += popcnt<u32>(mask);
    }
  }
  for (; k < count; k++) {
    const value = load<f32>(x + (k << 2));
    store<u32>(rows + (n << 2), map == 0 ? k : load<u32>(map + (k << 2)));
    store<f32>(values + (n << 2), value);
    n += u32(value > threshold);
  }
  return n;
}

/**
 * Modulators to column factors for the planning kernels: the columns with |d| > threshold, ascending.
 *
 *   wanted weight change per unit of a:  w = -rate · d
 *   c0 = w · (w > 0 ? ltp : ltd),  c1 = w · (w > 0 ? ltd : ltp)      pulses per unit of weight, each direction
 *
 * d f32 [count]; cols u32, c0, c1 f32 with 16 entries of slack, which are set to 0. Returns the number of columns.
 */
export function packColumns(
  cols: usize,
  c0: usize,
  c1: usize,
  d: usize,
  count: u32,
  rate: f32,
  ltp: f32,
  ltd: f32,
  threshold: f32,
): u32 {
  let n: u32 = 0;
  let i: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    const rates = broadcastFloat(-rate);
    const limit = broadcastFloat(threshold);
    const ups = broadcastFloat(ltp);
    const downs = broadcastFloat(ltd);
    const lanes = laneNumbers();
    const magnitude = magnitudeBits();
    const zero = v128.xor(lanes, lanes);
    for (; i + 4 <= count; i += 4) {
      const value = v128.load(d + (i << 2));
      const mask: u32 = i32x4.bitmask(f32x4.gt(v128.and(value, magnitude), limit));
      const order = laneOrder(mask);
      const w = f32x4.mul(rates, value);
      const up = f32x4.gt(w, zero);
      v128.store(cols + (n << 2), i8x16.swizzle(i32x4.add(i32x4.splat(i), lanes), order));
      v128.store(c0 + (n << 2), i8x16.swizzle(f32x4.mul(w, v128.bitselect(ups, downs, up)), order));
      v128.store(c1 + (n << 2), i8x16.swizzle(f32x4.mul(w, v128.bitselect(downs, ups, up)), order));
      n += popcnt<u32>(mask);
    }
  }
  for (; i < count; i++) {
    const value = load<f32>(d + (i << 2));
    const w = -rate * value;
    store<u32>(cols + (n << 2), i);
    store<f32>(c0 + (n << 2), w * (w > 0 ? ltp : ltd));
    store<f32>(c1 + (n << 2), w * (w > 0 ? ltd : ltp));
    n += u32(abs(value) > threshold);
  }
  for (let k: u32 = n; k < n + 16; k++) {
    store<u32>(cols + (k << 2), 0);
    store<f32>(c0 + (k << 2), 0);
    store<f32>(c1 + (k << 2), 0);
  }
  return n;
}

/**
 * Column factors for all columns, in place: c[i] = -rate · d[i] · pulses, 0 where |d| ≤ threshold. count padded to the
 * stride, whose padding columns have d = 0.
 */
export function denseColumns(c: usize, d: usize, count: u32, rate: f32, pulses: f32, threshold: f32): void {
  let i: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    const rates = broadcastFloat(-rate);
    const factor = broadcastFloat(pulses);
    const limit = broadcastFloat(threshold);
    const magnitude = magnitudeBits();
    for (; i + 4 <= count; i += 4) {
      const value = v128.load(d + (i << 2));
      const wanted = f32x4.mul(f32x4.mul(rates, value), factor);
      v128.store(c + (i << 2), v128.and(wanted, f32x4.gt(v128.and(value, magnitude), limit)));
    }
  }
  for (; i < count; i++) {
    const value = load<f32>(d + (i << 2));
    store<f32>(c + (i << 2), abs(value) > threshold ? -rate * value * pulses : <f32>0);
  }
}
