/**
 * The readings at which a curve turns: where LTP pulses end and LTD pulses begin, and back. First roughly, from what is
 * smooth in the curve; then by the fit: of all places near by, the one at which an exponential before and one after
 * leave the least. A noisy maximum lies where the noise is high, and not where the pulses turn.
 */
import { exp, log } from '../../math/exp-log.ts';

export interface Turn {
  /** Index of the last reading before the direction changes. */
  readonly at: number;
  /** Between these the curve does not tell (95 %). */
  readonly earliest: number;
  readonly latest: number;
}

/** Neighbours on either side that a value is smoothed with, at most. */
const REACH = 3;
/** Readings on either side of a turn that are looked at. */
const WINDOW = 400;
/** Rates of the exponentials, per window: straight lines to steps. */
const RATES = Float64Array.from(
  { length: 49 },
  (_, k) => Math.sign(k - 24) * (exp(Math.abs(k - 24) / 6) - 1),
);
/** A shape and its turn are told apart by this much in −2 log L: 95 % of one parameter. */
const SURE = 9;

/** `x` are pulse numbers of the readings; their own numbers if left out. */
export function turnsOf(measured: ArrayLike<number>, x?: ArrayLike<number>): Turn[] {
  const rough = roughTurns(measured);
  if (rough.length === 0) return [];
  let corners = rough;
  for (let round = 0; round < 2; round++)
    corners = corners.map((corner, k) => {
      const from = k === 0 ? 0 : corners[k - 1];
      const to = k === corners.length - 1 ? measured.length - 1 : corners[k + 1];
      return turnByFit(measured, { corner, from, to, x }).at;
    });
  const turns = corners.map((corner, k) => {
    const from = k === 0 ? 0 : corners[k - 1];
    const to = k === corners.length - 1 ? measured.length - 1 : corners[k + 1];
    return turnByFit(measured, { corner, from, to, x });
  });
  return evened(turns, measured.length - 1);
}

/** Protocols have as many pulses each way: taken where the curve does not say otherwise. */
function evened(turns: readonly Turn[], last: number): Turn[] {
  if (turns.length === 1) {
    const half = last / 2;
    const [turn] = turns;
    return [
      Number.isInteger(half) && half >= turn.earliest && half <= turn.latest ? { ...turn, at: half } : turn,
    ];
  }
  const lengths = turns.map(({ at }, k) => at - (k === 0 ? 0 : turns[k - 1].at)).sort((a, b) => a - b);
  const usual = lengths[lengths.length >> 1];
  let before = 0;
  return turns.map((turn) => {
    const wanted = before + usual;
    const at = wanted >= turn.earliest && wanted <= turn.latest ? wanted : turn.at;
    before = at;
    return { ...turn, at };
  });
}

interface Place {
  readonly corner: number;
  readonly from: number;
  readonly to: number;
  readonly x?: ArrayLike<number>;
}

/** The least that an exponential leaves up to each place, and one after it. */
function turnByFit(values: ArrayLike<number>, { corner, from, to, x }: Place): Turn {
  const first = Math.max(from, corner - WINDOW);
  const last = Math.min(to, corner + WINDOW);
  const count = last - first + 1;
  const number = (i: number) => (x === undefined ? i : x[i]);
  const span = Math.abs(number(last) - number(first)) || 1;
  const at = (i: number) => Math.abs(number(first + i) - number(first)) / span;
  const left = leftovers(count, (i) => [at(i), values[first + i]]);
  const right = leftovers(count, (i) => [1 - at(count - 1 - i), values[last - i]]);
  // Reading t ends what comes before it, and begins what comes after it.
  const margin = Math.min(4, count >> 2);
  let [best, least] = [corner - first, Number.POSITIVE_INFINITY];
  const totals = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (let t = margin; t < count - margin; t++) {
    totals[t] = left[t] + right[count - 1 - t];
    if (totals[t] < least) [best, least] = [t, totals[t]];
  }
  if (!Number.isFinite(least)) return { at: corner, earliest: corner, latest: corner };
  const free = Math.max(count - 8, 1);
  const floor = Math.max(least, 1e-18 * squaresOf(values, first, last));
  let [earliest, latest] = [best, best];
  for (let t = margin; t < count - margin; t++) {
    if (free * log(Math.max(totals[t], floor) / floor) > SURE) continue;
    earliest = Math.min(earliest, t);
    latest = Math.max(latest, t);
  }
  return { at: first + best, earliest: first + earliest, latest: first + latest };
}

function squaresOf(values: ArrayLike<number>, first: number, last: number): number {
  let squares = 0;
  for (let i = first; i <= last; i++) squares += values[i] * values[i];
  return squares || 1;
}

/** Sum of squares that a + b·e^(rate·x) leaves of the first t + 1 points, the best rate for each t. */
function leftovers(count: number, point: (i: number) => readonly [x: number, y: number]): Float64Array {
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const [xs, ys] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) [xs[i], ys[i]] = point(i);
  const origin = ys[0];
  for (const rate of RATES) {
    let [n, e1, e2, y1, y2, ey] = [0, 0, 0, 0, 0, 0];
    const scale = rate > 0 ? exp(-rate) : 1;
    for (let i = 0; i < count; i++) {
      const e = rate === 0 ? xs[i] : exp(rate * xs[i]) * scale;
      const y = ys[i] - origin;
      n++;
      e1 += e;
      e2 += e * e;
      y1 += y;
      y2 += y * y;
      ey += e * y;
      const [ee, yy, cross] = [e2 - (e1 * e1) / n, y2 - (y1 * y1) / n, ey - (e1 * y1) / n];
      const rest = ee > 1e-12 * e2 ? yy - (cross * cross) / ee : yy;
      if (rest < least[i]) least[i] = Math.max(rest, 0);
    }
  }
  return least;
}

/**
 * A turn is an extreme from which the curve then comes back by more than half of its range, and single outliers are
 * left out of sight: noise does not make one.
 */
export function roughTurns(measured: ArrayLike<number>): number[] {
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
  return Float64Array.from({ length: values.length }, (_, i) => {
    for (let k = -reach; k <= reach; k++)
      window[k + reach] = values[Math.min(Math.max(i + k, 0), values.length - 1)];
    return window.sort()[reach];
  });
}
