/** Writes as fast plain TypeScript: the description is read once, nothing is allocated per hit. */
import type { Kernels } from '../../src/engine/kernels.ts';
import { viewsOf } from '../../src/engine/reference/views.ts';
import { drawBits, gaussian, rowKey0, rowKey1 } from './random.ts';

export function plainPulses(memory: ArrayBuffer): Pick<Kernels, 'applyPulses' | 'cacheWeights'> {
  const { f32, f64, i32, u32 } = viewsOf(memory);
  return {
    applyPulses(array, hits, count, replica, k0, k1) {
      const at = array >> 2;
      const [g, plane, m, w] = [u32[at] >> 2, u32[at + 1] >> 2, u32[at + 2], u32[at + 3] >> 2];
      const [scheme, gain, counts, stats] = [u32[at + 4], f32[at + 5], u32[at + 6] >> 2, u32[at + 7] >> 3];
      const [sigma, params, states, left] = [f32[at + 8], u32[at + 9] >> 2, f32[at + 14], u32[at + 15] >> 2];

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
        const met = value * pulses;
        for (let k = 0; k < pulses; k++) {
          value = Math.min(high, Math.max(low, scale * value + shift));
        }
        if (sigma > 0) {
          const r0 = rowKey0(k0, element);
          value += sigma * Math.sqrt(pulses) * gaussian(drawBits(r0, rowKey1(k1, r0), device));
        }
        if (states > 0) value = Math.floor(value * states + 0.5) / states;
        if (value <= low || value >= high) {
          value = value <= low ? low : high;
          f64[stats + 2] += 1;
        }
        f32[g + offset] = value;
        u32[counts + offset] += pulses;
        f64[stats + (up ? 0 : 1)] += pulses;
        f64[stats + (up ? 3 : 4)] += met;
      }

      for (let h = hits >> 2; h < (hits >> 2) + 2 * count; h += 2) {
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
      const at = array >> 2;
      const [g, plane, m, w, gain] = [
        u32[at] >> 2,
        u32[at + 1] >> 2,
        u32[at + 2],
        u32[at + 3] >> 2,
        f32[at + 5],
      ];
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let k = 0; k < m; k++) sum += f32[g + k * plane + i] - f32[g + (m + k) * plane + i];
        f32[w + i] = gain * sum;
      }
    },
  };
}
