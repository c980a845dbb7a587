/**
 * The distribution of the step at each conductance, from measured ramps: every pulse is an observation of ΔG given the
 * conductance before it. As CrossSim 2.0 makes its look-up tables, with three differences: a step belongs to the
 * conductance from which it started, what the mean step changes within a bin is taken out of its spread, and so is the
 * noise of the two readings that every difference holds.
 */

import { stepAt } from '../../device/laws/kernel-law.ts';
import { meanOf, type Quantiles, varianceOf } from '../../device/laws/quantiles.ts';
import { type StochasticLaw, stochasticLaw } from '../../device/laws/stochastic.ts';
import type { TableLaw } from '../../device/laws/table.ts';
import type { Variation } from '../../device/variation.ts';
import { MemspikeError } from '../../errors.ts';
import type { Ramp } from '../measurement.ts';
import { median } from '../read/doubts.ts';

export interface StochasticFit {
  readonly law: StochasticLaw;
  /** Rails, in the unit of the ramps. */
  readonly low: number;
  readonly high: number;
  /** Where the mean steps are from: the bins, or the curve of a family, whose rails it then has. */
  readonly means: 'bins' | 'curve';
  /** Fewest steps behind the distribution at any conductance. */
  readonly fewest: number;
  /** Share of the variance of the measured steps that is noise of the readings. */
  readonly reading: number;
  /** Spread of the devices' step sizes; undefined for fewer than three devices. */
  readonly spread?: Partial<Variation>;
}

const NODES = 17;
const QUANTILES = 21;
/** Steps that a distribution rests on, at least; a bin grows until it has them. */
const ENOUGH = 30;
const DEVICES = 3;
/** More steps of a direction are thinned out. */
const MOST_STEPS = 100_000;

/** Sizes are shares of the range, positive towards the direction's own rail. */
interface Step {
  readonly g: number;
  readonly size: number;
  readonly device: number;
}

/** A curve laid through the ramps, for where readings are too noisy to tell the mean step of a bin. */
export interface FittedCurve {
  readonly steps: TableLaw;
  readonly low: number;
  readonly high: number;
}

/** Bins whose mean steps are less certain than this share of them leave the means to the curve. */
const CERTAIN = 0.15;

/** `reading` is the noise of a reading, in the unit of the ramps. Throws DATA for fewer than 30 steps of a direction. */
export function fitStochastic(
  ramps: readonly Ramp[],
  reading: number,
  fittedCurve: () => FittedCurve,
): StochasticFit {
  const sparse = ramps.find(({ pulses }) => pulses !== undefined);
  if (sparse !== undefined)
    throw new MemspikeError('DATA', 'a distribution of steps needs a reading after every pulse', {
      where: sparse.place,
      hint: '--law affine fits the curve between the readings',
    });
  const [low, high] = railsOf(ramps);
  const direct = distributions(ramps, { low, high, reading });
  if (Math.max(direct.ltp.doubt, direct.ltd.doubt) < CERTAIN)
    return fitOf(direct, { low, high, means: 'bins' });
  const curve = fittedCurve();
  const rails = { low: curve.low, high: curve.high };
  return fitOf(distributions(ramps, { ...rails, reading, steps: curve.steps }), { ...rails, means: 'curve' });
}

interface Conditions {
  readonly low: number;
  readonly high: number;
  readonly reading: number;
  readonly steps?: TableLaw;
}

function distributions(ramps: readonly Ramp[], { low, high, reading, steps }: Conditions) {
  const of = (direction: 'ltp' | 'ltd') => {
    const own = ramps.filter((ramp) => ramp.direction === direction);
    const share = reading / (high - low);
    const total = own.reduce((sum, { values }) => sum + values.length, 0);
    const every = Math.ceil(total / MOST_STEPS);
    const measured = own.flatMap((ramp, i) =>
      stepsOf(ramp, { low, range: high - low, reading: share, every, first: i % every }),
    );
    if (measured.length < ENOUGH)
      throw new MemspikeError('DATA', 'too few pulses for a distribution of steps', {
        where: own[0].place,
        received: `${measured.length} ${direction.toUpperCase()} pulses`,
        accepted: `${ENOUGH} or more`,
        hint: 'repeat the ramp: cycles in columns, or one after the other',
      });
    return distributionOf(measured, share, steps?.[direction]);
  };
  return { ltp: of('ltp'), ltd: of('ltd') };
}

function fitOf(
  { ltp, ltd }: ReturnType<typeof distributions>,
  { low, high, means }: Pick<StochasticFit, 'low' | 'high' | 'means'>,
): StochasticFit {
  const round = (table: Quantiles) => table.map((row) => row.map((step) => Number(step.toPrecision(6))));
  return {
    law: stochasticLaw({ ltp: round(ltp.table), ltd: round(ltd.table) }),
    ...{ low, high, means },
    fewest: Math.min(ltp.fewest, ltd.fewest),
    reading: (ltp.reading + ltd.reading) / 2,
    ...(ltp.spread !== undefined &&
      ltd.spread !== undefined && {
        spread: {
          pulsesLtp: { std: ltp.spread, distribution: 'normal' },
          pulsesLtd: { std: ltd.spread, distribution: 'normal' },
        },
      }),
  };
}

/** Where ramps begin and end, in the median of all. */
function railsOf(ramps: readonly Ramp[]): readonly [number, number] {
  const ends = (direction: string, isLast: boolean) =>
    median(
      ramps
        .filter((ramp) => ramp.direction === direction)
        .map(({ values }) => {
          const few = Math.max(1, Math.floor(values.length / 50));
          return median(isLast ? values.subarray(-few) : values.subarray(0, few));
        }),
    );
  const low = (ends('ltp', false) + ends('ltd', true)) / 2;
  const high = (ends('ltp', true) + ends('ltd', false)) / 2;
  if (high > low) return [low, high];
  throw new MemspikeError('DATA', 'LTP does not end above LTD', {
    where: ramps[0].place,
    hint: 'a header with pulse, direction and G leaves no doubt about the direction',
  });
}

