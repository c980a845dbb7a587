/** Writes as fast plain TypeScript: the description is read once, nothing is allocated per hit. */
import {
  ALTERNATING,
  COMPLEMENTARY,
  HIT_BYTES,
  HIT_CODE,
  HIT_ELEMENT,
  OWN_HIGH,
  OWN_LOW,
  OWN_LTD_OFFSET,
  OWN_LTD_SCALE,
  OWN_LTP_OFFSET,
  OWN_LTP_SCALE,
  SINGLE,
  STAT_LTD_MET,
  STAT_LTD_PULSES,
  STAT_LTP_MET,
  STAT_LTP_PULSES,
  STAT_RAILS,
} from '../../src/engine/array-records.ts';
import * as word from '../../src/engine/array-words.ts';
import type { Kernels } from '../../src/engine/kernels.ts';
import { viewsOf } from '../../src/engine/reference/views.ts';
import { drawBits, gaussian, rowKey0, rowKey1, uniform } from './random.ts';

export function plainPulses(memory: ArrayBuffer): Pick<Kernels, 'applyPulses' | 'cacheWeights'> {
  const { f32, f64, i32, u32 } = viewsOf(memory);
  // The description of the call under way: functions made anew for every call would be compiled anew.
  let [at, g, plane, m, w, scheme, counts, stats, ownParameters, owed] = new Array<number>(10).fill(0);
  let [table, noiseOfStep, drawn, k0, k1] = new Array<number>(5).fill(0);
  let [gain, sigma, lastState, lastNode, lastQuantile] = new Array<number>(5).fill(0.5);

  const whole = (offset: number): number => u32[(at + offset) >>> 2];
  const real = (offset: number): number => f32[(at + offset) >>> 2];

  function describe(array: number): void {
    at = array;
    g = whole(word.CONDUCTANCES) >>> 2;
    plane = whole(word.PLANE_BYTES) >>> 2;
    m = whole(word.DEVICES_PER_POLARITY);
    w = whole(word.WEIGHTS) >>> 2;
    scheme = whole(word.SCHEME);
    gain = real(word.GAIN);
    counts = whole(word.PULSE_COUNTS) >>> 2;
    stats = whole(word.STATS) >>> 3;
    sigma = real(word.SIGMA);
    ownParameters = whole(word.OWN_PARAMETERS) >>> 2;
    lastState = real(word.LAST_STATE);
    owed = whole(word.OWED) >>> 2;
    table = whole(word.STEP_TABLE) >>> 2;
    lastNode = real(word.LAST_NODE);
    noiseOfStep = whole(word.NOISE_OF_STEP);
    drawn = whole(word.DRAWN_STEPS) >>> 2;
    lastQuantile = real(word.LAST_QUANTILE);
  }

  /** Where a law's table is read, `place` and the nodes about it, by one pulse of certain steps. */
  function certainStep(up: boolean, place: number): number {
    const node = Math.min(Math.floor(Math.max(place, 0)), lastNode - 1);
    const from = table + (up ? 0 : lastNode + 1) + node;
    return f32[from] + (place - node) * (f32[from + 1] - f32[from]);
  }

  function drawnStep(up: boolean, place: number, u: number): number {
    const node = Math.min(Math.floor(Math.max(place, 0)), lastNode - 1);
    const draw = u * lastQuantile;
    const below = Math.min(Math.floor(draw), lastQuantile - 1);
    const from = drawn + ((up ? 0 : lastNode + 1) + node) * (lastQuantile + 1) + below;
    const next = from + lastQuantile + 1;
    const first = f32[from] + (draw - below) * (f32[from + 1] - f32[from]);
    const second = f32[next] + (draw - below) * (f32[next + 1] - f32[next]);
    return first + (place - node) * (second - first);
  }

  function move(device: number, element: number, up: boolean, pulses: number): void {
    const offset = device * plane + element;
    let [scale, shift, low, high] = [0, 0, 0, 1];
    if (ownParameters !== 0) {
      const group = plane * m * 2;
      const own = ownParameters + offset;
      scale = f32[own + group * (up ? OWN_LTP_SCALE : OWN_LTD_SCALE)];
      shift = f32[own + group * (up ? OWN_LTP_OFFSET : OWN_LTD_OFFSET)];
      low = f32[own + group * OWN_LOW];
      high = f32[own + group * OWN_HIGH];
    } else {
      scale = real(up ? word.LTP_SCALE : word.LTD_SCALE);
      shift = real(up ? word.LTP_OFFSET : word.LTD_OFFSET);
    }
    let value = f32[g + offset];
    const before = value;
    if (table === 0) {
      for (let k = 0; k < pulses; k++) value = Math.min(high, Math.max(low, scale * value + shift));
    } else {
      const window = high - low;
      const r0 = rowKey0(k0, element);
      const r1 = rowKey1(k1, r0);
      for (let k = 0; k < pulses; k++) {
        const place = window > 0 ? ((value - low) / window) * lastNode : 0;
        const step =
          drawn === 0
            ? certainStep(up, place)
            : drawnStep(up, place, uniform(drawBits(r0, r1, device + 2 * m * k)));
        const way = scale * step * window;
        value = Math.min(high, Math.max(low, up ? value + way : value - way));
      }
    }
    if (sigma > 0) {
      const r0 = rowKey0(k0, element);
      const noise = sigma * Math.sqrt(pulses) * gaussian(drawBits(r0, rowKey1(k1, r0), device));
      value += noiseOfStep === 1 ? (noise * Math.abs(value - before)) / pulses : noise;
    }
    if (lastState > 0) value = Math.floor(value * lastState + 0.5) / lastState;
    if (value <= low || value >= high) {
      value = value <= low ? low : high;
      f64[stats + STAT_RAILS / 8] += 1;
    }
    f32[g + offset] = value;
    u32[counts + offset] += pulses;
    f64[stats + (up ? STAT_LTP_PULSES : STAT_LTD_PULSES) / 8] += pulses;
    f64[stats + (up ? STAT_LTP_MET : STAT_LTD_MET) / 8] += before * pulses;
  }

  return {
    applyPulses(array, hits, count, replica, key0, key1) {
      describe(array);
      [k0, k1] = [key0, key1];
      for (let hit = hits; hit < hits + count * HIT_BYTES; hit += HIT_BYTES) {
        const element = u32[(hit + HIT_ELEMENT) >>> 2];
        const code = i32[(hit + HIT_CODE) >>> 2];
        const pulses = Math.abs(code >> 1);
        const up = code > 1;
        if (scheme === SINGLE) move(replica, element, up, pulses);
        else if (scheme === COMPLEMENTARY) {
          move(replica, element, up, pulses);
          move(m + replica, element, !up, pulses);
        } else if (scheme === ALTERNATING) {
          if (code & 1) move(m + replica, element, !up, pulses);
          else move(replica, element, up, pulses);
        } else move(up ? replica : m + replica, element, true, pulses);
        let sum = 0;
        for (let k = 0; k < m; k++) sum += f32[g + k * plane + element] - f32[g + (m + k) * plane + element];
        if (owed !== 0) f32[owed + element] -= gain * sum - f32[w + element];
        f32[w + element] = gain * sum;
      }
    },
    cacheWeights(array, count) {
      describe(array);
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let k = 0; k < m; k++) sum += f32[g + k * plane + i] - f32[g + (m + k) * plane + i];
        f32[w + i] = gain * sum;
      }
    },
  };
}
