/**
 * Compaction: the indices of the lanes that are set, in order, to a growing list.
 *
 * SIMD builds look the lane order up in a 16-entry shuffle table and store four words at once, of which the caller
 * keeps the first popcount(mask): every list needs 4 words of slack behind its last element.
 */

/** For each 4-bit mask, the byte shuffle that moves the set 32-bit lanes to the front. */
const LANES = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  4, 5, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0,
  8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0,
  4, 5, 6, 7, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 0, 0, 0,
  12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0,
  4, 5, 6, 7, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 0, 0, 0, 0,
  8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0,
  4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
], 16);

/** Stores the lanes of `words` that `mask` (4 bits) selects at `list`; returns the list's new end. */
export function packLanes(list: usize, words: v128, mask: u32): usize {
  v128.store(list, i8x16.swizzle(words, v128.load(LANES + (mask << 4))));
  return list + (popcnt<u32>(mask) << 2);
}

/**
 * Lists the entries of x f32 [count] above `threshold`: rows u32 gets map[k] (or k where map is 0), values f32 the
 * entry itself. Returns how many. rows and values need 4 words of slack.
 */
export function packAbove(rows: usize, values: usize, x: usize, map: usize, count: u32, threshold: f32): u32 {
  let n: u32 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const value = load<f32>(x + (k << 2));
    store<u32>(rows + (n << 2), map == 0 ? k : load<u32>(map + (k << 2)));
    store<f32>(values + (n << 2), value);
    n += u32(value > threshold);
  }
  return n;
}
