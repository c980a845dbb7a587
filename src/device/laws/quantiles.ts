/**
 * Steps that are drawn: what one pulse moves a device is the quantile of a uniform draw, at conductances equally spaced
 * from Gmin to Gmax. Linear between two quantiles, and between two conductances: a device halfway between two nodes has
 * the mean of their quantiles.
 */
import type { PerDirection } from './direction.ts';

/** [node][quantile]: quantiles at probabilities equally spaced from 0 to 1, never falling. */
export type Quantiles = readonly (readonly number[])[];

/** Mean of a distribution given by its quantiles. */
export function meanOf(row: readonly number[]): number {
  const ends = (row[0] + row[row.length - 1]) / 2;
  return (row.reduce((sum, step) => sum + step, 0) - ends) / (row.length - 1);
}

export function varianceOf(row: readonly number[]): number {
  const mean = meanOf(row);
  let sum = 0;
  for (let k = 1; k < row.length; k++) {
    const [a, b] = [row[k - 1] - mean, row[k] - mean];
    sum += (a * a + a * b + b * b) / 3;
  }
  return sum / (row.length - 1);
}

/** Standard deviation of a pulse about its mean, root mean square over all conductances and both directions. */
export function spreadOfSteps({ ltp, ltd }: PerDirection<Quantiles>): number {
  const rows = [...ltp, ...ltd];
  return Math.sqrt(rows.reduce((sum, row) => sum + varianceOf(row), 0) / rows.length);
}

/** The step of one pulse at g for a draw u within [0, 1]. */
export function drawnStep(table: Quantiles, g: number, u: number): number {
  const at = (row: readonly number[], x: number) => {
    const place = x * (row.length - 1);
    const below = Math.min(Math.floor(place), row.length - 2);
    return row[below] + (place - below) * (row[below + 1] - row[below]);
  };
  return at(
    table.map((row) => at(row, u)),
    Math.min(Math.max(g, 0), 1),
  );
}

/** The same distribution with every mean and every deviation multiplied. */
export function rescaled(table: Quantiles, mean: number, deviation: number): number[][] {
  return table.map((row) => {
    const middle = meanOf(row);
    return row.map((step) => mean * middle + deviation * (step - middle));
  });
}
