/** Plain-TypeScript twin of `assembly/encoders/encode.ts`. */

import { drawBits, rowKey, uniform } from '../../../random/generator.ts';
import type { Kernels } from '../../kernels.ts';
import type { Views } from '../views.ts';

const f = Math.fround;

type Encode = Pick<Kernels, 'encodeBernoulli' | 'encodeRegular' | 'encodeLatency'>;

export function encodeKernels({ f32, u32 }: Views): Encode {
  /** Runs `spikes(k, t)` over steps and lines and writes events, offsets and counts. Pointers in bytes. */
  function present(
    at: { events: number; offsets: number; counts: number; lines: number },
    active: number,
    steps: number,
    spikes: (k: number, t: number) => boolean,
  ): number {
    let total = 0;
    for (let k = 0; k < active; k++) f32[(at.counts >>> 2) + k] = 0;
    for (let t = 0; t < steps; t++) {
      u32[(at.offsets >>> 2) + t] = total;
      for (let k = 0; k < active; k++) {
        if (!spikes(k, t)) continue;
        f32[(at.counts >>> 2) + k] += 1;
        u32[(at.events >>> 2) + total++] = u32[(at.lines >>> 2) + k];
      }
    }
    u32[(at.offsets >>> 2) + steps] = total;
    return total;
  }

  return {
    encodeBernoulli(events, offsets, counts, lines, rates, active, steps, k0, k1) {
      const keys = Array.from({ length: steps }, (_, t) => rowKey([k0, k1], t));
      return present({ events, offsets, counts, lines }, active, steps, (k, t) => {
        return uniform(drawBits(keys[t], u32[(lines >>> 2) + k])) < f32[(rates >>> 2) + k];
      });
    },
    encodeRegular(events, offsets, counts, lines, rates, phases, active, steps, k0, k1) {
      const key = rowKey([k0, k1], 0);
      const phase = phases >>> 2;
      for (let k = 0; k < active; k++) f32[phase + k] = uniform(drawBits(key, u32[(lines >>> 2) + k]));
      return present({ events, offsets, counts, lines }, active, steps, (k) => {
        const next = f(f32[phase + k] + f32[(rates >>> 2) + k]);
        f32[phase + k] = next >= 1 ? next - 1 : next;
        return next >= 1;
      });
    },
    encodeLatency(events, offsets, counts, lines, rates, active, steps) {
      return present({ events, offsets, counts, lines }, active, steps, (k, t) => {
        return Math.floor(f(f(1 - f32[(rates >>> 2) + k]) * steps)) === t;
      });
    },
  };
}
