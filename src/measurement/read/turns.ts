/** Neighbours on either side that a value is smoothed with, at most. */
const REACH = 3;

/**
 * The places at which a curve turns: where LTP pulses end and LTD pulses begin, and back. A turn is an extreme from
 * which the curve then comes back by more than half of its range, and single outliers are left out of sight: noise does
 * not make one.
 */
export function turnsOf(measured: ArrayLike<number>): number[] {
  const values = smoothed(measured);
  const sorted = Float64Array.from(values).sort();
  const range =
    sorted[Math.floor(0.98 * (sorted.length - 1))] - sorted[Math.ceil(0.02 * (sorted.length - 1))];
  const enough = range / 2;
  /** Before the first trend is known: noise at the start is no ramp, a fifth of the range is. */
  const isRamp = (end: number) => Math.abs(values[end] - values[0]) > range / 5;
  const turns: number[] = [];
  let [low, high] = [0, 0];
  /** 1 while rising, −1 while falling, 0 before either is known. */
  let trend = 0;
  for (let i = 1; i < values.length; i++) {
    if (values[i] > values[high]) high = i;
    if (values[i] < values[low]) low = i;
    if (trend >= 0 && values[high] - values[i] > enough) {
      if (trend > 0 || isRamp(high)) turns.push(high);
      trend = -1;
      low = i;
    } else if (trend <= 0 && values[i] - values[low] > enough) {
      if (trend < 0 || isRamp(low)) turns.push(low);
      trend = 1;
      high = i;
    }
  }
  return turns.map((turn, i) => extremeNear(measured, turn, trend * (-1) ** (turns.length - i)));
}

/** The highest (sign 1) or lowest (−1) measured value around a turn: the smoothed curve turns a little beside it. */
function extremeNear(values: ArrayLike<number>, turn: number, sign: number): number {
  let best = turn;
  const last = Math.min(turn + REACH, values.length - 1);
  for (let i = Math.max(turn - REACH, 0); i <= last; i++) if (sign * (values[i] - values[best]) > 0) best = i;
  return best;
}

/** 1 if the second half of the values lies higher than the first, −1 if lower, 0 if alike. */
export function trendOf(values: ArrayLike<number>): number {
  const half = Math.floor(values.length / 2);
  let difference = 0;
  for (let i = 0; i < half; i++) difference += values[values.length - 1 - i] - values[i];
  return Math.sign(difference);
}

/** The median of each value and its neighbours: up to three on either side, fewer in a short curve. */
function smoothed(values: ArrayLike<number>): Float64Array {
  const reach = Math.min(REACH, Math.floor(values.length / 20));
  const window = new Float64Array(2 * reach + 1);
  return Float64Array.from(values, (_, i) => {
    for (let k = -reach; k <= reach; k++)
      window[k + reach] = values[Math.min(Math.max(i + k, 0), values.length - 1)];
    return window.sort()[reach];
  });
}
