import { HIT_BYTES } from '../../src/engine/array-records';
import { firstMultiplier, laneNumbers, secondMultiplier, twoToMinus24, weylStep } from '../math/constants';
import { logf, logf4 } from '../math/exp-log';
import { drawBits, drawBits4, rowKey0, rowKey1, uniform, weylOf } from '../random/generator';
import { hit, planStochastic } from './plan';

/**
 * `planStochastic` for small updates: the same arguments and the same distribution, a pulse with probability |x|, but
 * the time goes with the pulses and the lines instead of the synapses. For that, chance is asked how far it is to the
 * next pulse instead of whether each synapse gets one.
 *
 * Take exponential waiting times along the synapses, line after line, of rate κ·a·C per column of size C, the larger
 * |c| of both polarities. A synapse is met with probability r = 1 - exp(-κ·a·C), and κ = 1 + p/2 + p²/3 + p³, p the
 * largest a·C of all, makes that no less than a·C: -ln(1 - x)/x grows with x, and κ is above its value at p. A synapse
 * that is met gets a pulse with probability |x|/r (thinning: Lewis & Shedler, Naval Res. Logist. Q. 26:403, 1979), and
 * the waiting goes on behind it. So every synapse gets its pulse on its own with probability |x|, as a draw each would
 * give, to the rounding of the sums.
 *
 * Lines are passed four at a time where the waiting is longer than all of them.
 *
 * scratch f64 [colCount + 1] gets the sums of the columns' sizes up to each. Draw 2k of the row 2^31 + the first line
 * gives the k-th waiting time, draw 2k + 1 the polarity and the answer. Where p exceeds 1/16 some synapse may need more
 * than a pulse or the series for r more terms, and `planStochastic` does the work.
 */
export function planSkipping(
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
  if (rowCount == 0 || colCount == 0) return 0;
  const most = largestFactor(a, rowCount) * sumColumns(scratch, c0, c1, colCount);
  if (!(most <= 0.0625))
    return planStochastic(hits, rows, a, rowCount, cols, c0, c1, colCount, stride, k0, k1, scratch);
  const kappa = 1 + most * (0.5 + most * (1.0 / 3 + most));
  const sum = load<f64>(scratch + (colCount << 3));
  const r0 = rowKey0(k0, 0x80000000 + load<u32>(rows));
  const r1 = rowKey1(k1, r0);
  let end = hits;
  let met: u32 = 0;
  let wait = waitingTime(r0, r1, met);
  const perFactor = kappa * sum;
  for (let k: u32 = 0; k < rowCount; k++) {
    for (; k + 4 < rowCount; k += 4) {
      const room = perFactor * sumOfFour(a + (k << 2));
      if (wait < room) break;
      wait -= room;
    }
    const factor = load<f32>(a + (k << 2));
    const rate = kappa * <f64>factor;
    let place: f64 = 0;
    for (;;) {
      const room = (sum - place) * rate;
      if (wait >= room) {
        wait -= room;
        break;
      }
      place += wait / rate;
      const i = columnAt(scratch, colCount, place);
      const at = scratch + (i << 3);
      place = load<f64>(at, 8);
      const h = drawBits(r0, r1, weylOf(2 * met + 1));
      const x = factor * load<f32>((h & 1 ? c1 : c0) + (i << 2));
      const y = rate * (place - load<f64>(at));
      const reached = y * (1 - y * (1.0 / 2 - y * (1.0 / 6 - y * (1.0 / 24))));
      if (<f64>uniform(h) * reached < <f64>abs(x))
        end = hit(end, load<u32>(rows + (k << 2)) * stride + load<u32>(cols + (i << 2)), x, 1, h);
      met++;
      wait = waitingTime(r0, r1, met);
    }
  }
  return u32(end - hits) / HIT_BYTES;
}

function sumOfFour(a: usize): f64 {
  const even = <f64>load<f32>(a) + <f64>load<f32>(a, 4);
  return even + (<f64>load<f32>(a, 8) + <f64>load<f32>(a, 12));
}

function largestFactor(a: usize, count: u32): f64 {
  let largest: f32 = 0;
  let k: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    let four = f32x4.splat(0);
    for (; k + 4 <= count; k += 4) four = f32x4.pmax(four, v128.load(a + (k << 2)));
    largest = max<f32>(
      max<f32>(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1)),
      max<f32>(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)),
    );
  }
  for (; k < count; k++) largest = max<f32>(largest, load<f32>(a + (k << 2)));
  return <f64>largest;
}

/** Fills in the sums; returns the largest size of a column. */
function sumColumns(sums: usize, c0: usize, c1: usize, count: u32): f64 {
  let sum: f64 = 0;
  let largest: f32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const size0 = abs(load<f32>(c0 + (i << 2)));
    const size1 = abs(load<f32>(c1 + (i << 2)));
    const size = size0 > size1 ? size0 : size1;
    largest = size > largest ? size : largest;
    store<f64>(sums + (i << 3), sum);
    sum += <f64>size;
  }
  store<f64>(sums + (count << 3), sum);
  return <f64>largest;
}

/** Four waiting times. */
const WAITS = memory.data(16, 16);

/** The k-th of this call: exponential with mean 1, of a uniform number on (0, 1]. */
function waitingTime(r0: u32, r1: u32, k: u32): f64 {
  if (ASC_FEATURE_SIMD) {
    if ((k & 3) == 0) drawWaits(r0, r1, k);
    return -(<f64>load<f32>(WAITS + ((k & 3) << 2)));
  }
  return -(<f64>logf(uniform(drawBits(r0, r1, weylOf(2 * k))) + <f32>5.9604644775390625e-8));
}

/** Logarithms for the k-th and the three waiting times behind it. */
function drawWaits(r0: u32, r1: u32, k: u32): void {
  const draws = i32x4.shl(i32x4.add(i32x4.splat(k), laneNumbers()), 1);
  const weyl = i32x4.mul(draws, weylStep());
  const h = drawBits4(i32x4.splat(r0), i32x4.splat(r1), weyl, firstMultiplier(), secondMultiplier());
  const unit = twoToMinus24();
  const u = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(h, 8)), unit);
  v128.store(WAITS, logf4(f32x4.add(u, unit)));
}

/**
 * The last column whose sum is not above `place`: bisection without a branch, which no predictor could foresee; the
 * last step, over few columns, counts them.
 */
function columnAt(sums: usize, count: u32, place: f64): u32 {
  let low: u32 = 0;
  let size = count;
  while (size > LEAST) {
    const half = size >> 1;
    low += half & -u32(load<f64>(sums + ((low + half) << 3)) <= place);
    size -= half;
  }
  if (!ASC_FEATURE_SIMD) return low;
  const limit = f64x2.splat(place);
  const first = sums + (low << 3) + 8;
  const last = first + ((size - 1) << 3);
  let below = v128.xor(limit, limit);
  let at = first;
  for (; at + 32 <= last; at += 32) {
    below = i64x2.sub(below, f64x2.le(v128.load(at), limit));
    below = i64x2.sub(below, f64x2.le(v128.load(at, 16), limit));
  }
  low += <u32>i64x2.extract_lane(below, 0) + <u32>i64x2.extract_lane(below, 1);
  for (; at < last; at += 8) low += u32(load<f64>(at) <= place);
  return low;
}

const LEAST: u32 = ASC_FEATURE_SIMD ? 96 : 1;
