/** Devices from CrossSim's look-up tables, and to them, with the error that either makes. */

import { trainNoise } from '../../device/cycle-noise.ts';
import type { Device, DeviceOptions } from '../../device/device.ts';
import { lawOf } from '../../device/laws/all-laws.ts';
import type { Direction } from '../../device/laws/direction.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import type { Law } from '../../device/laws/law.ts';
import { drawnStep, meanOf, type Quantiles } from '../../device/laws/quantiles.ts';
import { stochasticLaw } from '../../device/laws/stochastic.ts';
import { MemspikeError } from '../../errors.ts';
import { normalMeanBetween } from '../../random/normal-quantiles.ts';
import type { Converted } from '../converted.ts';
import type { LookupTable } from './look-up-table.ts';

/** CrossSim's two files. */
export interface LookupTables {
  readonly increasing: LookupTable;
  readonly decreasing: LookupTable;
}

/** Conductances and probabilities that a device keeps, at most. */
const MOST = 65;
/** Of each, in the tables that CrossSim's own example makes. */
const GRID = 501;

const TRAINS = 'CrossSim draws once for n pulses and scales the draw by √n, memspike draws every pulse';

/** Throws DEVICE where the two do not belong together. Tables that were swapped are told by their signs. */
export function fromCrosssim(
  name: string,
  { increasing, decreasing }: LookupTables,
): Converted<DeviceOptions> {
  const same = (a: readonly number[], b: readonly number[]) =>
    a.length === b.length && a.every((value, i) => Math.abs(value - b[i]) <= 1e-9 * Math.abs(value));
  if (!same(increasing.conductances, decreasing.conductances))
    throw new MemspikeError('DEVICE', 'the two look-up tables are of other conductances', {
      hint: 'both have to be of one device: the files that CrossSim wrote together',
    });
  const { conductances } = increasing;
  const [gMin, gMax] = [conductances[0], conductances[conductances.length - 1]];
  const isSwapped = meanChange(increasing) < 0 && meanChange(decreasing) > 0;
  const [up, down] = isSwapped ? [decreasing, increasing] : [increasing, decreasing];
  const ltp = quantilesOf(up, 1);
  const ltd = quantilesOf(down, -1);
  const inexact = [TRAINS, ...(isSwapped ? ['the two tables were swapped: SET is the one that raises'] : [])];
  const error = Math.max(ltp.most, ltd.most);
  if (error > 1e-7)
    inexact.push(
      `kept at ${ltp.table.length} conductances and ${ltp.table[0].length} quantiles: steps differ by up to ${percent(error)}` +
        `, ${percent(Math.max(ltp.rms, ltd.rms))} in root mean square`,
    );
  const ratio = gMax / gMin;
  const hasRatio = gMin > 0 && ratio >= 1.001 && ratio <= 1e9;
  if (!hasRatio) inexact.push('Gmin is no conductance above 0: the on/off ratio keeps its default');
  return {
    form: {
      name,
      source: 'look-up tables of CrossSim',
      law: stochasticLaw({ ltp: ltp.table, ltd: ltd.table }),
      ...(hasRatio && { onOff: ratio }),
      ...(gMax > 0 && { gMax }),
    },
    inexact,
  };
}

function meanChange({ changes }: LookupTable): number {
  const all = changes.flat();
  return all.reduce((sum, change) => sum + change, 0) / all.length;
}

/** Quantiles of the steps in the table's own direction, and how far they are from it at its points. */
function quantilesOf({ conductances, probabilities, changes }: LookupTable, sign: 1 | -1) {
  const [low, high] = [conductances[0], conductances[conductances.length - 1]];
  const share = (g: number) => (g - low) / (high - low);
  // A step of LTD is the size of a fall: its quantile of u is the change's quantile of 1 − u.
  const change = (g: number, u: number) => {
    const [row, t] = placeIn(probabilities, sign > 0 ? u : 1 - u);
    const [column, s] = placeIn(conductances, low + g * (high - low));
    const at = (r: number) => changes[r][column] + s * (changes[r][column + 1] - changes[r][column]);
    return (sign * (at(row) + t * (at(row + 1) - at(row)))) / (high - low);
  };
  const table = evenly(Math.min(conductances.length, MOST)).map((g) =>
    evenly(Math.min(probabilities.length, MOST))
      .map((u) => Number(Math.min(Math.max(change(g, u), -1), 1).toPrecision(9)))
      .sort((a, b) => a - b),
  );
  let [most, squares] = [0, 0];
  for (const [row, probability] of probabilities.entries())
    for (const [column, g] of conductances.entries()) {
      const step = drawnStep(table, share(g), sign > 0 ? probability : 1 - probability);
      const error = Math.abs(step - (sign * changes[row][column]) / (high - low));
      most = Math.max(most, error);
      squares += error * error;
    }
  return { table, most, rms: Math.sqrt(squares / (probabilities.length * conductances.length)) };
}

