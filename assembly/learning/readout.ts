import { broadcastFloat, fours, laneNumbers, ones } from '../math/constants';
import { expf, expf4 } from '../math/exp-log';

/**
 * The local error: a readout's class scores against the label, and its projection back onto the neurons.
 *
 * scores, p, e  f32 [classes padded to 4]
 * back          f32 [classes][stride]   transposed readout weights G, row k holds what class k sends back
 * u, delta      f32 [stride]            membrane and modulator of each neuron
 */

/**
 * p = softmax(scale · scores) over `classes` entries; the padding of p up to a multiple of 4 becomes 0. The sum is
 * taken in four interleaved parts, class k into part k mod 4, added as (0 + 1) + (2 + 3).
 */
export function softmax(p: usize, scores: usize, scale: f32, classes: u32): void {
  const bytes = classes << 2;
  let top = scale * load<f32>(scores);
  for (let k: u32 = 4; k < bytes; k += 4) top = max<f32>(top, scale * load<f32>(scores + k));
  let sum: f32 = 0;
  if (ASC_FEATURE_SIMD) {
    const scales = f32x4.splat(scale);
    const tops = f32x4.splat(top);
    const last = i32x4.splat(classes);
    let lane = laneNumbers();
    let parts = v128.xor(tops, tops);
    for (let k: u32 = 0; k < bytes; k += 16) {
      const power = expf4(f32x4.sub(f32x4.mul(scales, v128.load(scores + k)), tops));
      const value = v128.and(power, i32x4.lt_s(lane, last));
      v128.store(p + k, value);
      parts = f32x4.add(parts, value);
      lane = i32x4.add(lane, fours());
    }
    const halves = f32x4.extract_lane(parts, 0) + f32x4.extract_lane(parts, 1);
    sum = halves + (f32x4.extract_lane(parts, 2) + f32x4.extract_lane(parts, 3));
    const inverse = f32x4.splat(1 / sum);
    for (let k: u32 = 0; k < bytes; k += 16) v128.store(p + k, f32x4.mul(v128.load(p + k), inverse));
  } else {
    let parts0: f32 = 0;
    let parts1: f32 = 0;
    let parts2: f32 = 0;
    let parts3: f32 = 0;
    for (let k: u32 = 0; k < bytes; k += 4) {
      const value = expf(scale * load<f32>(scores + k) - top);
      store<f32>(p + k, value);
      const part = (k >> 2) & 3;
      if (part == 0) parts0 += value;
      else if (part == 1) parts1 += value;
      else if (part == 2) parts2 += value;
      else parts3 += value;
    }
    sum = parts0 + parts1 + (parts2 + parts3);
    const inverse: f32 = 1 / sum;
    for (let k: u32 = 0; k < bytes; k += 4) store<f32>(p + k, load<f32>(p + k) * inverse);
    for (let k: u32 = bytes; k & 12; k += 4) store<f32>(p + k, 0);
  }
}

/**
 * The derivative of the loss with respect to the scores.
 *   kind 0, softmax cross-entropy:  e = softmax(scale · y) - onehot
 *   kind 1, mean square:            e = scale · y - onehot
 *   kind 2, hinge (one against all, target ±1):  e = -target where target · scale · y < 1, else 0
 */
export function readoutError(e: usize, scores: usize, scale: f32, classes: u32, label: u32, kind: u32): void {
  const bytes = classes << 2;
  if (kind == 0) {
    softmax(e, scores, scale, classes);
    store<f32>(e + (label << 2), load<f32>(e + (label << 2)) - 1);
    return;
  }
  for (let k: u32 = 0; k < bytes; k += 4) {
    const y = scale * load<f32>(scores + k);
    const mine = k >> 2 == label;
    if (kind == 1) {
      store<f32>(e + k, mine ? y - 1 : y);
    } else {
      const target: f32 = mine ? 1 : -1;
      store<f32>(e + k, target * y < 1 ? -target : <f32>0);
    }
  }
}

/**
 * δ_i = (Σ_k e_k G_ki) · σ'(U_i), k ascending; i < stride (a multiple of 4).
 *   surrogate 0, triangle:      max(0, 1 - width·|U - θ|)
 *   surrogate 1, fast sigmoid:  1 / (1 + width·|U - θ|)²
 *   surrogate 2, boxcar:        1 where width·|U - θ| < 1, else 0
 */
