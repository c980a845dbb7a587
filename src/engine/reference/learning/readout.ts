/** Plain-TypeScript twin of `assembly/learning/readout.ts`. */

import { expf } from '../../../math/exp-log-f32.ts';
import type { Kernels } from '../../kernels.ts';
import type { Views } from '../views.ts';

const f = Math.fround;

type Readout = Pick<Kernels, 'softmax' | 'readoutError' | 'localDelta' | 'accumulateDelta'>;

export function readoutKernels({ f32 }: Views): Readout {
  function softmax(p: number, scores: number, scale: number, classes: number): void {
    const s = f(scale);
    const scaled = Array.from({ length: classes }, (_, k) => f(s * f32[(scores >>> 2) + k]));
    const top = scaled.reduce((a, b) => Math.max(a, b));
    const powers = scaled.map((x) => expf(f(x - top)));
    const parts = [0, 1, 2, 3].map((part) =>
      powers.filter((_, k) => k % 4 === part).reduce((a, b) => f(a + b), 0),
    );
    const sum = f(f(parts[0] + parts[1]) + f(parts[2] + parts[3]));
    const inverse = f(1 / sum);
    powers.forEach((power, k) => {
      f32[(p >>> 2) + k] = power * inverse;
    });
    for (let k = classes; k % 4 !== 0; k++) f32[(p >>> 2) + k] = 0;
  }

  function slopeAt(distance: number, surrogate: number): number {
    if (surrogate === 0) return Math.max(0, f(1 - distance));
    const s = f(1 + distance);
    if (surrogate === 1) return f(1 / f(s * s));
    return distance < 1 ? 1 : 0;
  }

  return {
    softmax,
    readoutError(e, scores, scale, classes, label, kind) {
      if (kind === 0) {
        softmax(e, scores, scale, classes);
        f32[(e >>> 2) + label] -= 1;
        return;
      }
      for (let k = 0; k < classes; k++) {
        const y = f(f(scale) * f32[(scores >>> 2) + k]);
        const target = k === label ? 1 : -1;
        if (kind === 1) f32[(e >>> 2) + k] = k === label ? y - 1 : y;
        else f32[(e >>> 2) + k] = target * y < 1 ? -target : 0;
      }
    },
    localDelta(delta, e, back, u, stride, classes, theta, width, surrogate) {
      for (let i = 0; i < stride; i++) {
        const distance = f(f(width) * Math.abs(f(f32[(u >>> 2) + i] - f(theta))));
        const slope = slopeAt(distance, surrogate);
        let sum = 0;
        if (slope > 0)
          for (let k = 0; k < classes; k++)
            sum = f(sum + f(f32[(e >>> 2) + k] * f32[(back >>> 2) + k * stride + i]));
        f32[(delta >>> 2) + i] = sum * slope;
      }
    },
    accumulateDelta(sum, delta, u, count, membrane, bias) {
      for (let i = 0; i < count; i++) {
        const d = f32[(delta >>> 2) + i];
        const balance = f(Math.abs(d) * f(f(f(membrane) * f32[(u >>> 2) + i]) + f(bias)));
        f32[(sum >>> 2) + i] = f32[(sum >>> 2) + i] + f(d + balance);
      }
    },
  };
}
