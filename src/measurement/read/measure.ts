/** Files of a measurement, as text or bytes, to ramps. */
import { MemspikeError } from '../../errors.ts';
import { isLookupTable } from '../../interop/crosssim/look-up-table.ts';
import type { ColumnRole, Doubt, ImportOptions, Measurement, Ramp } from '../measurement.ts';
import { type MeasuredTable, readTables } from '../tables/table.ts';
import { lastOf, type MeasuredFile, textOf } from '../tables/text.ts';
import { type Directed, type DirectedTrain, directed, withRisingLtd } from './directions.ts';
import { doubtsOf } from './doubts.ts';
import { namedDirection } from './names.ts';
import { refuseOther } from './not-a-train.ts';
import { type Direction, isMeasured } from './role.ts';
import { type DecidedColumn, decideRoles } from './roles.ts';
import { requireUnit, scaleOf } from './scale.ts';
import { besideOf, type TableTrains, trainsOf } from './trains.ts';

export type { MeasuredFile };

/** Fewer values than this are no curve. */
const LEAST = 4;

/**
 * Files with one direction each are the set and reset ramps of the same device; files with both are one device each,
 * or one cycle each. Throws DATA with file, line and column. Workbooks and arrays go through `unpacked` first.
 */
export function readMeasurement(files: readonly MeasuredFile[], options: ImportOptions = {}): Measurement {
  if (files.length === 0) throw new MemspikeError('DATA', 'no file of measured curves is given');
  if (options.unit !== undefined) requireUnit(options.unit);
  const read = files.map((file) => readFile(file, options, files.length > 1));
  const unknown = read.find(({ isSiemens }) => !isSiemens);
  if (unknown !== undefined && read.some(({ isSiemens }) => isSiemens))
    throw new MemspikeError('DATA', 'some files have a unit and some have none', {
      where: unknown.file,
      hint: '--unit names it for all',
    });
  const { ramps, devices, others, said } = rampsOf(read, options);
  requireBoth(ramps, read);
  const doubts = [...read.flatMap((file) => file.doubts), ...doubtsOf(ramps)];
  return {
    ramps,
    devices,
    isSiemens: unknown === undefined,
    roles: read.flatMap(({ roles }) => roles),
    understood: [
      ...new Set([...read.flatMap(({ understood }) => understood), ...said]),
      countedRamps(ramps, devices),
    ],
    doubts: doubts.filter(({ text }, i) => doubts.findIndex((other) => other.text === text) === i),
    ...(others.length > 0 ? { others } : {}),
  };
}

interface ReadFile {
  readonly file: string;
  readonly trains: readonly DirectedTrain[];
  readonly others: readonly (readonly DirectedTrain[])[];
  readonly areDevices: boolean;
  readonly isSiemens: boolean;
  readonly roles: readonly ColumnRole[];
  readonly understood: readonly string[];
  readonly doubts: readonly Doubt[];
}

