import { drawNoise, NOISE, NOISE_RUN } from './noise';
import { drawBits, rowKey0, rowKey1, uniform, weylOf } from './random';

/**
 * Pulses move conductances: the write path of a crossbar.
 *
 * One pulse is affine in the normalised conductance, g ← scale·g + offset, then limited to the device's rails; n
 * pulses are n of these. Cycle-to-cycle noise adds σ·√n·ξ after the train (NeuroSim: Chen et al., TCAD 2018, eq. 10).
 *
 * A crossbar is described by words in linear memory, `array` (layout: src/crossbar/layout.ts):
 *   0 G       conductance planes, f32 [2m][rows][stride]: m devices of positive polarity, then m of negative
 *   1 plane   bytes of one plane
 *   2 m       devices per polarity
 *   3 W       cached weights f32 [rows][stride] = gain · (Σ G+ - Σ G-)
 *   4 scheme  0 single, 1 complementary, 2 alternating, 3 one-sided
 *   5 gain    f32
 *   6 counts  pulses that each device has had, u32 [2m][rows][stride]
 *   7 stats   f64 [5]: LTP pulses, LTD pulses, pulse trains that ended on a rail; Σ over LTP and over LTD pulses of
 *             the conductance before their train
 *   8 sigma   f32, fraction of the range per √pulse
 *   9 params  0, or per-device f32 planes [6][2m][rows][stride]: LTP scale, offset, LTD scale, offset, low, high
 *   10–13     f32 LTP scale, LTP offset, LTD scale, LTD offset of every device where params is 0
 *   14 states f32, stored levels - 1 of a device with discrete states, 0 for a continuous one
 *   15 left   0, or f32 [rows][stride] of updates still owed, from which every true weight change is taken
 *   16 table  0, or steps of a law that is not affine, f32 [2][nodes]: what an LTP and what an LTD pulse moves a device
 *             (in shares of its window, ≥ 0) at conductances equally spaced over its window; linear between them. Then
 *             10, 12 and the scale planes of params are factors of these steps, and the offsets are not used
 *   17 last   f32, nodes - 1
 *   18 relative  1: the noise of a train is σ/√n of the way that it has gone, instead of σ·√n of the range
 */

/** Applies `count` hits (see plan.ts) to the devices numbered `replica`; k0, k1 key the noise. */
export function applyPulses(array: usize, hits: usize, count: u32, replica: u32, k0: u32, k1: u32): void {
  const m = load<u32>(array, 8);
  const scheme = load<u32>(array, 16);
  const left = load<usize>(array, 60);
  const noisy = load<f32>(array, 32) > 0;
  for (let k: u32 = 0; k < count; k++) {
    const hit = hits + (k << 3);
    const turn = k & (NOISE_RUN - 1);
    if (noisy && turn == 0) drawNoise(array, hit, count - k, replica, k0, k1);
    const noise = NOISE + (turn << 2);
    const element = load<u32>(hit);
    const code = load<i32>(hit, 4);
    const n = code >> 1;
    const pulses: u32 = abs(n);
    const up = u32(n > 0);
    if (scheme == 1) {
      movePulses(array, replica, element, up, pulses, noise);
      movePulses(array, m + replica, element, 1 - up, pulses, noise + (NOISE_RUN << 2));
    } else {
      const minus: u32 = scheme == 2 ? code & 1 : scheme == 3 ? 1 - up : 0;
      movePulses(array, minus ? m + replica : replica, element, scheme == 3 ? 1 : up ^ minus, pulses, noise);
    }
    const at = load<usize>(array, 12) + (element << 2);
    const before = load<f32>(at);
    const after = weightOf(array, element);
    store<f32>(at, after);
    if (left) store<f32>(left + (element << 2), load<f32>(left + (element << 2)) - (after - before));
  }
}

/** Recomputes the cached weights of `count` elements from the conductances. */
export function cacheWeights(array: usize, count: u32): void {
  const w = load<usize>(array, 12);
  for (let element: u32 = 0; element < count; element++) {
    store<f32>(w + (element << 2), weightOf(array, element));
  }
}

function weightOf(array: usize, element: u32): f32 {
  const plane = load<u32>(array, 4);
  const m = load<u32>(array, 8);
  let at = load<usize>(array) + (element << 2);
  let plus: f32 = 0;
  for (let k: u32 = 0; k < m; k++) {
    plus += load<f32>(at);
    at += plane;
  }
  let minus: f32 = 0;
  for (let k: u32 = 0; k < m; k++) {
    minus += load<f32>(at);
    at += plane;
  }
  return load<f32>(array, 20) * (plus - minus);
}

