/** Plain-TypeScript twin of `assembly/neurons/trace.ts`. */
import type { Kernels } from '../../kernels.ts';
import type { Views } from '../views.ts';

const f = Math.fround;
const TINY = f(1e-30);

export function traceKernels({ f32, u32 }: Views): Pick<Kernels, 'traceStep'> {
  return {
    traceStep(p, q, sum, padded, events, count, alpha, beta, drive, places) {
      const a = f(alpha);
      for (let i = 0; i < padded; i++) {
        const q0 = f32[(q >>> 2) + i];
        const pv = f(f(a * f32[(p >>> 2) + i]) + f(f(1 - a) * q0));
        const qv = f(f(beta) * q0);
        f32[(p >>> 2) + i] = pv > TINY ? pv : 0;
        f32[(q >>> 2) + i] = qv > TINY ? qv : 0;
        f32[(sum >>> 2) + i] += f32[(p >>> 2) + i];
      }
      for (let k = 0; k < count; k++) {
        const line = u32[(events >>> 2) + k];
        f32[(q >>> 2) + (places === 0 ? line : u32[(places >>> 2) + line])] += f(drive);
      }
    },
  };
}