function readFile(file: MeasuredFile, options: ImportOptions, hasOthers: boolean): ReadFile {
  const { name } = file;
  const text = textOf(file);
  if (isLookupTable(text))
    throw new MemspikeError('DATA', 'is a look-up table of CrossSim, not a measured curve', {
      where: name,
      hint: 'memspike device convert dG_increasing.txt dG_decreasing.txt --to memspike --out device.json',
    });
  const tables = readTables(text, name, { skip: options.skip });
  const fileDirection = hasOthers ? namedDirection(baseName(name)) : undefined;
  const read = tables.map((table) =>
    readOne(table, { options, isAlone: !hasOthers && tables.length === 1, fileDirection }),
  );
  const all = read.flatMap(({ now }, k) =>
    now.trains.map((train) => ({ ...train, block: train.block + 1000 * k })),
  );
  const rising = hasOthers && options.files === undefined ? undefined : withRisingLtd(name, all);
  const trains = rising?.trains ?? all;
  const short = trains.filter(({ values }) => values.length < LEAST).length;
  const long = trains.filter(({ values }) => values.length >= LEAST);
  if (long.length === 0)
    throw new MemspikeError('DATA', `no train of ${LEAST} pulses or more in one direction`, {
      where: name,
      accepted: 'LTP,LTD; pulse,G; pulse,direction,G; or one ramp per column',
      hint: trains.length > 2 ? 'readings that go up and down at every row are an endurance test' : undefined,
    });
  const hasRising = rising !== undefined && rising.understood.length > 0;
  const shapes = hasRising ? rising.understood : read.flatMap(({ shape }) => shape);
  return {
    file: name,
    trains: long,
    others:
      hasRising || read.length > 1
        ? []
        : read[0].others.map((other) => other.trains.filter(({ values }) => values.length >= LEAST)),
    areDevices: read.some(({ areDevices }) => areDevices),
    isSiemens: read.every(({ isSiemens }) => isSiemens),
    roles: read.flatMap(({ roles }) => roles),
    understood: [
      ...shapes,
      ...read.flatMap(({ understood }) => understood),
      ...(short > 0 ? [`${name}: ${short} trains of fewer than ${LEAST} values are left out`] : []),
    ],
    doubts: [...read.flatMap(({ doubts }) => doubts), ...(rising?.doubts ?? [])],
  };
}

function baseName(path: string): string {
  return lastOf(path)
    .replace(/\.[^.]*$/, '')
    .replace(/_/g, ' ');
}

interface TableContext {
  readonly options: ImportOptions;
  readonly isAlone: boolean;
  readonly fileDirection?: Direction;
}

interface ReadTable {
  readonly now: Directed;
  readonly others: readonly Directed[];
  readonly areDevices: boolean;
  readonly isSiemens: boolean;
  readonly roles: readonly ColumnRole[];
  readonly shape: readonly string[];
  readonly understood: readonly string[];
  readonly doubts: readonly Doubt[];
}

function readOne(table: MeasuredTable, { options, isAlone, fileDirection }: TableContext): ReadTable {
  const asked =
    options.unit !== undefined
      ? requireUnit(options.unit).quantity
      : options.readVoltage !== undefined
        ? 'current'
        : undefined;
  const roles = decideRoles(table, { given: options.roles, asked, columns: options.columns });
  refuseOther(table, roles, isAlone);
  const series = roles.filter((own) => isMeasured(own.role) && own.leftOut !== true);
  const scale = scaleOf(table, roles, series, options);
  const cut = trainsOf(table, roles, { turns: options.turns, fileDirection, convert: scale.convert });
  const now = directed(table.file, cut, options);
  const areDevices = options.columns === 'devices' || (options.columns === undefined && nameDevices(series));
  return {
    now,
    others: cut.others.map((trains) => directed(table.file, { ...cut, trains }, options)),
    areDevices,
    isSiemens: scale.isSiemens,
    roles: roles.map((own) => ({
      ...columnRole(table, own, roles, cut),
      role: scale.quantityOf(own) ?? own.role,
    })),
    shape: [shapeOf(table, cut, now, areDevices) + dialectOf(table)],
    understood: [...headOf(table), ...scale.understood],
    doubts: [
      ...missingIn(table, roles),
      ...unevenTime(table, roles, series),
      ...cut.doubts,
      ...scale.doubts,
      ...now.doubts,
    ],
  };
}

function nameDevices(series: readonly DecidedColumn[]): boolean {
  return series.length > 1 && series.every(({ column }) => /dev(ice)?|cell|sample/i.test(column.name));
}

function headOf({ file, headLines, isTurned, title }: MeasuredTable): string[] {
  const said: string[] = [];
  if (headLines > 0)
    said.push(
      `${file}: ${headLines} line${headLines > 1 ? 's' : ''} above the table ${headLines > 1 ? 'are' : 'is'} its head${title === '' ? '' : ` (${JSON.stringify(title.slice(0, 40))})`}`,
    );
  if (isTurned) said.push(`${file}: the table lies in rows`);
  return said;
}

