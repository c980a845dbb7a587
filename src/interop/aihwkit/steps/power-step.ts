import { exp, log } from '../../../math/exp-log.ts';
import { type AihwkitSteps, clippedLaw, type PulsedParameters, scalesOf } from './aihwkit-steps.ts';

export interface PowerStepParameters extends PulsedParameters {
  readonly pow_gamma: number;
  /** Weakens one exponent, as `up_down` weakens one step: > 0 leaves γ_up and makes γ_down·(1 − it). */
  readonly pow_gamma_up_down: number;
}

/**
 * Steps that fall as a power of the distance from the bound (aihwkit PowStepDevice):
 *
 *   up  w ← w + dw·((w_max − w)/(w_max − w_min))^γ_up,  down  w ← w − dw·((w − w_min)/(w_max − w_min))^γ_down
 */
export function powerStep(parameters: PowerStepParameters): AihwkitSteps {
  const f = Math.fround;
  const { up, down } = scalesOf(parameters);
  const [low, high] = [f(parameters.w_min), f(parameters.w_max)];
  const range = f(high - low);
  const gamma = f(parameters.pow_gamma);
  const bias = parameters.pow_gamma_up_down;
  const gammaUp = Math.abs(f(f(f(Math.min(bias, 0)) + 1) * gamma));
  const gammaDown = Math.abs(f(f(f(Math.min(-bias, 0)) + 1) * gamma));
  return clippedLaw('PowStepDevice', parameters, (w, direction) => {
    if (range === 0) return w;
    return direction > 0
      ? w + f(up * power(f(f(high - w) / range), gammaUp))
      : w - f(down * power(f(f(w - low) / range), gammaDown));
  });
}

/** x^γ for x within [0, 1]; 0^0 is 1. */
function power(x: number, gamma: number): number {
  return Math.fround(x > 0 ? exp(gamma * log(x)) : gamma === 0 ? 1 : 0);
}
