/** Writes as fast plain TypeScript: the description is read once, nothing is allocated per hit. */
import type { Kernels } from '../../src/engine/kernels.ts';
import { viewsOf } from '../../src/engine/reference/views.ts';
import { drawBits, gaussian, rowKey0, rowKey1, uniform } from './random.ts';

export function plainPulses(memory: ArrayBuffer): Pick<Kernels, 'applyPulses' | 'cacheWeights'> {
  const { f32, f64, i32, u32 } = viewsOf(memory);
  // The description of the call under way: functions made anew for every call would be compiled anew.
  let [at, g, plane, m, w, scheme, counts, stats, params, left] = new Array<number>(10).fill(0);
  let [table, relative, drawn, k0, k1] = new Array<number>(5).fill(0);
  let [gain, sigma, states, last, top] = new Array<number>(5).fill(0.5);

  function describe(array: number): void {
    at = array >>> 2;
    [g, plane, m, w] = [u32[at] >>> 2, u32[at + 1] >>> 2, u32[at + 2], u32[at + 3] >>> 2];
    [scheme, counts, stats] = [u32[at + 4], u32[at + 6] >>> 2, u32[at + 7] >>> 3];
    [params, left] = [u32[at + 9] >>> 2, u32[at + 15] >>> 2];
    [table, relative, drawn] = [u32[at + 16] >>> 2, u32[at + 18], u32[at + 19] >>> 2];
    [gain, sigma, states, last, top] = [f32[at + 5], f32[at + 8], f32[at + 14], f32[at + 17], f32[at + 20]];
  }

  /** Where a law's table is read, `place` and the nodes about it, by one pulse of certain steps. */
  function certainStep(up: boolean, place: number): number {
    const node = Math.min(Math.floor(Math.max(place, 0)), last - 1);
    const from = table + (up ? 0 : last + 1) + node;
    return f32[from] + (place - node) * (f32[from + 1] - f32[from]);
  }

  function drawnStep(up: boolean, place: number, u: number): number {
    const node = Math.min(Math.floor(Math.max(place, 0)), last - 1);
    const draw = u * top;
    const below = Math.min(Math.floor(draw), top - 1);
    const from = drawn + ((up ? 0 : last + 1) + node) * (top + 1) + below;
    const next = from + top + 1;
    const first = f32[from] + (draw - below) * (f32[from + 1] - f32[from]);
    const second = f32[next] + (draw - below) * (f32[next + 1] - f32[next]);
    return first + (place - node) * (second - first);
  }

  function move(device: number, element: number, up: boolean, pulses: number): void {
    const offset = device * plane + element;
    let [scale, shift, low, high] = [0, 0, 0, 1];
    if (params !== 0) {
      const group = plane * m * 2;
      const branch = params + offset + (up ? 0 : 2 * group);
      scale = f32[branch];
      shift = f32[branch + group];
      low = f32[params + offset + 4 * group];
      high = f32[params + offset + 5 * group];
    } else {
      scale = f32[at + (up ? 10 : 12)];
      shift = f32[at + (up ? 11 : 13)];
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
        const place = window > 0 ? ((value - low) / window) * last : 0;
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
      value += relative === 1 ? (noise * Math.abs(value - before)) / pulses : noise;
    }
    if (states > 0) value = Math.floor(value * states + 0.5) / states;
    if (value <= low || value >= high) {
      value = value <= low ? low : high;
      f64[stats + 2] += 1;
    }
    f32[g + offset] = value;
    u32[counts + offset] += pulses;
    f64[stats + (up ? 0 : 1)] += pulses;
    f64[stats + (up ? 3 : 4)] += before * pulses;
  }

  return {
    applyPulses(array, hits, count, replica, key0, key1) {
      describe(array);
      [k0, k1] = [key0, key1];
      for (let h = hits >>> 2; h < (hits >>> 2) + 2 * count; h += 2) {
        const element = u32[h];
        const code = i32[h + 1];
        const pulses = Math.abs(code >> 1);
        const up = code > 1;
        if (scheme === 0) move(replica, element, up, pulses);
        else if (scheme === 1) {
          move(replica, element, up, pulses);
          move(m + replica, element, !up, pulses);
        } else if (scheme === 2) {
          if (code & 1) move(m + replica, element, !up, pulses);
          else move(replica, element, up, pulses);
        } else move(up ? replica : m + replica, element, true, pulses);
        let sum = 0;
        for (let k = 0; k < m; k++) sum += f32[g + k * plane + element] - f32[g + (m + k) * plane + element];
        if (left !== 0) f32[left + element] -= gain * sum - f32[w + element];
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