/** Which two entries of a rising list lie about x, and how far x is from the first to the second. */
function placeIn(values: readonly number[], x: number): readonly [number, number] {
  let [low, high] = [0, values.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle] <= x) low = middle;
    else high = middle;
  }
  const share = (x - values[low]) / (values[high] - values[low]);
  return [low, Math.min(Math.max(share, 0), 1)];
}

function evenly(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k / (count - 1));
}

/** Tables of 501 conductances and 501 probabilities, as CrossSim's example has. Throws DEVICE for ideal weights. */
export function toCrosssim(device: Device): Converted<LookupTables> {
  const { gMax, onOff, states, stuck, variation } = device;
  if (isIdeal(device.law)) throw new MemspikeError('DEVICE', 'ideal weights have no pulse law');
  const law = lawOf(device.law);
  const gMin = gMax / onOff;
  const range = gMax - gMin;
  const places = evenly(GRID);
  const step = stepsOf(law, device);
  const table = (direction: Direction): LookupTable => ({
    conductances: places.map((g) => gMin + g * range),
    probabilities: places,
    changes: places.map((_, k) =>
      places.map(
        (g) => range * (direction === 'ltp' ? step(direction, g, k) : -step(direction, g, GRID - 1 - k)),
      ),
    ),
  });
  const half = 0.5 / (GRID - 1);
  const error = Math.max(
    ...places.slice(1).flatMap((g) => {
      const [here, between] = [law.step(g), law.step(g - half)];
      return [Math.abs(here.up - between.up), Math.abs(here.down - between.down)];
    }),
  );
  const inexact = [
    TRAINS,
    `CrossSim takes the nearest of ${GRID} conductances: mean steps are off by up to ${percent(error)} between two`,
  ];
  if (device.c2c > 0 && law.inKernels().drawn === undefined)
    inexact.push('normal noise ends at 3.4 standard deviations');
  if (Object.values(variation).some(({ std }) => std > 0))
    inexact.push('device-to-device spread is left out');
  if (stuck.fraction > 0) inexact.push('stuck devices are left out');
  if (states > 0) inexact.push('discrete states are left out');
  return { form: { increasing: table('ltp'), decreasing: table('ltd') }, inexact };
}

/** Size of the step at g for the k-th of the probabilities: the mean of what lies nearest to it. */
function stepsOf(law: Law, { c2c, c2cOf }: Pick<Device, 'c2c' | 'c2cOf'>) {
  const half = 0.5 / (GRID - 1);
  const from = (k: number) => Math.max(k / (GRID - 1) - half, 0);
  const to = (k: number) => Math.min(k / (GRID - 1) + half, 1);
  const { drawn } = law.inKernels();
  if (drawn !== undefined) {
    const mean = (table: Quantiles, g: number, k: number) =>
      meanOf([from(k), (from(k) + to(k)) / 2, to(k)].map((u) => drawnStep(table, g, u)));
    return (direction: Direction, g: number, k: number) => mean(drawn[direction], g, k);
  }
  const deviates = Array.from({ length: GRID }, (_, k) => normalMeanBetween(from(k), to(k)));
  return (direction: Direction, g: number, k: number) => {
    const { up, down } = law.step(g);
    const size = direction === 'ltp' ? up : down;
    return size + trainNoise({ c2c, c2cOf }, 1, size) * deviates[k];
  };
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} % of the range`;
}