function dialectOf({ separator, hasDecimalComma, hasHeader }: MeasuredTable): string {
  const header = hasHeader ? 'with a header' : 'no header';
  return ` (${header}, ${separator} between columns${hasDecimalComma ? ', decimal comma' : ''})`;
}

function shapeOf(
  { file }: MeasuredTable,
  { turns, by, series }: TableTrains,
  { understood }: Directed,
  areDevices: boolean,
): string {
  if (understood.length > 0) return understood[0];
  if (by === 'pulses') return `${file}: one pulse a row, with its direction`;
  const what = areDevices
    ? 'one device per column'
    : series.length > 1
      ? 'one cycle per column'
      : 'one curve';
  return turns > 0
    ? `${file}: ${what}; the direction is told from ${turns} turn${turns === 1 ? '' : 's'}`
    : `${file}: ${what}; the direction is told from ${series.some(({ direction }) => direction) ? 'names' : 'the trend'}`;
}

const USED = ['pulse number', 'direction', 'cycle', 'device', 'read voltage'];

function columnRole(
  { file }: MeasuredTable,
  own: DecidedColumn,
  roles: readonly DecidedColumn[],
  { series, by }: TableTrains,
): ColumnRole {
  const { column, role, why, unit } = own;
  const isSeries = series.includes(own);
  const isBeside =
    role === 'pulse number' && series.some((other) => besideOf(other, roles, 'pulse number') === own);
  const tellsDirection =
    role === 'amplitude' && by === 'pulses' && !roles.some((other) => other.role === 'direction');
  const isUsed = isSeries || isBeside || tellsDirection || (role !== 'pulse number' && USED.includes(role));
  return {
    file,
    column: column.number,
    name: column.name,
    role,
    isUsed,
    ...(own.direction === undefined ? {} : { direction: own.direction }),
    ...(unit === undefined ? {} : { unit: unit.symbol }),
    why,
  };
}

function missingIn({ file, lines }: MeasuredTable, roles: readonly DecidedColumn[]): Doubt[] {
  return roles.flatMap(({ role, column: { number, missing, overflows, firstMissing } }) => {
    if (!isMeasured(role) || missing === 0) return [];
    const line = firstMissing >= 0 ? lines[firstMissing] : undefined;
    const what = overflows > 0 ? 'beyond what the instrument measures' : 'missing';
    const text = `${missing} reading${missing > 1 ? 's' : ''} of column ${number} ${missing > 1 ? 'are' : 'is'} ${what} and left out${line === undefined ? '' : ` (first in line ${line})`}`;
    return [{ text, file, column: number, line }];
  });
}

/** Time beside readings tells their order; where it goes on unevenly, pulses may be missing. */
function unevenTime(
  { file }: MeasuredTable,
  roles: readonly DecidedColumn[],
  series: readonly DecidedColumn[],
): Doubt[] {
  const time = roles.find(({ role }) => role === 'time');
  if (time === undefined || series.some((own) => besideOf(own, roles, 'pulse number') !== undefined))
    return [];
  const { values, number } = time.column;
  const steps = values
    .subarray(1)
    .map((value, i) => value - values[i])
    .filter((step) => step > 0)
    .sort();
  const [low, high] = [steps[Math.floor(0.05 * steps.length)], steps[Math.floor(0.95 * steps.length)]];
  if (!(high > 1.5 * low)) return [];
  const text = `readings are not evenly spaced in time (column ${number}): one pulse from reading to reading is assumed; --column pulse=${number} takes it as the number of pulses`;
  return [{ text, file, column: number }];
}

interface Ramps {
  readonly ramps: readonly Ramp[];
  readonly devices: readonly string[];
  readonly others: readonly (readonly Ramp[])[];
  readonly said: readonly string[];
}