function movePulses(array: usize, device: u32, element: u32, up: u32, pulses: u32, noise: usize): void {
  const plane = load<u32>(array, 4);
  const offset = device * plane + (element << 2);
  const at = load<usize>(array) + offset;
  const params = load<usize>(array, 36);
  let scale: f32;
  let shift: f32;
  let low: f32 = 0;
  let high: f32 = 1;
  if (params) {
    const group = plane * (load<u32>(array, 8) << 1);
    const own = params + offset;
    const branch = own + (up ? 0 : group << 1);
    scale = load<f32>(branch);
    shift = load<f32>(branch + group);
    low = load<f32>(own + (group << 2));
    high = load<f32>(own + (group << 2) + group);
  } else {
    // Addresses are chosen, not values: which way a pulse goes is nothing a branch predictor could learn.
    const branch = array + ((1 - up) << 3);
    scale = load<f32>(branch, 40);
    shift = load<f32>(branch, 44);
  }
  let g = load<f32>(at);
  const before = g;
  const met = <f64>g * <f64>pulses;
  if (load<usize>(array, 64)) {
    for (let k: u32 = 0; k < pulses; k++) g = tablePulse(array, up, g, scale, low, high);
  } else {
    for (let k: u32 = 0; k < pulses; k++) {
      g = limited(scale * g + shift, low, high);
    }
  }
  if (load<f32>(array, 32) > 0) {
    const xi = load<f32>(noise);
    g = g + (load<u32>(array, 72) ? xi * (abs(g - before) / <f32>pulses) : xi);
  }
  const states = load<f32>(array, 56);
  if (states > 0) g = floor<f32>(g * states + 0.5) / states;
  const stats = load<usize>(array, 28);
  store<f64>(stats, load<f64>(stats, 16) + <f64>(i32(g <= low) | i32(g >= high)), 16);
  store<f32>(at, onRails(g, low, high));
  const tally = load<usize>(array, 24) + offset;
  store<u32>(tally, load<u32>(tally) + pulses);
  const kind = stats + ((1 - up) << 3);
  store<f64>(kind, load<f64>(kind) + <f64>pulses);
  store<f64>(kind, load<f64>(kind, 24) + met, 24);
}

/** g after one pulse of a law given by its steps, times `factor`. */
function tablePulse(array: usize, up: u32, g: f32, factor: f32, low: f32, high: f32): f32 {
  const last = load<f32>(array, 68);
  const window = high - low;
  const place = window > 0 ? ((g - low) / window) * last : <f32>0;
  const node = min<f32>(floor<f32>(max<f32>(place, 0)), last - 1);
  const at = load<usize>(array, 64) + (up ? 0 : (<usize>last + 1) << 2) + ((<usize>node) << 2);
  const first = load<f32>(at);
  const step = first + (place - node) * (load<f32>(at, 4) - first);
  const way = factor * step * window;
  return limited(up ? g + way : g - way, low, high);
}

/** next within the rails. Noise at a rail is a coin toss to a branch predictor: vector code has none to ask. */
function limited(next: f32, low: f32, high: f32): f32 {
  if (ASC_FEATURE_SIMD) {
    const risen = f32x4.pmax(f32x4.splat(next), f32x4.splat(low));
    return f32x4.extract_lane(f32x4.pmin(risen, f32x4.splat(high)), 0);
  }
  return next < low ? low : next > high ? high : next;
}

/** g, or the rail that it has reached: the zero of a rail is +0. */
function onRails(g: f32, low: f32, high: f32): f32 {
  if (ASC_FEATURE_SIMD) {
    const risen = f32x4.pmax(f32x4.splat(low), f32x4.splat(g));
    return f32x4.extract_lane(f32x4.pmin(f32x4.splat(high), risen), 0);
  }
  return g <= low ? low : g >= high ? high : g;
}

/**
 * Exact programming, which reads every device before it writes: left += a·c for every pair of a listed line and
 * column, then the largest whole number of pulses that does not change W by more than what is owed, found from the
 * true conductance by stepping the law. With `rounding` one more pulse follows with the probability that makes the
 * change right in the mean: what remains, over that pulse's own step; then the change that these pulses would make
 * without noise is what is owed, and the rest is forgotten. `c` is in units of weight per unit of a. Hits as
 * in plan.ts; `applyPulses` takes the true change from `left`. `most` limits a train. The scheme must be single or
 * alternating; the polarity bit chooses the device.
 */
