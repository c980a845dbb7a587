import { drawNoise, NOISE, NOISE_RUN } from './noise';
import { limited, onRails } from './rails';
import { pulsesAlong } from './table';

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
 *   19 drawn  0, or quantiles of steps that are drawn, f32 [2][nodes][quantiles], at probabilities equally spaced from
 *             0 to 1; below 0 where a pulse may go the wrong way. `table` then holds their means, for plans
 *   20 top    f32, quantiles - 1
 */

/** Applies `count` hits (see plan.ts) to the devices numbered `replica`; k0, k1 key the noise. */
export function applyPulses(array: usize, hits: usize, count: u32, replica: u32, k0: u32, k1: u32): void {
  const conductances = load<usize>(array);
  const plane = load<u32>(array, 4);
  const m = load<u32>(array, 8);
  const scheme = load<u32>(array, 16);
  const stats = load<usize>(array, 28);
  const noisy = load<f32>(array, 32) > 0;
  const params = load<usize>(array, 36);
  const left = load<usize>(array, 60);
  const table = load<usize>(array, 64);
  const group = plane * (m << 1);
  for (let k: u32 = 0; k < count; k++) {
    const hit = hits + (k << 3);
    const turn = k & (NOISE_RUN - 1);
    if (noisy && turn == 0) drawNoise(array, hit, count - k, replica, k0, k1);
    const element = load<u32>(hit);
    const code = load<i32>(hit, 4);
    const n = code >> 1;
    const pulses: u32 = abs(n);
    let up = u32(n > 0);
    let minus: u32 = scheme == 2 ? code & 1 : scheme == 3 ? 1 - up : 0;
    up = scheme == 3 ? 1 : up ^ minus;
    let noise = NOISE + (turn << 2);
    for (;;) {
      const device = minus ? m + replica : replica;
      const offset = device * plane + (element << 2);
      const at = conductances + offset;
      let scale: f32;
      let shift: f32;
      let low: f32 = 0;
      let high: f32 = 1;
      if (params) {
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
      const before = load<f32>(at);
      let g = before;
      if (table) {
        g = pulsesAlong(array, device, element, up, pulses, g, scale, low, high, k0, k1);
      } else {
        for (let p: u32 = 0; p < pulses; p++) g = limited(scale * g + shift, low, high);
      }
      if (noisy) {
        const xi = load<f32>(noise);
        g = g + (load<u32>(array, 72) ? xi * (abs(g - before) / <f32>pulses) : xi);
      }
      const states = load<f32>(array, 56);
      if (states > 0) g = floor<f32>(g * states + 0.5) / states;
      store<f64>(stats, load<f64>(stats, 16) + <f64>(i32(g <= low) | i32(g >= high)), 16);
      store<f32>(at, onRails(g, low, high));
      const tally = load<usize>(array, 24) + offset;
      store<u32>(tally, load<u32>(tally) + pulses);
      const kind = stats + ((1 - up) << 3);
      store<f64>(kind, load<f64>(kind) + <f64>pulses);
      store<f64>(kind, load<f64>(kind, 24) + <f64>before * <f64>pulses, 24);
      if (scheme != 1 || minus) break;
      minus = 1;
      up = 1 - up;
      noise += NOISE_RUN << 2;
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
