import * as word from '../../src/engine/array-words';
import { drawBits, rowKey0, rowKey1, uniform, weylOf } from '../random/generator';
import { limited } from './rails';

/**
 * Laws given by their steps: what one pulse moves a device, in shares of its window and towards the rail that the pulse
 * leads to, at conductances equally spaced over the window and linear between them (`STEP_TABLE`, `DRAWN_STEPS`).
 */

/** g after one pulse of a law whose steps are certain, times `factor`. */
export function tablePulse(array: usize, up: u32, g: f32, factor: f32, low: f32, high: f32): f32 {
  const lastNode = load<f32>(array, word.LAST_NODE);
  const window = high - low;
  const place = window > 0 ? ((g - low) / window) * lastNode : <f32>0;
  const node = min<f32>(floor<f32>(max<f32>(place, 0)), lastNode - 1);
  const at =
    load<usize>(array, word.STEP_TABLE) + (up ? 0 : (<usize>lastNode + 1) << 2) + ((<usize>node) << 2);
  const first = load<f32>(at);
  const step = first + (place - node) * (load<f32>(at, 4) - first);
  const way = factor * step * window;
  return limited(up ? g + way : g - way, low, high);
}

/** g after `pulses` pulses of either kind of law. */
export function pulsesAlong(
  array: usize,
  device: u32,
  element: u32,
  up: u32,
  pulses: u32,
  start: f32,
  factor: f32,
  low: f32,
  high: f32,
  k0: u32,
  k1: u32,
): f32 {
  if (load<usize>(array, word.DRAWN_STEPS)) {
    return drawnPulses(array, device, element, up, pulses, start, factor, low, high, k0, k1);
  }
  let g = start;
  for (let k: u32 = 0; k < pulses; k++) g = tablePulse(array, up, g, factor, low, high);
  return g;
}

/**
 * g after `pulses` pulses of a law whose steps are drawn: each takes the quantile of a uniform draw of its own, linear
 * between the quantiles of either node, and linear between the nodes. The draw's row is the element, its column the
 * device and the number of the pulse within its train.
 */
function drawnPulses(
  array: usize,
  device: u32,
  element: u32,
  up: u32,
  pulses: u32,
  start: f32,
  factor: f32,
  low: f32,
  high: f32,
  k0: u32,
  k1: u32,
): f32 {
  const lastNode = load<f32>(array, word.LAST_NODE);
  const lastQuantile = load<f32>(array, word.LAST_QUANTILE);
  const row = (<usize>lastQuantile + 1) << 2;
  const table = load<usize>(array, word.DRAWN_STEPS) + (up ? 0 : (<usize>lastNode + 1) * row);
  const devices = load<u32>(array, word.DEVICES_PER_POLARITY) << 1;
  const r0 = rowKey0(k0, element);
  const r1 = rowKey1(k1, r0);
  const window = high - low;
  let column = device;
  let g = start;
  for (let k: u32 = 0; k < pulses; k++) {
    const place = window > 0 ? ((g - low) / window) * lastNode : <f32>0;
    const node = min<f32>(floor<f32>(max<f32>(place, 0)), lastNode - 1);
    const draw = uniform(drawBits(r0, r1, weylOf(column))) * lastQuantile;
    const below = min<f32>(floor<f32>(draw), lastQuantile - 1);
    const share = draw - below;
    const at = table + <usize>node * row + ((<usize>below) << 2);
    const first = load<f32>(at) + share * (load<f32>(at, 4) - load<f32>(at));
    const second = load<f32>(at + row) + share * (load<f32>(at + row, 4) - load<f32>(at + row));
    const way = factor * (first + (place - node) * (second - first)) * window;
    g = limited(up ? g + way : g - way, low, high);
    column += devices;
  }
  return g;
}
