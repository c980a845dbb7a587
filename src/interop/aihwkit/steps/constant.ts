import { clippedLaw, type PulsedParameters, type StepLaw, scalesOf } from './step.ts';

/** Every pulse is as large as any other: w ← w ± dw, up to the bounds (aihwkit ConstantStepDevice). */
export function constantStep(parameters: PulsedParameters): StepLaw {
  const { up, down } = scalesOf(parameters);
  return clippedLaw('ConstantStepDevice', parameters, (w, direction) => (direction > 0 ? w + up : w - down));
}