export function localDelta(
  delta: usize,
  e: usize,
  back: usize,
  u: usize,
  stride: u32,
  classes: u32,
  theta: f32,
  width: f32,
  surrogate: u32,
): void {
  const bytes = stride << 2;
  const classBytes = classes << 2;
  if (ASC_FEATURE_SIMD) {
    const thetas = broadcastFloat(theta);
    const widths = broadcastFloat(width);
    const one = ones();
    const zero = v128.xor(one, one);
    let i: u32 = 0;
    // Sixteen neurons at a time: four sums that do not wait for one another.
    for (; i + 64 <= bytes; i += 64) {
      let a = zero;
      let b = zero;
      let c = zero;
      let d = zero;
      let g = back + i;
      for (let k: u32 = 0; k < classBytes; k += 4) {
        const error = v128.load32_splat(e + k);
        a = f32x4.add(a, f32x4.mul(error, v128.load(g)));
        b = f32x4.add(b, f32x4.mul(error, v128.load(g, 16)));
        c = f32x4.add(c, f32x4.mul(error, v128.load(g, 32)));
        d = f32x4.add(d, f32x4.mul(error, v128.load(g, 48)));
        g += bytes;
      }
      const at = u + i;
      const to = delta + i;
      v128.store(to, throughSlope(a, v128.load(at), thetas, widths, one, surrogate));
      v128.store(to, throughSlope(b, v128.load(at, 16), thetas, widths, one, surrogate), 16);
      v128.store(to, throughSlope(c, v128.load(at, 32), thetas, widths, one, surrogate), 32);
      v128.store(to, throughSlope(d, v128.load(at, 48), thetas, widths, one, surrogate), 48);
    }
    for (; i < bytes; i += 16) {
      let sum = zero;
      let g = back + i;
      for (let k: u32 = 0; k < classBytes; k += 4) {
        sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(e + k), v128.load(g)));
        g += bytes;
      }
      v128.store(delta + i, throughSlope(sum, v128.load(u + i), thetas, widths, one, surrogate));
    }
  } else {
    for (let i: u32 = 0; i < bytes; i += 4) {
      const d = width * abs(load<f32>(u + i) - theta);
      let slope: f32;
      if (surrogate == 0) {
        slope = 1 - d > 0 ? 1 - d : 0;
      } else if (surrogate == 1) {
        slope = 1 / ((1 + d) * (1 + d));
      } else {
        slope = d < 1 ? 1 : 0;
      }
      let sum: f32 = 0;
      if (slope > 0) {
        let g = back + i;
        for (let k: u32 = 0; k < classBytes; k += 4) {
          sum += load<f32>(e + k) * load<f32>(g);
          g += bytes;
        }
      }
      store<f32>(delta + i, sum * slope);
    }
  }
}

/** sum · σ'(U), and 0 where the slope is 0. */
function throughSlope(sum: v128, u: v128, thetas: v128, widths: v128, one: v128, surrogate: u32): v128 {
  const d = f32x4.mul(widths, f32x4.abs(f32x4.sub(u, thetas)));
  const zero = v128.xor(one, one);
  let slope: v128;
  if (surrogate == 0) {
    slope = f32x4.pmax(zero, f32x4.sub(one, d));
  } else if (surrogate == 1) {
    const s = f32x4.add(one, d);
    slope = f32x4.div(one, f32x4.mul(s, s));
  } else {
    slope = v128.and(f32x4.lt(d, one), one);
  }
  return f32x4.mul(v128.and(sum, f32x4.gt(slope, zero)), slope);
}

/**
 * Adds the modulator to its window sum, with the balance of LTP and LTD drive that keeps activity in range:
 *   sum_i += δ_i + |δ_i| · (membrane · U_i + bias)
 * A positive δ asks for LTD, so a positive balance strengthens LTD. count is a multiple of 4.
 */
export function accumulateDelta(
  sum: usize,
  delta: usize,
  u: usize,
  count: u32,
  membrane: f32,
  bias: f32,
): void {
  const bytes = count << 2;
  if (ASC_FEATURE_SIMD) {
    const m = broadcastFloat(membrane);
    const b = broadcastFloat(bias);
    for (let i: u32 = 0; i < bytes; i += 16) {
      const d = v128.load(delta + i);
      const balance = f32x4.mul(f32x4.abs(d), f32x4.add(f32x4.mul(m, v128.load(u + i)), b));
      v128.store(sum + i, f32x4.add(v128.load(sum + i), f32x4.add(d, balance)));
    }
  } else {
    for (let i: u32 = 0; i < bytes; i += 4) {
      const d = load<f32>(delta + i);
      const balance = abs(d) * (membrane * load<f32>(u + i) + bias);
      store<f32>(sum + i, load<f32>(sum + i) + (d + balance));
    }
  }
}