function stepsOf(
  { values, direction, device }: Ramp,
  { low, range, reading, every, first }: Record<'low' | 'range' | 'reading' | 'every' | 'first', number>,
): Step[] {
  const sign = direction === 'ltp' ? 1 : -1;
  // So many readings about a pulse, on either side, that their mean tells two neighbouring bins apart.
  const reach = Math.min(Math.ceil((2 * reading * (NODES - 1)) ** 2 / 2), values.length >> 3);
  const count = Math.max(Math.ceil((values.length - 1 - first) / every), 0);
  return Array.from({ length: count }, (_, k) => {
    const i = first + k * every;
    const near =
      reach === 0 ? values.subarray(i, i + 1) : values.subarray(Math.max(i - reach, 0), i + reach + 1);
    const g = (near.reduce((sum, v) => sum + v, 0) / near.length - low) / range;
    return { g, size: (sign * (values[i + 1] - values[i])) / range, device };
  });
}

function distributionOf(steps: readonly Step[], reading: number, curve: readonly number[] | undefined) {
  const first = tableOf(steps, reading, curve);
  const devices = new Set(steps.map(({ device }) => device));
  if (devices.size < DEVICES) return { ...first, spread: undefined };
  const means = curve ?? first.table.map(meanOf);
  const factors = new Map<number, number>();
  for (const device of devices) {
    const own = steps.filter((step) => step.device === device);
    const expected = own.reduce((sum, { g }) => sum + stepAt(means, g), 0);
    factors.set(device, own.reduce((sum, { size }) => sum + size, 0) / expected);
  }
  const all = [...factors.values()];
  // A device whose steps have no direction cannot be told from one that is stuck.
  if (!all.every((factor) => factor > 0.01)) return { ...first, spread: undefined };
  const pulses = all.map((factor) => 1 / factor);
  const mean = pulses.reduce((sum, p) => sum + p, 0) / pulses.length;
  const variance = pulses.reduce((sum, p) => sum + (p - mean) ** 2, 0) / (pulses.length - 1);
  const alike = steps.map((step) => ({ ...step, size: step.size / factors.get(step.device)! }));
  return {
    ...tableOf(alike, reading, curve),
    spread: Math.min(Number((Math.sqrt(variance) / mean).toPrecision(6)), 10),
  };
}

/** The noise of readings is the same share of the variance everywhere: a bin of its own could not tell it. */
function tableOf(steps: readonly Step[], reading: number, curve: readonly number[] | undefined) {
  const bins = Array.from({ length: NODES }, (_, node) => sizesAt(steps, node / (NODES - 1)));
  const means = curve
    ? bins.map((_, node) => stepAt(curve, node / (NODES - 1)))
    : bins.map(({ mean }) => mean);
  const variance = steps.reduce((sum, { g, size }) => sum + (size - stepAt(means, g)) ** 2, 0) / steps.length;
  const share = variance > 0 ? Math.min((2 * reading * reading) / variance, 1) : 0;
  return {
    table: bins.map(({ sizes, spread }, node) => rowOf(sizes, means[node], spread * (1 - share))),
    fewest: Math.min(...bins.map(({ sizes }) => sizes.length)),
    reading: share,
    doubt: median(
      bins.map(({ sizes, spread, mean }) =>
        mean > 0 ? Math.sqrt(spread / sizes.length) / mean : Number.POSITIVE_INFINITY,
      ),
    ),
  };
}

interface Bin {
  /** Sorted. */
  readonly sizes: readonly number[];
  readonly mean: number;
  /** Their variance. */
  readonly spread: number;
}

/** The steps about g, as they would be at g: the slope of the mean step is taken out. */
function sizesAt(steps: readonly Step[], at: number): Bin {
  let reach = 1 / (NODES - 1);
  const within = () => steps.filter(({ g }) => Math.abs(g - at) <= reach);
  let near = within();
  while (near.length < ENOUGH) {
    reach *= 1.25;
    near = within();
  }
  const n = near.length;
  const g = near.reduce((sum, step) => sum + step.g, 0) / n;
  const size = near.reduce((sum, step) => sum + step.size, 0) / n;
  const square = near.reduce((sum, step) => sum + (step.g - g) ** 2, 0);
  const slope =
    square > 0 ? near.reduce((sum, step) => sum + (step.g - g) * (step.size - size), 0) / square : 0;
  const sizes = near.map((step) => step.size + slope * (at - step.g)).sort((a, b) => a - b);
  const mean = size + slope * (at - g);
  return { sizes, mean, spread: sizes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1) };
}

/** Quantiles of sorted sizes, moved and stretched so that what is drawn from them has this mean and this variance. */
function rowOf(sizes: readonly number[], mean: number, variance: number): number[] {
  const n = sizes.length;
  const row = Array.from({ length: QUANTILES }, (_, k) => {
    const place = Math.min(Math.max((k / (QUANTILES - 1)) * n - 0.5, 0), n - 1);
    const below = Math.min(Math.floor(place), n - 2);
    return sizes[below] + (place - below) * (sizes[below + 1] - sizes[below]);
  });
  const own = varianceOf(row);
  const stretch = own > 0 ? Math.sqrt(variance / own) : 0;
  const middle = meanOf(row);
  return row.map((step) => Math.min(Math.max(mean + stretch * (step - middle), -1), 1));
}
