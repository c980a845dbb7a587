import {
  ALTERNATING,
  COMPLEMENTARY,
  HIT_BYTES,
  HIT_CODE,
  HIT_ELEMENT,
  ONE_SIDED,
} from '../../src/engine/array-records';
import * as word from '../../src/engine/array-words';
import { firstMultiplier, secondMultiplier } from '../math/constants';
import { gaussian, gaussian4 } from '../random/gaussian';
import { drawBits, drawBits4, rowKey0, rowKey1, rowKeys0, rowKeys1, weylOf } from '../random/generator';

/** Hits that get their noise at a time. */
export const NOISE_RUN: u32 = 64;

/**
 * Cycle-to-cycle noise of the next pulse trains, σ·√n·ξ (see pulse.ts): f32 [64], and behind it f32 [64] for the other
 * device of a pair where each hit moves both. The draw's row is the element, its column the device.
 *
 * Drawn for many hits before any is applied: a deviate is one long chain of dependent operations, and only a loop of
 * nothing else lets the processor work on several chains at once.
 */
export const NOISE = memory.data(512, 16);

/** Draws for the first 64 of `count` hits, or for as many as there are. */
export function drawNoise(array: usize, hits: usize, count: u32, replica: u32, k0: u32, k1: u32): void {
  const sigma = load<f32>(array, word.SIGMA);
  const other = load<u32>(array, word.DEVICES_PER_POLARITY) + replica;
  const scheme = load<u32>(array, word.SCHEME);
  const run = min<u32>(count, NOISE_RUN);
  let k: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    const plus = i32x4.splat(weylOf(replica));
    const minus = i32x4.splat(weylOf(other));
    const m1 = firstMultiplier();
    const m2 = secondMultiplier();
    for (; k + 4 <= run; k += 4) {
      const low = v128.load(hits + k * HIT_BYTES);
      const high = v128.load(hits + k * HIT_BYTES, 2 * HIT_BYTES);
      const elements = v128.shuffle<u32>(low, high, 0, 2, 4, 6);
      const codes = v128.shuffle<u32>(low, high, 1, 3, 5, 7);
      const n = f32x4.convert_i32x4_s(i32x4.abs(i32x4.shr_s(codes, 1)));
      const size = f32x4.mul(f32x4.splat(sigma), f32x4.sqrt(n));
      const r0 = rowKeys0(i32x4.splat(k0), elements);
      const r1 = rowKeys1(i32x4.splat(k1), r0);
      let devices = plus;
      if (scheme == ALTERNATING) devices = v128.bitselect(minus, plus, i32x4.shr_s(i32x4.shl(codes, 31), 31));
      else if (scheme == ONE_SIDED) devices = v128.bitselect(minus, plus, i32x4.shr_s(codes, 31));
      const to = NOISE + (k << 2);
      v128.store(to, f32x4.mul(size, gaussian4(drawBits4(r0, r1, devices, m1, m2))));
      if (scheme == COMPLEMENTARY)
        v128.store(to, f32x4.mul(size, gaussian4(drawBits4(r0, r1, minus, m1, m2))), NOISE_RUN << 2);
    }
  }
  for (; k < run; k++) {
    const element = load<u32>(hits + k * HIT_BYTES, HIT_ELEMENT);
    const code = load<i32>(hits + k * HIT_BYTES, HIT_CODE);
    const size = sigma * sqrt<f32>(<f32>abs(code >> 1));
    const r0 = rowKey0(k0, element);
    const r1 = rowKey1(k1, r0);
    const minus = scheme == ALTERNATING ? code & 1 : scheme == ONE_SIDED ? i32(code < 0) : 0;
    const to = NOISE + (k << 2);
    store<f32>(to, size * gaussian(drawBits(r0, r1, weylOf(minus ? other : replica))));
    if (scheme == COMPLEMENTARY)
      store<f32>(to, size * gaussian(drawBits(r0, r1, weylOf(other))), NOISE_RUN << 2);
  }
}
