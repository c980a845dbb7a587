import type { AihwkitSteps, PulsedParameters } from './aihwkit-steps.ts';
import { linearStep, type Reversal } from './linear-step.ts';

/**
 * Steps in proportion to the distance from the bound that they lead to (aihwkit SoftBoundsDevice): linear steps with
 * γ = 1, so a bound is approached without end. The affine law in other parameters, see `laws/affine-from-soft-bounds.ts`
 * of src/device.
 */
export function softBoundsStep(parameters: PulsedParameters & Reversal): AihwkitSteps {
  return linearStep(
    { ...parameters, gamma_up: 1, gamma_down: 1, allow_increasing: false },
    'SoftBoundsDevice',
  );
}
