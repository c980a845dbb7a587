/**
 * Cycle-to-cycle noise and read noise, told apart by what lasts: a pulse that went too far leaves the device there, a
 * wrong reading is gone with the next one.
 *
 * With the law g' = A·g + B of one pulse, the error of a prediction L pulses ahead has the variance
 *
 *   V(L) = σ²·(1 − A^2L)/(1 − A²) + r²·(1 + A^2L)
 *
 * for pulse noise σ and read noise r. V(1) and V(L), L a twentieth of the ramp, give both. All ramps and cycles are
 * pooled, each about its own mean error (which is what a law that does not fit leaves).
 */

import { type AffineLaw, affineStep, curveOf } from '../../device/laws/affine.ts';
import type { Ramp } from '../measurement.ts';

export interface Noise {
  /** σ of one pulse, as a share of the range: `c2c` of a device. */
  readonly c2c: number;
  /** Upper end of its 95 % interval. */
  readonly c2cMost: number;
  /** r, as a share of the range. */
  readonly read: number;
  readonly pulses: number;
}

interface Variance {
  readonly value: number;
  readonly count: number;
}

const LONGEST = 50;

export function noiseOf(ramps: readonly Ramp[], law: AffineLaw, low: number, high: number): Noise {
  let [pulse, most, read, pulses] = [0, 0, 0, 0];
  for (const direction of ['ltp', 'ltd'] as const) {
    const curves = ramps
      .filter((ramp) => ramp.direction === direction)
      .map(({ values }) => values.map((value) => (value - low) / (high - low)));
    const count = curves.reduce((sum, g) => sum + g.length - 1, 0);
    const ahead = Math.min(Math.max(Math.round(count / curves.length / 20), 2), LONGEST);
    const [branch, way] =
      direction === 'ltp' ? ([law.ltp, 'ltp'] as const) : ([law.ltd, curveOf(law, 'ltd')] as const);
    const one = affineStep(branch, way, 1);
    const many = affineStep(branch, way, ahead);
    const near = varianceOf(curves, 1, one.scale, one.offset);
    const far = varianceOf(curves, ahead, many.scale, many.offset);
    if (near.count < 2 || far.count < 2) continue;
    const a2 = one.scale * one.scale;
    const far2 = many.scale * many.scale;
    const lasting = Math.abs(1 - a2) < 1e-12 ? ahead : (1 - far2) / (1 - a2);
    // V(L)·(1 + A²) − V(1)·(1 + A^2L) is free of r.
    const gain = lasting * (1 + a2) - (1 + far2);
    const of = (farther: number) => (farther * (1 + a2) - near.value * (1 + far2)) / gain;
    const sigma2 = Math.min(Math.max(of(far.value), 0), near.value);
    // Predictions that overlap: about 4L/3n for the relative variance of V(L).
    const upper = of(far.value * (1 + 1.96 * Math.sqrt((4 * ahead) / (3 * far.count))));
    pulse += sigma2 * count;
    most += Math.max(upper, sigma2) * count;
    read += ((near.value - sigma2) / (1 + a2)) * count;
    pulses += count;
  }
  const root = (sum: number) => (pulses === 0 ? 0 : Math.sqrt(sum / pulses));
  return { c2c: Math.min(root(pulse), 1), c2cMost: Math.min(root(most), 1), read: root(read), pulses };
}

/** Of the errors of predictions `ahead` pulses ahead, each ramp about its own mean. */
function varianceOf(curves: readonly Float64Array[], ahead: number, scale: number, offset: number): Variance {
  let [squares, count] = [0, 0];
  for (const g of curves) {
    const errors = g.subarray(ahead).map((value, i) => value - (scale * g[i] + offset));
    if (errors.length < 3) continue;
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    squares += errors.reduce((sum, error) => sum + (error - mean) ** 2, 0);
    count += errors.length - 1;
  }
  return { value: count === 0 ? 0 : squares / count, count };
}
