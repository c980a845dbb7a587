import { exp } from '../../../math/exp-log.ts';
import { type AihwkitSteps, clippedLaw, type PulsedParameters, scalesOf } from './aihwkit-steps.ts';

export interface ExponentialStepParameters extends PulsedParameters {
  readonly A_up: number;
  readonly A_down: number;
  readonly gamma_up: number;
  readonly gamma_down: number;
  readonly a: number;
  readonly b: number;
}

/**
 * Steps that fall exponentially with the weight (aihwkit ExpStepDevice): with z = 2a·w/(w_max − w_min) + b,
 *
 *   up  w ← w + dw·max(0, 1 − A_up·e^(γ_up·z)),  down  w ← w − dw·max(0, 1 − A_down·e^(−γ_down·z))
 *
 * A step that would go the wrong way is none. The signs of the exponents are those of the engine.
 */
export function exponentialStep(parameters: ExponentialStepParameters): AihwkitSteps {
  const f = Math.fround;
  const { up, down } = scalesOf(parameters);
  const range = f(f(parameters.w_max) - f(parameters.w_min));
  const twice = f(2 * f(parameters.a));
  const b = f(parameters.b);
  const share = (A: number, exponent: number) => Math.max(f(1 - f(f(A) * f(exp(exponent)))), 0);
  return clippedLaw('ExpStepDevice', parameters, (w, direction) => {
    const z = f(f(f(twice * w) / range) + b);
    return direction > 0
      ? w + f(up * share(parameters.A_up, f(f(parameters.gamma_up) * z)))
      : w - f(down * share(parameters.A_down, f(f(-parameters.gamma_down) * z)));
  });
}
