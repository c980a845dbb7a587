import {
  type AihwkitSteps,
  againstReference,
  clippedLaw,
  type PulsedParameters,
  scalesOf,
} from './aihwkit-steps.ts';

export interface SoftBoundsReferenceParameters extends PulsedParameters {
  /** Subtracted from the device's own weight to give the one that is read. */
  readonly reference_mean: number;
  /** Adds the symmetry point to the reference, so that alternating pulses lead to a weight of 0. */
  readonly subtract_symmetry_point: boolean;
}

/**
 * Soft bounds, read against a programmable reference (aihwkit SoftBoundsReferenceDevice). With v = w + reference:
 *
 *   up  v ← v + dw·(1 − v/w_max),  down  v ← v − dw·(1 − v/w_min);  v is clipped to the bounds, w = v − reference
 */
export function softBoundsReference(parameters: SoftBoundsReferenceParameters): AihwkitSteps {
  const f = Math.fround;
  const { up, down } = scalesOf(parameters);
  const [low, high] = [f(parameters.w_min), f(parameters.w_max)];
  const hasPoint = parameters.subtract_symmetry_point && high > 0 && low < 0;
  const point = hasPoint ? f(f(up - down) / f(f(up / high) - f(down / low))) : 0;
  const own = clippedLaw('SoftBoundsReferenceDevice', parameters, (v, direction) =>
    direction > 0
      ? v + f(up * f(1 - (high > 0 ? f(v / high) : 0)))
      : v - f(down * f(1 - (low < 0 ? f(v / low) : 0))),
  );
  return againstReference(own, f(f(parameters.reference_mean) + point));
}
