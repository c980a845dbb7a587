/** One family of curves, fitted to all ramps at once with the same rails for LTP and LTD. */
import { log } from '../../math/exp-log.ts';
import type { Ramp } from '../measurement.ts';
import { carried, errorComponents } from './error-components.ts';
import type { Family, Shape } from './families.ts';
import { leastSquares, type Solution, studentT95 } from './least-squares.ts';

/** The points of ramps: y is scaled so that `low` is 0 and `high` 1. */
export interface Points {
  readonly count: number;
  /** Pulses over the nominal number of the direction. */
  readonly x: Float64Array;
  readonly isLtp: Uint8Array;
  readonly y: Float64Array;
  /** Pulses since the point before of the same ramp; 1 at its start. */
  readonly gaps: Float64Array;
  /** First point of each ramp, and the count at the end. */
  readonly starts: readonly number[];
  readonly low: number;
  readonly high: number;
  /** Nominal pulses from rail to rail. */
  readonly pulses: { readonly ltp: number; readonly ltd: number };
  /** Every how many pulses a point was taken, at least. */
  readonly every: number;
  /** Ramps that points were taken from, of all that there are. */
  readonly ramps: readonly [used: number, all: number];
}

export interface Estimate {
  readonly name: string;
  readonly value: number;
  /** 95 % interval; null where the data do not tell it. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface FamilyFit {
  readonly family: Family;
  /** Gmin, Gmax in the unit of the ramps, then the shape of LTP and of LTD. */
  readonly estimates: readonly Estimate[];
  /** Root mean square of the residuals as a share of the range. */
  readonly residual: number;
  readonly aic: number;
  readonly bic: number;
  /** Correlation of residuals of neighbouring points. */
  readonly correlation: number;
  /** By which the widest interval is wider than for independent residuals. */
  readonly widening: number;
  /** In the unit of the ramps. */
  readonly curve: (direction: 'ltp' | 'ltd', pulse: number) => number;
  /** Whether a shape parameter ended at a bound of its family. */
  readonly isAtBound: boolean;
}

/** More points are thinned out, first along the ramps, then by leaving out whole ramps. */
const MOST_POINTS = 3000;
/** Points that a ramp keeps, if it has them. */
const RAMP_POINTS = 30;

