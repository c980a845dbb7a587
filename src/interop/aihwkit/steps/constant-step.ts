import { type AihwkitSteps, clippedLaw, type PulsedParameters, scalesOf } from './aihwkit-steps.ts';

/** Every pulse is as large as any other: w ← w ± dw, up to the bounds (aihwkit ConstantStepDevice). */
export function constantStep(parameters: PulsedParameters): AihwkitSteps {
  const { up, down } = scalesOf(parameters);
  return clippedLaw('ConstantStepDevice', parameters, (w, direction) => (direction > 0 ? w + up : w - down));
}
