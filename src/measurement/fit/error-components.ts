/**
 * What the residuals of a fitted curve are made of: noise of the readings, which is gone with the next value, noise of
 * the pulses, which stays, and starts that differ from ramp to ramp. A deviation that is there at pulse k is, at pulse
 * j, the deviation times f'(j)/f'(k), whatever the law: dG/dn = F(G) has only one solution through each G. So
 *
 *   e(j) = r·η(j) + Σ_{k ≤ j} s(k)·ξ(k)·f'(j)/f'(k),  s(0) = s₀ (start), s(k) = σ (pulse)
 *
 * σ/r is found by maximum likelihood (a Kalman filter of one state that knows nothing of the start, so that starts
 * cannot pass for noise of the pulses), and s₀ from what the starts leave.
 */
import { log } from '../../math/exp-log.ts';

export interface Errors {
  readonly residuals: Float64Array;
  /** f' of the curve at each point, up to a factor per direction. */
  readonly slopes: Float64Array;
  /** Pulses since the point before, as shares of their mean: their noise adds up. */
  readonly gaps: Float64Array;
  /** First point of each ramp, and the count at the end. */
  readonly starts: readonly number[];
  /** Parameters of the curve. */
  readonly size: number;
}

/** Variances. */
export interface ErrorComponents {
  readonly reading: number;
  /** Of what comes from point to point. */
  readonly pulse: number;
  readonly start: number;
}

/** σ²/r²: readings alone, then powers of √2, then pulses alone. */
const RATIOS = [0, ...Array.from({ length: 45 }, (_, k) => 2 ** ((k - 30) / 2)), Number.POSITIVE_INFINITY];

export function errorComponents(errors: Errors): ErrorComponents {
  const { residuals, size } = errors;
  let best = { misfit: Number.POSITIVE_INFINITY, ratio: 0, scale: 0 };
  for (const ratio of RATIOS) {
    const [reading, pulse] = ratio === Number.POSITIVE_INFINITY ? [0, 1] : [1, ratio];
    const { squares, logs, count } = filtered(errors, reading, pulse);
    if (count < 1) continue;
    const misfit = count * log(Math.max(squares / count, 1e-300)) + logs;
    if (misfit < best.misfit) best = { misfit, ratio, scale: squares / Math.max(count - size, 1) };
  }
  const isPulse = best.ratio === Number.POSITIVE_INFINITY;
  const reading = isPulse ? 0 : best.scale;
  const pulse = isPulse ? best.scale : best.scale * best.ratio;
  const first = errors.starts.slice(0, -1).map((start) => residuals[start] ** 2);
  const start = Math.max(first.reduce((sum, square) => sum + square, 0) / first.length - reading, 0);
  return { reading, pulse, start };
}

/** f'(i)/f'(i−1); where a curve stands still, nothing is left of a deviation. */
export function carried(slopes: Float64Array, i: number): number {
  const ratio = slopes[i] / slopes[i - 1];
  return Number.isFinite(ratio) ? Math.min(Math.max(ratio, 0), 10) : 0;
}

function filtered({ residuals, slopes, gaps, starts }: Errors, reading: number, pulse: number) {
  let [squares, logs, count] = [0, 0, 0];
  for (let ramp = 0; ramp + 1 < starts.length; ramp++) {
    // The first value is all that is known of where the ramp starts.
    let state = residuals[starts[ramp]];
    let variance = reading;
    for (let i = starts[ramp] + 1; i < starts[ramp + 1]; i++) {
      const carry = carried(slopes, i);
      const expected = carry * state;
      const before = carry * carry * variance + pulse * gaps[i];
      const total = before + reading;
      const innovation = residuals[i] - expected;
      squares += (innovation * innovation) / total;
      logs += log(total);
      count++;
      state = expected + (before / total) * innovation;
      variance = (before * reading) / total;
    }
  }
  return { squares, logs, count };
}
