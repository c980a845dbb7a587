import { exp, log } from '../../../math/exp-log.ts';
import {
  type AihwkitSteps,
  againstReference,
  clippedLaw,
  type PulsedParameters,
  scalesOf,
} from './aihwkit-steps.ts';

export interface PowerStepParameters extends PulsedParameters {
  readonly pow_gamma: number;
  /** Weakens one exponent, as `up_down` weakens one step: > 0 leaves γ_up and makes γ_down·(1 − it). */
  readonly pow_up_down: number;
}

/**
 * Steps that fall as a power of the distance from the bound (aihwkit PowStepDevice):
 *
 *   up  w ← w + dw·((w_max − w)/(w_max − w_min))^γ_up,  down  w ← w − dw·((w − w_min)/(w_max − w_min))^γ_down
 */
export function powerStep(parameters: PowerStepParameters, model = 'PowStepDevice'): AihwkitSteps {
  const f = Math.fround;
  const { up, down } = scalesOf(parameters);
  const [low, high] = [f(parameters.w_min), f(parameters.w_max)];
  const range = f(high - low);
  const [gammaUp, gammaDown] = exponentsOf(parameters);
  return clippedLaw(model, parameters, (w, direction) => {
    if (range === 0) return w;
    return direction > 0
      ? w + f(up * power(f(f(high - w) / range), gammaUp))
      : w - f(down * power(f(f(w - low) / range), gammaDown));
  });
}

export interface PowerStepReferenceParameters extends PowerStepParameters {
  /** Subtracted from the device's own weight to give the one that is read. */
  readonly reference_mean: number;
  /** Adds the symmetry point to the reference. */
  readonly subtract_symmetry_point: boolean;
  /** Pairs of pulses after which the point is taken as reached; ≤ 0: ten times the states, at most 10 000. */
  readonly n_estimation_steps: number;
}

/** The same, read against a reference (aihwkit PowStepReferenceDevice); the symmetry point is where pairs of pulses lead. */
export function powerStepReference(parameters: PowerStepReferenceParameters): AihwkitSteps {
  const f = Math.fround;
  const own = powerStep(parameters, 'PowStepReferenceDevice');
  const hasPoint = parameters.subtract_symmetry_point && own.wMax > 0 && own.wMin < 0;
  const point = hasPoint ? symmetryPointOf(parameters) : 0;
  return againstReference(own, f(f(parameters.reference_mean) + point));
}

function symmetryPointOf(parameters: PowerStepReferenceParameters): number {
  const f = Math.fround;
  const { up, down } = scalesOf(parameters);
  const [low, high] = [f(parameters.w_min), f(parameters.w_max)];
  const range = f(high - low);
  const [gammaUp, gammaDown] = exponentsOf(parameters);
  const given = parameters.n_estimation_steps;
  const pairs = given > 0 ? given : Math.min(Math.round(f(10 * f(range / Math.min(up, down)))), 10_000);
  let point = 0;
  for (let pair = 0; pair < pairs; pair++)
    point = f(
      point +
        f(
          f(-down * power(f(f(point - low) / range), gammaDown)) +
            f(up * power(f(f(high - point) / range), gammaUp)),
        ),
    );
  return point;
}

function exponentsOf({ enforce_consistency = true, pow_gamma, pow_up_down }: PowerStepParameters) {
  const f = Math.fround;
  const exponent = (bias: number) => {
    const signed = f(f(f(Math.min(bias, 0)) + 1) * f(pow_gamma));
    return enforce_consistency ? Math.abs(signed) : signed;
  };
  return [exponent(pow_up_down), exponent(-pow_up_down)] as const;
}

/** x^γ for x within [0, 1]; 0^0 is 1. */
function power(x: number, gamma: number): number {
  return Math.fround(x > 0 ? exp(gamma * log(x)) : gamma === 0 ? 1 : 0);
}