export function pointsOf(ramps: readonly Ramp[]): Points {
  const medianOf = (direction: string, of: (ramp: Ramp) => number) => {
    const sorted = ramps
      .filter((ramp) => ramp.direction === direction)
      .map(of)
      .sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  };
  const nominal = (direction: string) => Math.max(Math.round(medianOf(direction, pulsesOf)), 1);
  const readings = (direction: string) => medianOf(direction, ({ values }) => values.length);
  const pulses = { ltp: nominal('ltp'), ltd: nominal('ltd') };
  const total = ramps.reduce((sum, { values }) => sum + values.length, 0);
  const shortest = Math.min(readings('ltp'), readings('ltd'));
  const every = Math.max(1, Math.min(Math.ceil(total / MOST_POINTS), Math.floor(shortest / RAMP_POINTS)));
  const used = thinned(ramps, Math.ceil(total / every / MOST_POINTS));
  const [x, isLtp, y, gaps, starts]: number[][] = [[], [], [], [], []];
  let [low, high] = [Infinity, -Infinity];
  for (const { direction, values, pulses: numbers } of used) {
    starts.push(y.length);
    for (let i = 0; i < values.length; i += every) {
      const at = numbers === undefined ? i : numbers[i];
      gaps.push(i === 0 ? 1 : Math.max(at - (numbers === undefined ? i - every : numbers[i - every]), 0));
      x.push(at / pulses[direction]);
      isLtp.push(direction === 'ltp' ? 1 : 0);
      y.push(values[i]);
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
  }
  starts.push(y.length);
  return {
    count: y.length,
    x: Float64Array.from(x),
    isLtp: Uint8Array.from(isLtp),
    y: Float64Array.from(y, (value) => (value - low) / (high - low)),
    gaps: Float64Array.from(gaps),
    starts,
    low,
    high,
    pulses,
    every,
    ramps: [used.length, ramps.length],
  };
}

/** Pulses of a ramp, from its first reading to its last. */
export function pulsesOf({ values, pulses }: Ramp): number {
  return pulses === undefined ? values.length - 1 : pulses[pulses.length - 1];
}

/** Every n-th ramp of each direction, or one of each. */
function thinned(ramps: readonly Ramp[], n: number): readonly Ramp[] {
  const of = (direction: string) => ramps.filter((ramp) => ramp.direction === direction);
  return n === 1 ? ramps : [of('ltp'), of('ltd')].flatMap((own) => own.filter((_, i) => i % n === 0));
}

/**
 * Undefined if the search ends nowhere. `linearLtp` makes LTP a straight line; `near` begins with the first shape
 * parameters of LTP and LTD of another fit.
 */
export function fitFamily(
  points: Points,
  family: Family,
  { linearLtp = false, near }: { readonly linearLtp?: boolean; readonly near?: readonly number[] } = {},
): FamilyFit | undefined {
  const { x, isLtp, y, count, low, high, pulses } = points;
  const { shape, travel } = family;
  const size = linearLtp ? 0 : shape.length;
  const ltpShape = linearLtp ? [] : shape;
  const value = (p: readonly number[], share: number, ltp: boolean): number => {
    const way = ltp && linearLtp ? share : travel(share, ltp ? p.slice(2, 2 + size) : p.slice(2 + size));
    return ltp ? p[0] + (p[1] - p[0]) * way : p[1] - (p[1] - p[0]) * way;
  };
  const solution = leastSquares({
    count,
    y,
    model: (p, i) => value(p, x[i], isLtp[i] === 1),
    start: [0.02, 0.98, ...startOf(ltpShape, near?.[0]), ...startOf(shape, near?.[1])],
    least: [-2, -1, ...[...ltpShape, ...shape].map((s) => s.least)],
    most: [2, 3, ...[...ltpShape, ...shape].map((s) => s.most)],
  });
  if (solution === undefined || !(solution.parameters[1] > solution.parameters[0])) return undefined;
  const { parameters, residuals, rss, errors } = solution;
  const correlation = correlationOf(residuals, points.starts);
  const widenings = wideningOf(solution, points, (i) => {
    const [from, to] = [Math.max(x[i] - 1e-6, 0), x[i] + 1e-6];
    const isUp = isLtp[i] === 1;
    return Math.abs(value(parameters, to, isUp) - value(parameters, from, isUp)) / (to - from);
  });
  const t = studentT95(Math.max(count - parameters.length, 1));
  const unit = (k: number, v: number) => (k < 2 ? low + v * (high - low) : v);
  const names = [
    'Gmin',
    'Gmax',
    ...ltpShape.map((s) => `${s.name} LTP`),
    ...shape.map((s) => `${s.name} LTD`),
  ];
  const fitted = [...parameters];
  const misfit = count * log(Math.max(rss / count, 1e-300));
  const known = parameters.length + 1;
  return {
    family,
    estimates: withLinear(
      linearLtp ? shape : [],
      parameters.map((v, k) => ({
        name: names[k],
        value: unit(k, v),
        low: Number.isFinite(errors[k]) ? unit(k, v - t * widenings[k] * errors[k]) : null,
        high: Number.isFinite(errors[k]) ? unit(k, v + t * widenings[k] * errors[k]) : null,
      })),
    ),
    residual: Math.sqrt(rss / count) / (parameters[1] - parameters[0]),
    aic: misfit + 2 * known,
    bic: misfit + known * log(count),
    correlation,
    isAtBound: [...ltpShape, ...shape].some(
      ({ least, most }, k) =>
        parameters[k + 2] - least < 1e-3 * (most - least) || most - parameters[k + 2] < 1e-3 * (most - least),
    ),
    widening: Math.max(...widenings),
    curve: (direction, pulse) => unit(0, value(fitted, pulse / pulses[direction], direction === 'ltp')),
  };
}

/**
 * By which the standard error of each parameter is larger than for independent residuals: the covariance
 * (JᵀJ)⁻¹·JᵀVJ·(JᵀJ)⁻¹ of least squares under errors of the covariance V, see `error-components.ts`.
 */
function wideningOf(
  { residuals, jacobian, inverse, errors, parameters }: Solution,
  { starts, count, gaps }: Points,
  slopeAt: (i: number) => number,
): number[] {
  const size = parameters.length;
  if (inverse === undefined) return parameters.map(() => 1);
  const slopes = Float64Array.from({ length: count }, (_, i) => slopeAt(i));
  const even = evenGaps(gaps);
  const { reading, pulse, start } = errorComponents({ residuals, slopes, gaps: even, starts, size });
  // What a deviation of 1 from point i on moves the parameters by, and the variance of all such moves.
  const variances = new Array<number>(size).fill(0);
  const move = (pull: readonly number[], k: number) => pull.reduce((sum, p, a) => sum + inverse[k][a] * p, 0);
  for (let ramp = 0; ramp + 1 < starts.length; ramp++) {
    let later = new Array<number>(size).fill(0);
    for (let i = starts[ramp + 1] - 1; i >= starts[ramp]; i--) {
      const carry = i + 1 < starts[ramp + 1] ? carried(slopes, i + 1) : 0;
      later = later.map((pull, a) => jacobian[i][a] + carry * pull);
      const deviation = i === starts[ramp] ? start : pulse * even[i];
      for (let k = 0; k < size; k++)
        variances[k] += deviation * move(later, k) ** 2 + reading * move(jacobian[i], k) ** 2;
    }
  }
  return variances.map((variance, k) => (errors[k] > 0 ? Math.sqrt(variance) / errors[k] : 1));
}

/** In their mean: what is found is the variance that comes from point to point. */
function evenGaps(gaps: Float64Array): Float64Array {
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return gaps.map((gap) => gap / mean);
}

/** A straight LTP has the parameters of its family, all 0 and not estimated. */
function withLinear(shape: readonly Shape[], [low, high, ...rest]: readonly Estimate[]): Estimate[] {
  const fixed = shape.map(({ name }) => ({ name: `${name} LTP`, value: 0, low: null, high: null }));
  return [low, high, ...fixed, ...rest];
}

function startOf(shape: readonly Shape[], first: number | undefined): number[] {
  return shape.map(({ start }, k) => (k === 0 && first !== undefined ? first : start));
}

/** Lag-1 autocorrelation within the ramps; 0 for residuals of 0. */
function correlationOf(residuals: Float64Array, starts: readonly number[]): number {
  let [products, squares] = [0, 0];
  for (let ramp = 0; ramp + 1 < starts.length; ramp++)
    for (let i = starts[ramp]; i < starts[ramp + 1]; i++) {
      squares += residuals[i] * residuals[i];
      if (i > starts[ramp]) products += residuals[i] * residuals[i - 1];
    }
  return squares === 0 ? 0 : products / squares;
}
