/**
 * Cycle-to-cycle noise and read noise, told apart by what lasts: a pulse that went too far leaves the device there, a
 * wrong reading is gone with the next one.
 *
 * With the law g' = A·g + B of one pulse, the error of a prediction L pulses ahead has the variance
 *
 *   V(L) = σ²·(1 − A^2L)/(1 − A²) + r²·(1 + A^2L)
 *
 * for pulse noise σ and read noise r. V(1) and V(L), L a twentieth of the ramp, give both. All ramps and cycles are
 * pooled, each about its own mean error (which is what a law that does not fit leaves). Where several pulses lie between
 * readings, L is theirs, and the factors are means over all predictions.
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
  /** Of the variance of a pulse and of a reading in it, in the mean of all predictions. */
  readonly lasting: number;
  readonly gone: number;
}

const LONGEST = 50;

export function noiseOf(ramps: readonly Ramp[], law: AffineLaw, low: number, high: number): Noise {
  let [pulse, most, read, pulses] = [0, 0, 0, 0];
  for (const direction of ['ltp', 'ltd'] as const) {
    const curves = ramps
      .filter((ramp) => ramp.direction === direction)
      .map(({ values, pulses: numbers }) => ({
        g: values.map((value) => (value - low) / (high - low)),
        numbers,
      }));
    const count = curves.reduce((sum, { g }) => sum + g.length - 1, 0);
    const ahead = Math.min(Math.max(Math.round(count / curves.length / 20), 2), LONGEST);
    const [branch, way] =
      direction === 'ltp' ? ([law.ltp, 'ltp'] as const) : ([law.ltd, curveOf(law, 'ltd')] as const);
    const stepOf = stepsOf(branch, way);
    const near = varianceOf(curves, 1, stepOf);
    const far = varianceOf(curves, ahead, stepOf);
    if (near.count < 2 || far.count < 2) continue;
    // V = σ²·lasting + r²·gone of either; σ² is what both agree on.
    const gain = far.lasting * near.gone - near.lasting * far.gone;
    const of = (farther: number) => (farther * near.gone - near.value * far.gone) / gain;
    const sigma2 = Math.min(Math.max(of(far.value), 0), near.value / near.lasting);
    // Predictions that overlap: about 4L/3n for the relative variance of V(L).
    const upper = of(far.value * (1 + 1.96 * Math.sqrt((4 * ahead) / (3 * far.count))));
    pulse += sigma2 * count;
    most += Math.max(upper, sigma2) * count;
    read += (Math.max(near.value - sigma2 * near.lasting, 0) / near.gone) * count;
    pulses += count;
  }
  const root = (sum: number) => (pulses === 0 ? 0 : Math.sqrt(sum / pulses));
  return { c2c: Math.min(root(pulse), 1), c2cMost: Math.min(root(most), 1), read: root(read), pulses };
}

interface Curve {
  readonly g: Float64Array;
  readonly numbers?: Float64Array;
}

type StepOf = (pulses: number) => {
  readonly scale: number;
  readonly offset: number;
  readonly lasting: number;
};

/** The law of n pulses, and how much of the variance of each of them is left after the last; by n. */
function stepsOf(branch: AffineLaw['ltp'], way: Parameters<typeof affineStep>[1]): StepOf {
  const known = new Map<number, ReturnType<StepOf>>();
  const a2 = affineStep(branch, way, 1).scale ** 2;
  return (pulses) => {
    let step = known.get(pulses);
    if (step === undefined) {
      const { scale, offset } = affineStep(branch, way, pulses);
      const lasting = Math.abs(1 - a2) < 1e-12 ? pulses : (1 - scale * scale) / (1 - a2);
      step = { scale, offset, lasting };
      known.set(pulses, step);
    }
    return step;
  };
}

/** Of the errors of predictions `ahead` readings ahead, each ramp about its own mean. */
function varianceOf(curves: readonly Curve[], ahead: number, stepOf: StepOf): Variance {
  let [squares, count, lasting, gone, pairs] = [0, 0, 0, 0, 0];
  for (const { g, numbers } of curves) {
    if (g.length - ahead < 3) continue;
    const errors = new Float64Array(g.length - ahead);
    let sum = 0;
    for (let i = 0; i < errors.length; i++) {
      const step = stepOf(numbers === undefined ? ahead : numbers[i + ahead] - numbers[i]);
      errors[i] = g[i + ahead] - (step.scale * g[i] + step.offset);
      sum += errors[i];
      lasting += step.lasting;
      gone += 1 + step.scale * step.scale;
    }
    pairs += errors.length;
    const mean = sum / errors.length;
    squares += errors.reduce((total, error) => total + (error - mean) ** 2, 0);
    count += errors.length - 1;
  }
  const each = Math.max(pairs, 1);
  return { value: count === 0 ? 0 : squares / count, count, lasting: lasting / each, gone: gone / each };
}