export function planExact(
  array: usize,
  hits: usize,
  rows: usize,
  a: usize,
  rowCount: u32,
  cols: usize,
  c: usize,
  colCount: u32,
  stride: u32,
  replica: u32,
  most: u32,
  rounding: u32,
  k0: u32,
  k1: u32,
): u32 {
  const left = load<usize>(array, 60);
  const m = load<u32>(array, 8);
  const alternating = load<u32>(array, 16) == 2;
  const gain = load<f32>(array, 20);
  let end = hits;
  for (let k: u32 = 0; k < rowCount; k++) {
    const row = load<u32>(rows + (k << 2));
    const factor = load<f32>(a + (k << 2));
    const r0 = rowKey0(k0, row);
    const r1 = rowKey1(k1, r0);
    for (let i: u32 = 0; i < colCount << 2; i += 4) {
      const column = load<u32>(cols + i);
      const element = row * stride + column;
      const owed = load<f32>(left + (element << 2)) + factor * load<f32>(c + i);
      store<f32>(left + (element << 2), owed);
      const h = drawBits(r0, r1, weylOf(column));
      const polarity = h & 1;
      const minus = alternating && polarity;
      const up = u32(owed > 0) ^ u32(minus);
      const device = minus ? m + replica : replica;
      const u: f32 = rounding ? uniform(h) : NEVER;
      const n = pulsesWithin(array, device, element, up, abs(owed) / gain, most, u);
      if (rounding)
        store<f32>(left + (element << 2), gain * nominalChange(array, device, element, up, n, u32(minus)));
      if (n) {
        store<u32>(end, element);
        store<i32>(end, ((owed < 0 ? -(<i32>n) : <i32>n) << 1) | <i32>polarity, 4);
        end += 8;
      }
    }
  }
  return u32(end - hits) >> 3;
}

/** A draw that no share of a step exceeds, whatever was rounded. */
const NEVER: f32 = 2;

/**
 * The most pulses in one direction that change the device's conductance by no more than `change`; one more where `u`
 * is below the share of its step that is still wanted (never for u = NEVER).
 */
function pulsesWithin(array: usize, device: u32, element: u32, up: u32, change: f32, most: u32, u: f32): u32 {
  const start = conductanceOf(array, device, element);
  let g = start;
  let n: u32 = 0;
  while (n < most) {
    const next = pulseOnce(array, device, element, up, g);
    if (next == g) break;
    if (abs(next - start) > change) {
      if (u * abs(next - g) < change - abs(g - start)) n++;
      break;
    }
    g = next;
    n++;
  }
  return n;
}

/** Change of the weight, in units of the gain, by n pulses without noise. */
function nominalChange(array: usize, device: u32, element: u32, up: u32, n: u32, minus: u32): f32 {
  const start = conductanceOf(array, device, element);
  let g = start;
  for (let k: u32 = 0; k < n; k++) g = pulseOnce(array, device, element, up, g);
  return minus ? start - g : g - start;
}

function conductanceOf(array: usize, device: u32, element: u32): f32 {
  return load<f32>(load<usize>(array) + device * load<u32>(array, 4) + (element << 2));
}

/** g after one pulse without noise. */
function pulseOnce(array: usize, device: u32, element: u32, up: u32, g: f32): f32 {
  const plane = load<u32>(array, 4);
  const params = load<usize>(array, 36);
  if (params) {
    const group = plane * (load<u32>(array, 8) << 1);
    const own = params + device * plane + (element << 2);
    const branch = own + (up ? 0 : group << 1);
    const low = load<f32>(own + (group << 2));
    const high = load<f32>(own + (group << 2) + group);
    if (load<usize>(array, 64)) return tablePulse(array, up, g, load<f32>(branch), low, high);
    return limited(load<f32>(branch) * g + load<f32>(branch + group), low, high);
  }
  const branch = array + ((1 - up) << 3);
  if (load<usize>(array, 64)) return tablePulse(array, up, g, load<f32>(branch, 40), 0, 1);
  return limited(load<f32>(branch, 40) * g + load<f32>(branch, 44), 0, 1);
}

/** Fills x f32 [count] with uniform(-span, span) draws; element i is drawn under the key's row i, column 0. */
export function fillUniform(x: usize, count: u32, span: f32, k0: u32, k1: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const r0 = rowKey0(k0, i);
    store<f32>(x + (i << 2), span * (2 * uniform(drawBits(r0, rowKey1(k1, r0), 0)) - 1));
  }
}