function rampsOf(read: readonly ReadFile[], { files: asked }: ImportOptions): Ramps {
  const directions = read.map(({ trains }) => new Set(trains.map(({ direction }) => direction)).size);
  const areHalves = read.length > 1 && directions.every((count) => count === 1);
  const byName =
    read.length > 1 && read.every(({ file }) => /cyc|zykl|run|rep/i.test(baseName(file)))
      ? 'cycles'
      : 'devices';
  const areCycles = read.length > 1 && !areHalves && (asked ?? byName) === 'cycles';
  const devices: string[] = [];
  const keys = new Map<string, number>();
  const deviceOf = (file: ReadFile, k: number, train: DirectedTrain): number => {
    const own = areHalves || areCycles ? 0 : k;
    const column = file.areDevices ? train.series : 0;
    const key = `${own} ${column} ${train.device}`;
    let device = keys.get(key);
    if (device === undefined) {
      device = devices.length;
      keys.set(key, device);
      devices.push(
        train.device !== ''
          ? train.device
          : file.areDevices
            ? `${file.file}, device ${device + 1}`
            : file.file,
      );
    }
    return device;
  };
  const made = (of: (file: ReadFile) => readonly DirectedTrain[]) =>
    read.flatMap((file, k) => of(file).map((train): Ramp => rampOf(train, deviceOf(file, k, train))));
  const ramps = made(({ trains }) => trains);
  const variants = [0, 1].filter(() => read.some(({ others }) => others.length > 0));
  const others = variants.map((which) => made((file) => file.others[which] ?? file.trains));
  const said =
    read.length > 1 && !areHalves
      ? [
          areCycles
            ? 'each file is one cycle of the same device'
            : 'each file is one device (--files cycles if it is a cycle)',
        ]
      : [];
  return { ramps, devices, others, said };
}

/** Pulse numbers from 0, left out where they go on by one. */
function rampOf({ values, numbers, direction, place, isCounted }: DirectedTrain, device: number): Ramp {
  const base = { direction, values, device, place };
  if (numbers === undefined) return base;
  const first = isCounted ? 0 : numbers[0];
  const pulses = new Float64Array(numbers.length);
  pulses[0] = Math.abs(numbers[0] - first);
  let isByOne = pulses[0] === 0;
  for (let i = 1; i < numbers.length; i++) {
    pulses[i] = Math.max(Math.abs(numbers[i] - first), pulses[i - 1]);
    if (Math.abs(pulses[i] - i) > 1e-9) isByOne = false;
  }
  return isByOne ? base : { ...base, pulses };
}

function requireBoth(ramps: readonly Ramp[], read: readonly ReadFile[]): void {
  for (const [direction, word, other] of [
    ['ltp', 'LTP', 'LTD'],
    ['ltd', 'LTD', 'LTP'],
  ]) {
    if (ramps.some((ramp) => ramp.direction === direction)) continue;
    const names = read.map(({ file }) => file);
    throw new MemspikeError('DATA', `has ${other} ramps only: a device needs ${word} too`, {
      where: names.join(', '),
      hint:
        names.length > 1
          ? `none of them is named ${word} or goes the other way: an LTD that is stored rising is told by its file's name, its header, or --column LTD=2`
          : `name both files: memspike device fit ${names[0]} OTHER.csv`,
    });
  }
}

function countedRamps(ramps: readonly Ramp[], devices: readonly string[]): string {
  const of = (direction: string) => {
    const own = ramps.filter((ramp) => ramp.direction === direction);
    let [least, most] = [Number.POSITIVE_INFINITY, 0];
    for (const { values, pulses } of own) {
      const count =
        pulses === undefined ? values.length - 1 : Number(pulses[pulses.length - 1].toPrecision(6));
      [least, most] = [Math.min(least, count), Math.max(most, count)];
    }
    const long = least === most ? `${most}` : `${least}–${most}`;
    return `${own.length} ${direction.toUpperCase()} ramp${own.length === 1 ? '' : 's'} of ${long} pulses`;
  };
  const read = ramps.some(({ pulses }) => pulses !== undefined)
    ? `; ${ramps.reduce((sum, { values }) => sum + values.length, 0)} readings`
    : '';
  return `${of('ltp')} and ${of('ltd')}${read}, of ${devices.length} device${devices.length === 1 ? '' : 's'}`;
}
