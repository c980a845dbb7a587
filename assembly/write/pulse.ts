import {
  ALTERNATING,
  COMPLEMENTARY,
  HIT_BYTES,
  HIT_CODE,
  HIT_ELEMENT,
  ONE_SIDED,
  OWN_HIGH,
  OWN_LOW,
  OWN_LTD_SCALE,
  OWN_LTP_OFFSET,
  OWN_LTP_SCALE,
  STAT_LTD_PULSES,
  STAT_LTP_MET,
  STAT_LTP_PULSES,
  STAT_RAILS,
} from '../../src/engine/array-records';
import * as word from '../../src/engine/array-words';
import { drawNoise, NOISE, NOISE_RUN } from './noise';
import { limited, onRails } from './rails';
import { pulsesAlong } from './table';

/**
 * Pulses move conductances: the write path of a crossbar.
 *
 * One pulse is affine in the normalised conductance, g ← scale·g + offset, then limited to the device's rails; n
 * pulses are n of these. Cycle-to-cycle noise adds σ·√n·ξ after the train (NeuroSim: Chen et al., TCAD 2018, eq. 10).
 *
 * `array` points at the words that describe the crossbar (src/engine/array-words.ts).
 */

/** Applies `count` hits (see plan.ts) to the devices numbered `replica`; k0, k1 key the noise. */
export function applyPulses(array: usize, hits: usize, count: u32, replica: u32, k0: u32, k1: u32): void {
  const conductances = load<usize>(array, word.CONDUCTANCES);
  const plane = load<u32>(array, word.PLANE_BYTES);
  const m = load<u32>(array, word.DEVICES_PER_POLARITY);
  const scheme = load<u32>(array, word.SCHEME);
  const stats = load<usize>(array, word.STATS);
  const noisy = load<f32>(array, word.SIGMA) > 0;
  const ownParameters = load<usize>(array, word.OWN_PARAMETERS);
  const owed = load<usize>(array, word.OWED);
  const table = load<usize>(array, word.STEP_TABLE);
  const group = plane * (m << 1);
  for (let k: u32 = 0; k < count; k++) {
    const hit = hits + k * HIT_BYTES;
    const turn = k & (NOISE_RUN - 1);
    if (noisy && turn == 0) drawNoise(array, hit, count - k, replica, k0, k1);
    const element = load<u32>(hit, HIT_ELEMENT);
    const code = load<i32>(hit, HIT_CODE);
    const n = code >> 1;
    const pulses: u32 = abs(n);
    let up = u32(n > 0);
    let minus: u32 = scheme == ALTERNATING ? code & 1 : scheme == ONE_SIDED ? 1 - up : 0;
    up = scheme == ONE_SIDED ? 1 : up ^ minus;
    let noise = NOISE + (turn << 2);
    for (;;) {
      const device = minus ? m + replica : replica;
      const offset = device * plane + (element << 2);
      const at = conductances + offset;
      let scale: f32;
      let shift: f32;
      let low: f32 = 0;
      let high: f32 = 1;
      if (ownParameters) {
        const own = ownParameters + offset;
        const branch = own + (up ? 0 : group * (OWN_LTD_SCALE - OWN_LTP_SCALE));
        scale = load<f32>(branch + group * OWN_LTP_SCALE);
        shift = load<f32>(branch + group * OWN_LTP_OFFSET);
        // What both rails' addresses share is written so that it is computed once.
        low = load<f32>(own + group * OWN_LOW);
        high = load<f32>(own + group * OWN_LOW + group * (OWN_HIGH - OWN_LOW));
      } else {
        // Addresses are chosen, not values: which way a pulse goes is nothing a branch predictor could learn.
        const branch = array + (1 - up) * (word.LTD_SCALE - word.LTP_SCALE);
        scale = load<f32>(branch, word.LTP_SCALE);
        shift = load<f32>(branch, word.LTP_OFFSET);
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
        g = g + (load<u32>(array, word.NOISE_OF_STEP) ? xi * (abs(g - before) / <f32>pulses) : xi);
      }
      const lastState = load<f32>(array, word.LAST_STATE);
      if (lastState > 0) g = floor<f32>(g * lastState + 0.5) / lastState;
      const onRail = i32(g <= low) | i32(g >= high);
      store<f64>(stats, load<f64>(stats, STAT_RAILS) + <f64>onRail, STAT_RAILS);
      store<f32>(at, onRails(g, low, high));
      const tally = load<usize>(array, word.PULSE_COUNTS) + offset;
      store<u32>(tally, load<u32>(tally) + pulses);
      const kind = stats + (1 - up) * (STAT_LTD_PULSES - STAT_LTP_PULSES);
      store<f64>(kind, load<f64>(kind, STAT_LTP_PULSES) + <f64>pulses, STAT_LTP_PULSES);
      store<f64>(kind, load<f64>(kind, STAT_LTP_MET) + <f64>before * <f64>pulses, STAT_LTP_MET);
      if (scheme != COMPLEMENTARY || minus) break;
      minus = 1;
      up = 1 - up;
      noise += NOISE_RUN << 2;
    }
    const at = load<usize>(array, word.WEIGHTS) + (element << 2);
    const before = load<f32>(at);
    const after = weightOf(array, element);
    store<f32>(at, after);
    if (owed) store<f32>(owed + (element << 2), load<f32>(owed + (element << 2)) - (after - before));
  }
}

/** Recomputes the cached weights of `count` elements from the conductances. */
export function cacheWeights(array: usize, count: u32): void {
  const w = load<usize>(array, word.WEIGHTS);
  for (let element: u32 = 0; element < count; element++) {
    store<f32>(w + (element << 2), weightOf(array, element));
  }
}

function weightOf(array: usize, element: u32): f32 {
  const plane = load<u32>(array, word.PLANE_BYTES);
  const m = load<u32>(array, word.DEVICES_PER_POLARITY);
  let at = load<usize>(array, word.CONDUCTANCES) + (element << 2);
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
  return load<f32>(array, word.GAIN) * (plus - minus);
}
