import { logf } from './math';
import { hit, planStochastic } from './plan';
import { drawBits, rowKey0, rowKey1, uniform, weylOf } from './random';

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
  let draw: u32 = 0;
  let wait = waitingTime(r0, r1, draw);
  for (let k: u32 = 0; k < rowCount; k++) {
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
      const h = drawBits(r0, r1, weylOf(draw + 1));
      const x = factor * load<f32>((h & 1 ? c1 : c0) + (i << 2));
      const y = rate * (place - load<f64>(at));
      const met = y * (1 - y * (1.0 / 2 - y * (1.0 / 6 - y * (1.0 / 24))));
      if (<f64>uniform(h) * met < <f64>abs(x))
        end = hit(end, load<u32>(rows + (k << 2)) * stride + load<u32>(cols + (i << 2)), x, 1, h);
      draw += 2;
      wait = waitingTime(r0, r1, draw);
    }
  }
  return u32(end - hits) >> 3;
}

function largestFactor(a: usize, count: u32): f64 {
  let largest: f32 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const factor = load<f32>(a + (k << 2));
    largest = factor > largest ? factor : largest;
  }
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

/** Exponential with mean 1, of a uniform number on (0, 1]. */
function waitingTime(r0: u32, r1: u32, draw: u32): f64 {
  return -(<f64>logf(uniform(drawBits(r0, r1, weylOf(draw))) + <f32>5.9604644775390625e-8));
}

/** The last column whose sum is not above `place`: bisection without a branch, which no predictor could foresee. */
function columnAt(sums: usize, count: u32, place: f64): u32 {
  let low: u32 = 0;
  let size = count;
  while (size > 1) {
    const half = size >> 1;
    low += half & -u32(load<f64>(sums + ((low + half) << 3)) <= place);
    size -= half;
  }
  return low;
}
