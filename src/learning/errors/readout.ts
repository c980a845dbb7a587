/** The error of each layer's readout at a step, by the kernel or, of a user's own error, in TypeScript. */
import type { KindOptions } from '../../schema/kind.ts';
import type { ProjectionView } from '../rules/projection.ts';
import type { ReadoutError } from './error.ts';

/** Writes the view's error from its scores; `scale` turns their sum so far into what the loss sees. */
export type ReadError = (scale: number) => void;

export function errorReader(error: ReadoutError, options: KindOptions, view: ProjectionView): ReadError {
  const { classes, error: e, kernels, scores } = view;
  const { code } = error;
  if (code !== undefined)
    return (scale) => kernels.readoutError(e.at, scores.at, scale, classes, view.label, code);
  const scaled = new Float32Array(classes);
  return (scale) => {
    for (let k = 0; k < classes; k++) scaled[k] = scale * scores.values[k];
    error.derivative(scaled, view.label, e.values, options as never);
  };
}
