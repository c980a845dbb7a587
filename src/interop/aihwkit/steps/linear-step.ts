import { type AihwkitSteps, clippedLaw, type PulsedParameters, scalesOf } from './aihwkit-steps.ts';

export interface LinearStepParameters extends PulsedParameters {
  /** By which fraction the step has shrunk at the bound, against the step at w = 0. */
  readonly gamma_up: number;
  readonly gamma_down: number;
}

/**
 * Steps that change linearly with the weight (aihwkit LinearStepDevice):
 *
 *   up  w ← w + dw·(1 − γ_up·w/w_max),  down  w ← w − dw·(1 − γ_down·w/w_min)
 *
 * A bound at 0 has no slope.
 */
export function linearStep(parameters: LinearStepParameters, model = 'LinearStepDevice'): AihwkitSteps {
  const f = Math.fround;
  const { up, down } = scalesOf(parameters);
  const slopeUp = slope(parameters.gamma_up, up, parameters.w_max);
  const slopeDown = slope(parameters.gamma_down, down, parameters.w_min);
  return clippedLaw(model, parameters, (w, direction) =>
    direction > 0 ? w + f(f(slopeUp * w) + up) : w - f(f(slopeDown * w) + down),
  );
}

function slope(gamma: number, scale: number, bound: number): number {
  const f = Math.fround;
  return bound === 0 ? 0 : f(f(-f(gamma) * scale) / f(bound));
}
