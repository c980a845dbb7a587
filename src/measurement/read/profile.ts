/** What the values of a column do, whatever its name: count, rise, stay, mark. */

export interface Profile {
  /** Cells with a number. */
  readonly filled: number;
  readonly first: number;
  readonly least: number;
  readonly most: number;
  readonly isConstant: boolean;
  readonly isWhole: boolean;
  /** Steps up, down and none, from filled cell to filled cell. */
  readonly ups: number;
  readonly downs: number;
  readonly stays: number;
  /** Different values, up to 9. */
  readonly distinct: readonly number[];
  /** Counts up or down by the same step, and begins anew at most a few times. */
  readonly isCounting: boolean;
  /** Counts up and then down again by the same step. */
  readonly isZigzag: boolean;
  /** Goes one way in almost all steps. */
  readonly isOneWay: boolean;
  /** Rises or falls for several rows at a time. */
  readonly isOrdered: boolean;
}

const MOST_DISTINCT = 9;
/** Runs of numbers that begin anew are this long or longer, on average. */
const RUN = 4;

export function profileOf(values: Float64Array): Profile {
  let [filled, ups, downs, stays, flips, resets] = [0, 0, 0, 0, 0, 0];
  let [first, last, least, most] = [
    Number.NaN,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  let [step, way, regularWay, regularFlips] = [0, 0, 0, 0];
  let isWhole = true;
  let isEven = true;
  const distinct: number[] = [];
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    if (filled === 0) first = value;
    else {
      const change = value - last;
      const sign = change > 0 ? 1 : change < 0 ? -1 : 0;
      if (sign > 0) ups++;
      else if (sign < 0) downs++;
      else stays++;
      if (sign !== 0 && way !== 0 && sign !== way) flips++;
      if (sign !== 0) way = sign;
      if (filled === 1) step = Math.abs(change);
      if (sign !== 0 && isSame(Math.abs(change), step)) {
        if (regularWay !== 0 && sign !== regularWay) regularFlips++;
        regularWay = sign;
      } else {
        resets++;
        // Numbers begin anew where they began, or stay once.
        if (sign !== 0 && Math.abs(value - first) > step * 1.001) isEven = false;
      }
    }
    filled++;
    last = value;
    if (value < least) least = value;
    if (value > most) most = value;
    if (isWhole && !Number.isInteger(value)) isWhole = false;
    if (distinct.length < MOST_DISTINCT && !distinct.includes(value)) distinct.push(value);
  }
  const [rare, usual] = [Math.min(ups, downs), Math.max(ups, downs)];
  const counts = isEven && step > 0 && filled >= 3 && resets * RUN <= filled;
  return {
    ...{ filled, first, least, most, isWhole, ups, downs, stays, distinct },
    isConstant: filled > 0 && least === most,
    isCounting: counts && regularFlips === 0,
    isZigzag: counts && regularFlips > 0 && regularFlips * RUN <= filled,
    isOneWay: usual > 0 && rare * RUN <= filled,
    isOrdered: usual > 0 && flips * RUN <= filled,
  };
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));
}

/** Values that stay for several rows and then change: a number of the cycle or of the device. */
export function isLabel({ filled, ups, downs, isWhole, isConstant }: Profile): boolean {
  return !isConstant && isWhole && (ups + downs + 1) * RUN <= filled;
}

/** Of 1, 0 and −1 alone, in runs. */
export function isSigns({ distinct, isConstant }: Profile): boolean {
  return (
    !isConstant && distinct.length <= 3 && distinct.every((value) => value === 0 || Math.abs(value) === 1)
  );
}

/** One positive and one negative level, and perhaps 0, in runs: amplitudes of pulses. */
export function isTwoLevels({ distinct, least, most, ups, downs, filled }: Profile): boolean {
  return least < 0 && most > 0 && distinct.length <= 3 && (ups + downs + 1) * RUN <= filled;
}

/** Values that are looked at to tell whether they follow each other. */
const LOOKED_AT = 4000;

/**
 * Correlation of the rank of a value with that of the next one: near 1 on a curve, near 0 where nothing follows. Of
 * ranks, for one wild value does not make a curve less of one.
 */
export function followsItself(values: Float64Array): number {
  const own = values.filter((value) => !Number.isNaN(value)).subarray(0, LOOKED_AT);
  if (own.length < 8) return 1;
  const order = Array.from(own.keys()).sort((a, b) => own[a] - own[b]);
  const ranks = new Float64Array(own.length);
  for (const [rank, i] of order.entries()) ranks[i] = rank - (own.length - 1) / 2;
  let [products, squares] = [0, 0];
  for (let i = 0; i < ranks.length; i++) {
    squares += ranks[i] * ranks[i];
    if (i > 0) products += ranks[i] * ranks[i - 1];
  }
  return products / squares;
}

/** Median size of second differences: what is rough in a curve, one wild value or not. */
export function roughness(values: Float64Array): number {
  const bends: number[] = [];
  for (let i = 1; i + 1 < Math.min(values.length, LOOKED_AT); i++)
    bends.push(Math.abs(values[i - 1] - 2 * values[i] + values[i + 1]));
  return middleOf(bends);
}

/** Median distance of two columns, row by row. */
export function distance(a: Float64Array, b: Float64Array): number {
  const off: number[] = [];
  for (let i = 0; i < Math.min(a.length, b.length, LOOKED_AT); i++) off.push(Math.abs(a[i] - b[i]));
  return middleOf(off);
}

function middleOf(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1];
}
