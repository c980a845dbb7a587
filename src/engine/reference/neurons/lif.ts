/** Plain-TypeScript twin of `assembly/neurons/lif.ts`. */
import type { Kernels } from '../../kernels.ts';
import type { Views } from '../views.ts';

const f = Math.fround;
const TINY = f(1e-30);

export function lifKernels({ f32, u32 }: Views): Pick<Kernels, 'lifStep'> {
  return {
    lifStep(q, p, r, u, current, counts, spikes, padded, alpha, beta, drive, rho, gamma, theta, reset) {
      const [a, b, d, refractory, g, limit] = [alpha, beta, drive, rho, gamma, theta].map(f);
      let fired = 0;
      for (let i = 0; i < padded; i++) {
        const q0 = f32[(q >>> 2) + i];
        let pv = f(f(a * f32[(p >>> 2) + i]) + f(f(1 - a) * q0));
        let qv = f(f(b * q0) + f(d * f32[(current >>> 2) + i]));
        if (!(Math.abs(pv) > TINY)) pv = 0;
        if (!(Math.abs(qv) > TINY)) qv = 0;
        const rv = f32[(r >>> 2) + i];
        const uv = refractory === 0 ? pv : f(pv - f(refractory * rv));
        const spike = uv > limit;
        const rn = f(f(g * rv) + (spike ? 1 : 0));
        if (spike) {
          f32[(counts >>> 2) + i] += 1;
          u32[(spikes >>> 2) + fired++] = i;
          if (reset === 1) {
            pv = 0;
            qv = 0;
          } else if (reset === 2) {
            pv = f(pv - limit);
          }
        }
        f32[(p >>> 2) + i] = pv;
        f32[(q >>> 2) + i] = qv;
        if (refractory !== 0) f32[(r >>> 2) + i] = rn > TINY ? rn : 0;
        f32[(u >>> 2) + i] = uv;
        f32[(current >>> 2) + i] = 0;
      }
      return fired;
    },
  };
}
