import { type AihwkitSteps, clippedLaw, type PulsedParameters, scalesOf } from './aihwkit-steps.ts';

/** Directions whose step grows towards the bound that it leads to, away from the other one. */
export interface Reversal {
  readonly reverse_up?: boolean;
  readonly reverse_down?: boolean;
  /** Put to the bound at which a reversed step would be 0. */
  readonly reverse_offset?: number;
}

export interface LinearStepParameters extends PulsedParameters, Reversal {
  /** By which fraction the step has shrunk at the bound, against the step at w = 0. */
  readonly gamma_up: number;
  readonly gamma_down: number;
  /** Without it γ is taken without its sign: steps shrink. aihwkit's default: false. */
  readonly allow_increasing?: boolean;
}

/**
 * Steps that change linearly with the weight (aihwkit LinearStepDevice):
 *
 *   up  w ← w + dw·(1 − γ_up·w/w_max),  down  w ← w − dw·(1 − γ_down·w/w_min)
 *
 * and reversed, with w_min − offset in the place of w_max, w_max + offset in that of w_min. A bound at 0 has no slope.
 */
export function linearStep(parameters: LinearStepParameters, model = 'LinearStepDevice'): AihwkitSteps {
  const f = Math.fround;
  const { up, down } = scalesOf(parameters);
  const {
    allow_increasing = false,
    reverse_down,
    reverse_offset = 0.01,
    reverse_up,
    w_max,
    w_min,
  } = parameters;
  const gamma = (signed: number) => (allow_increasing ? signed : Math.abs(signed));
  const offset = f(reverse_offset);
  const slopeUp = slope(gamma(parameters.gamma_up), up, reverse_up ? f(f(w_min) - offset) : w_max);
  const slopeDown = slope(gamma(parameters.gamma_down), down, reverse_down ? f(f(w_max) + offset) : w_min);
  return clippedLaw(model, parameters, (w, direction) =>
    direction > 0 ? w + f(f(slopeUp * w) + up) : w - f(f(slopeDown * w) + down),
  );
}

function slope(gamma: number, scale: number, bound: number): number {
  const f = Math.fround;
  return f(bound) === 0 ? 0 : f(f(-f(gamma) * scale) / f(bound));
}
