import { linearStep } from './linear.ts';
import type { PulsedParameters, StepLaw } from './step.ts';

/**
 * Steps in proportion to the distance from the bound that they lead to (aihwkit SoftBoundsDevice): linear steps with
 * γ = 1, so a bound is approached without end. The affine law in other parameters, see `../soft-bounds.ts`.
 */
export function softBoundsStep(parameters: PulsedParameters): StepLaw {
  return linearStep({ ...parameters, gamma_up: 1, gamma_down: 1 }, 'SoftBoundsDevice');
}
