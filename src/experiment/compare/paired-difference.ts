/** Differences between runs of the same seeds, with Student's t interval: paired, so that what seeds share cancels. */
export interface PairedDifference {
  readonly mean: number;
  /** 95 % confidence interval of the mean; absent for one seed, whose spread is not known. */
  readonly interval?: readonly [low: number, high: number];
  /** One difference per seed. */
  readonly runs: readonly number[];
}

/** 97.5 % quantiles of Student's t for 1 … 30 degrees of freedom. */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** `after` minus `before`, element by element; both have one entry per seed, at least one. */
export function pairedDifference(after: readonly number[], before: readonly number[]): PairedDifference {
  const runs = after.map((value, i) => value - before[i]);
  const mean = runs.reduce((sum, run) => sum + run, 0) / runs.length;
  if (runs.length < 2) return { mean, runs };
  const freedom = runs.length - 1;
  const variance = runs.reduce((sum, run) => sum + (run - mean) ** 2, 0) / freedom;
  const half = quantile(freedom) * Math.sqrt(variance / runs.length);
  return { mean, interval: [mean - half, mean + half], runs };
}

/** From the table; beyond it the first two terms of the expansion in 1/freedom (Abramowitz and Stegun 26.7.5). */
function quantile(freedom: number): number {
  const z = 1.959964;
  return STUDENT[freedom - 1] ?? z + (z ** 3 + z) / (4 * freedom);
}
