import { type AihwkitSteps, clippedLaw, type PulsedParameters, scalesOf } from './aihwkit-steps.ts';

export interface PiecewiseStepParameters extends PulsedParameters {
  /** Factors of dw at weights spread evenly from w_min to w_max; as many up as down, at least one. */
  readonly piecewise_up: readonly number[];
  readonly piecewise_down: readonly number[];
}

/** Step sizes from a table, linear between its nodes (aihwkit PiecewiseStepDevice). */
export function piecewiseStep(parameters: PiecewiseStepParameters): AihwkitSteps {
  const f = Math.fround;
  const { up, down } = scalesOf(parameters);
  const [low, high] = [f(parameters.w_min), f(parameters.w_max)];
  const sections = parameters.piecewise_up.length - 1;
  const factor = (nodes: readonly number[], w: number): number => {
    if (sections === 0 || high <= low) return f(nodes[0]);
    const place = Math.max(f(f(f(w - low) / f(high - low)) * sections), 0);
    const node = Math.min(Math.floor(place), sections - 1);
    const t = Math.min(f(place - node), 1);
    return f(f(f(1 - t) * f(nodes[node])) + f(t * f(nodes[node + 1])));
  };
  return clippedLaw('PiecewiseStepDevice', parameters, (w, direction) =>
    direction > 0
      ? w + f(up * factor(parameters.piecewise_up, w))
      : w - f(down * factor(parameters.piecewise_down, w)),
  );
}
