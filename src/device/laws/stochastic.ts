/**
 * A pulse law whose steps are drawn: the distribution of what one pulse moves a device, at conductances equally spaced
 * from Gmin to Gmax. CrossSim 2.0's look-up tables hold the same (ΔG by conductance and cumulative probability).
 *
 * A pulse takes the quantile of a uniform draw of its own. Between two quantiles, and between two conductances, it is
 * interpolated linearly: a device halfway between two nodes has the mean of their quantiles.
 */
import { MemspikeError } from '../../errors.ts';
import { type TableLaw, tableLaw } from './table.ts';

/** [node][quantile]: quantiles at probabilities equally spaced from 0 to 1, never falling. */
export type Quantiles = readonly (readonly number[])[];

export interface StochasticLaw {
  readonly kind: 'stochastic';
  /** What one LTP pulse raises the conductance by, in shares of the range: −1 to 1, below 0 where it falls. */
  readonly ltp: Quantiles;
  /** What one LTD pulse lowers it by. */
  readonly ltd: Quantiles;
}

const MOST = 513;

/** Throws DEVICE, naming the entry, unless both tables are whole, of one size, and no row ever falls. */
export function stochasticLaw({
  ltp,
  ltd,
}: {
  readonly ltp: Quantiles;
  readonly ltd: Quantiles;
}): StochasticLaw {
  for (const [where, table] of [
    ['law.ltp', ltp],
    ['law.ltd', ltd],
  ] as const) {
    requireList(table, where, ltp?.length);
    table.forEach((row, node) => {
      requireList(row, `${where}.${node}`, ltp[0]?.length);
      row.forEach((step, k) => {
        if (Number.isFinite(step) && Math.abs(step) <= 1 && !(step < row[k - 1])) return;
        throw new MemspikeError('DEVICE', 'not a quantile of steps', {
          where: `${where}.${node}.${k}`,
          received: step,
          accepted: '−1 to 1, a share of the range, no less than the one before it',
        });
      });
    });
  }
  const copy = (table: Quantiles) => table.map((row) => [...row]);
  return { kind: 'stochastic', ltp: copy(ltp), ltd: copy(ltd) };
}

function requireList(list: unknown, where: string, length: number): void {
  if (Array.isArray(list) && list.length === length && length >= 2 && length <= MOST) return;
  throw new MemspikeError('DEVICE', 'not a table of the quantiles of steps', {
    where,
    received: Array.isArray(list) ? `${list.length} entries` : list,
    accepted: `2 to ${MOST} conductances with 2 to ${MOST} quantiles each, as many everywhere`,
  });
}

/** Mean of a distribution given by its quantiles, linear between them. */
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

/** The law of the mean steps; a mean that goes the wrong way is none. */
export function meanSteps({ ltp, ltd }: StochasticLaw): TableLaw {
  const means = (table: Quantiles) => table.map((row) => Math.max(0, meanOf(row)));
  return tableLaw({ ltp: means(ltp), ltd: means(ltd) });
}

/** Standard deviation of a pulse about its mean, root mean square over all conductances and both directions. */
export function spreadOfSteps({ ltp, ltd }: StochasticLaw): number {
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
export function rescaled(law: StochasticLaw, mean: number, deviation: number): StochasticLaw {
  const table = (rows: Quantiles) =>
    rows.map((row) => {
      const middle = meanOf(row);
      return row.map((step) => mean * middle + deviation * (step - middle));
    });
  return stochasticLaw({ ltp: table(law.ltp), ltd: table(law.ltd) });
}
