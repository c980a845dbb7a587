import {
  ALTERNATING,
  HIT_BYTES,
  HIT_CODE,
  HIT_ELEMENT,
  OWN_HIGH,
  OWN_LOW,
  OWN_LTD_SCALE,
  OWN_LTP_OFFSET,
  OWN_LTP_SCALE,
} from '../../src/engine/array-records';
import * as word from '../../src/engine/array-words';
import { drawBits, rowKey0, rowKey1, uniform, weylOf } from '../random/generator';
import { limited } from './rails';
import { tablePulse } from './table';

/**
 * Exact programming, which reads every device before it writes: owed += a·c for every pair of a listed line and
 * column, then the largest whole number of pulses that does not change W by more than what is owed, found from the
 * true conductance by stepping the law. With `rounding` one more pulse follows with the probability that makes the
 * change right in the mean: what remains, over that pulse's own step; then the change that these pulses would make
 * without noise is what is owed, and the rest is forgotten. `c` is in units of weight per unit of a. Hits as
 * in plan.ts; `applyPulses` takes the true change from what is owed. `most` limits a train. The scheme must be single or
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
  const allOwed = load<usize>(array, word.OWED);
  const m = load<u32>(array, word.DEVICES_PER_POLARITY);
  const alternating = load<u32>(array, word.SCHEME) == ALTERNATING;
  const gain = load<f32>(array, word.GAIN);
  let end = hits;
  for (let k: u32 = 0; k < rowCount; k++) {
    const row = load<u32>(rows + (k << 2));
    const factor = load<f32>(a + (k << 2));
    const r0 = rowKey0(k0, row);
    const r1 = rowKey1(k1, r0);
    for (let i: u32 = 0; i < colCount << 2; i += 4) {
      const column = load<u32>(cols + i);
      const element = row * stride + column;
      const owed = load<f32>(allOwed + (element << 2)) + factor * load<f32>(c + i);
      store<f32>(allOwed + (element << 2), owed);
      const h = drawBits(r0, r1, weylOf(column));
      const polarity = h & 1;
      const minus = alternating && polarity;
      const up = u32(owed > 0) ^ u32(minus);
      const device = minus ? m + replica : replica;
      const u: f32 = rounding ? uniform(h) : NEVER;
      const n = pulsesWithin(array, device, element, up, abs(owed) / gain, most, u);
      if (rounding)
        store<f32>(allOwed + (element << 2), gain * nominalChange(array, device, element, up, n, u32(minus)));
      if (n) {
        store<u32>(end, element, HIT_ELEMENT);
        store<i32>(end, ((owed < 0 ? -(<i32>n) : <i32>n) << 1) | <i32>polarity, HIT_CODE);
        end += HIT_BYTES;
      }
    }
  }
  return u32(end - hits) / HIT_BYTES;
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
  return load<f32>(
    load<usize>(array, word.CONDUCTANCES) + device * load<u32>(array, word.PLANE_BYTES) + (element << 2),
  );
}

/** g after one pulse without noise. */
function pulseOnce(array: usize, device: u32, element: u32, up: u32, g: f32): f32 {
  const plane = load<u32>(array, word.PLANE_BYTES);
  const ownParameters = load<usize>(array, word.OWN_PARAMETERS);
  if (ownParameters) {
    const group = plane * (load<u32>(array, word.DEVICES_PER_POLARITY) << 1);
    const own = ownParameters + device * plane + (element << 2);
    const branch = own + (up ? 0 : group * (OWN_LTD_SCALE - OWN_LTP_SCALE));
    // As in pulse.ts, what both rails' addresses share is written so that it is computed once.
    const low = load<f32>(own + group * OWN_LOW);
    const high = load<f32>(own + group * OWN_LOW + group * (OWN_HIGH - OWN_LOW));
    if (load<usize>(array, word.STEP_TABLE))
      return tablePulse(array, up, g, load<f32>(branch + group * OWN_LTP_SCALE), low, high);
    const scale = load<f32>(branch + group * OWN_LTP_SCALE);
    return limited(scale * g + load<f32>(branch + group * OWN_LTP_OFFSET), low, high);
  }
  const branch = array + (1 - up) * (word.LTD_SCALE - word.LTP_SCALE);
  if (load<usize>(array, word.STEP_TABLE))
    return tablePulse(array, up, g, load<f32>(branch, word.LTP_SCALE), 0, 1);
  return limited(load<f32>(branch, word.LTP_SCALE) * g + load<f32>(branch, word.LTP_OFFSET), 0, 1);
}
