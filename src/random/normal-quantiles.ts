/** Normal noise as a table of quantiles. */

import { exp } from '../math/exp-log.ts';
import { gaussian } from './generator.ts';

/** z with P(Z < z) = u for a standard normal Z, u within (0, 1): Wichura's PPND7 (AS 241), seven digits. */
export function normalQuantile(u: number): number {
  const tail = (p: number) => gaussian(Math.min(Math.max(Math.round(p * 2 ** 32 - 0.5), 0), 0x7fffffff));
  return u < 0.5 ? -tail(u) : tail(1 - u);
}

/** Mean of a standard normal deviate that is known to lie between its quantiles of `from` and `to`. */
export function normalMeanBetween(from: number, to: number): number {
  const density = (u: number) =>
    u <= 0 || u >= 1 ? 0 : exp(-(normalQuantile(u) ** 2) / 2) / 2.5066282746310002;
  return (density(from) - density(to)) / (to - from);
}

/**
 * `count` quantiles, 3 or more, at probabilities equally spaced from 0 to 1 and linear between them, with mean 0 and
 * variance 1: true but for the first and the last, which stand for the tails.
 */
export function normalQuantiles(count: number): number[] {
  const z = Array.from({ length: count }, (_, k) =>
    k === 0 || k === count - 1 ? 0 : normalQuantile(k / (count - 1)),
  );
  // Variance of a piecewise linear quantile function, Σ (a² + ab + b²)/3: the end e solves 2(e² + e·|z₁| + z₁²)/3 = rest.
  let inner = 0;
  for (let k = 2; k < count - 1; k++) inner += (z[k - 1] ** 2 + z[k - 1] * z[k] + z[k] ** 2) / 3;
  const first = -z[1];
  const rest = (3 * (count - 1 - inner)) / 2 - first * first;
  const end = -first / 2 + Math.sqrt((first * first) / 4 + rest);
  z[0] = -end;
  z[count - 1] = end;
  return z;
}
