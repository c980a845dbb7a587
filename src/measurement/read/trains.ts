/**
 * The trains of pulses in one table: every measured column with its pulse numbers, cut where numbers begin anew, where
 * a line is blank, where cycle or device change, where the direction of the pulses changes, and where the curve turns.
 */
import type { Doubt, ImportOptions } from '../measurement.ts';
import type { Column, MeasuredTable } from '../tables/table.ts';
import { type BlockReadings, byCurve, bySigns } from './legs.ts';
import { namedDirection } from './names.ts';
import { type Direction, isMeasured } from './role.ts';
import type { DecidedColumn } from './roles.ts';

/** Readings between two cuts. */
export interface Train {
  readonly values: Float64Array;
  /** As they stand in the file; absent without a column of numbers. */
  readonly numbers?: Float64Array;
  /** Told by the pulses, a name or a title; else the trend tells it. */
  readonly known?: Direction;
  readonly knownBy?: 'pulses' | 'name';
  /** Which train of the table it is part of: trains of one block follow each other. */
  readonly block: number;
  /** Which column it is from, from 0, of those that are measured. */
  readonly series: number;
  /** What device and cycle columns say; '' without. */
  readonly device: string;
  readonly place: string;
  readonly line: number;
}

export interface TableTrains {
  readonly trains: readonly Train[];
  /** The same cut at the earliest and at the latest readings at which the curve may turn; none if it is sure. */
  readonly others: readonly (readonly Train[])[];
  readonly turns: number;
  /** How directions were told, for the sentence of what was understood. */
  readonly by: 'pulses' | 'turns' | 'names';
  readonly series: readonly DecidedColumn[];
  readonly doubts: readonly Doubt[];
  /** Of directions that are told by two codes: that of LTP and that of LTD, if the greater is LTP. */
  readonly codes?: readonly [ltp: number, ltd: number];
}

export interface TrainOptions extends Pick<ImportOptions, 'turns'> {
  /** Of a file that is named "ltd.csv", beside others. */
  readonly fileDirection?: Direction;
  /** From what stands in the file to siemens. */
  readonly convert: (column: DecidedColumn) => Float64Array;
}

/** Above this many readings, or turns, other turns are not tried. */
const TRIED = { readings: 20_000, turns: 40 };

export function trainsOf(
  table: MeasuredTable,
  roles: readonly DecidedColumn[],
  options: TrainOptions,
): TableTrains {
  const series = roles.filter((own) => isMeasured(own.role) && own.leftOut !== true);
  const doubts: Doubt[] = [];
  const signs = directionSigns(table, roles, doubts);
  const marks = roles.filter(({ role }) => role === 'device' || role === 'cycle');
  const readings = joined(
    series.map((own) => readingsOf({ own, roles, signs, values: options.convert(own) })),
  );
  const context: Cutting = { table, marks, options, hasSigns: signs !== undefined };
  const cut = readings.map((own, k) => cutSeries(own, k, context));
  const turns = cut.reduce((sum, own) => sum + own.turns, 0);
  const isUnsure = cut.some(({ isSure }) => !isSure);
  const total = readings.reduce((sum, { values }) => sum + values.length, 0);
  const tried = isUnsure && total <= TRIED.readings && turns <= TRIED.turns;
  const pick = (which: 'earliest' | 'latest') =>
    readings.flatMap((own, k) => cutSeries(own, k, context, which).trains);
  return {
    trains: cut.flatMap(({ trains }) => trains),
    others: tried ? [pick('earliest'), pick('latest')] : [],
    turns,
    by: signs !== undefined ? 'pulses' : turns > 0 ? 'turns' : 'names',
    series,
    doubts,
    codes: codesOf(roles),
  };
}

/** Filled cells of one column, and what stands beside them. */
interface Readings {
  readonly own: DecidedColumn;
  readonly rows: Uint32Array;
  readonly values: Float64Array;
  readonly numbers?: Float64Array;
  /** 1 LTP, −1 LTD, 0 none, of each reading. */
  readonly signs?: Float64Array;
  readonly time?: Float64Array;
}

interface Reading {
  readonly own: DecidedColumn;
  readonly roles: readonly DecidedColumn[];
  readonly signs: Float64Array | undefined;
  readonly values: Float64Array;
}

function readingsOf({ own, roles, signs, values }: Reading): Readings {
  const pulse = besideOf(own, roles, 'pulse number');
  const time = pulse === undefined ? besideOf(own, roles, 'time') : undefined;
  const beside = pulse?.column.values;
  const all = new Uint32Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++)
    if (!Number.isNaN(values[row]) && (beside === undefined || !Number.isNaN(beside[row])))
      all[count++] = row;
  const rows = all.subarray(0, count);
  const of = (column: Float64Array | undefined) => (column === undefined ? undefined : picked(column, rows));
  return {
    own,
    rows,
    values: of(values)!,
    numbers: of(beside),
    signs: of(signs),
    time: of(time?.column.values),
  };
}

function picked(column: Float64Array, rows: Uint32Array): Float64Array {
  if (rows.length === column.length) return column;
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]];
  return values;
}

/** Of several columns of pulse numbers: that of the same direction, the nearest on the left, the nearest on the right. */
export function besideOf(
  own: DecidedColumn,
  roles: readonly DecidedColumn[],
  role: 'pulse number' | 'time',
): DecidedColumn | undefined {
  const all = roles.filter((other) => other.role === role);
  const given = all.filter(({ isGiven }) => isGiven);
  if (given.length === 1 || all.length < 2) return given[0] ?? all[0];
  const direction = own.direction;
  const same = all.filter(
    ({ column: { name } }) => direction !== undefined && namedDirection(name) === direction,
  );
  if (same.length > 0) return nearestTo(own.column.number, same);
  // Numbers of pulses before numbers of rows.
  const pulses = all.filter(({ column }) => /puls|impuls|脉冲|パルス|펄스/i.test(column.name));
  const isShared =
    pulses.length === 1 &&
    all.length - pulses.length >= 1 &&
    all.every((other) => other.column.number < own.column.number);
  if (isShared) return pulses[0];
  return nearestTo(own.column.number, all);
}

function nearestTo(number: number, all: readonly DecidedColumn[]): DecidedColumn {
  const left = all.filter(({ column }) => column.number < number);
  return left.length > 0 ? left[left.length - 1] : all[0];
}

/** What every row's pulse was, from a column of directions or of amplitudes that change their sign. */
function directionSigns(
  table: MeasuredTable,
  roles: readonly DecidedColumn[],
  doubts: Doubt[],
): Float64Array | undefined {
  const direction = roles.find(({ role }) => role === 'direction');
  const amplitude = roles.find(
    ({ role, profile }) => role === 'amplitude' && profile.least < 0 && profile.most > 0,
  );
  const chosen = direction ?? amplitude;
  const widths = roles.find(({ role, profile: { isConstant } }) => role === 'width' && !isConstant)?.column
    .values;
  for (const own of roles) if (own.role === 'amplitude') doubtAmplitudes(table, own, { widths, doubts });
  if (chosen === undefined) return undefined;
  const { column, reading, profile } = chosen;
  const factor = reading === 'inverted' ? -1 : 1;
  const high = profile.most;
  const isCoded = codesOf(roles) !== undefined;
  return column.values.map((value, row) => {
    if (Number.isNaN(value) || widths?.[row] === 0) return 0;
    const sign = isCoded ? (value === high ? 1 : -1) : Math.sign(value);
    return factor * sign;
  });
}

/** 1 and 0, or 1 and 2: two codes, not signs; the curve tells which is which. */
function codesOf(roles: readonly DecidedColumn[]): readonly [number, number] | undefined {
  const direction = roles.find(({ role }) => role === 'direction');
  if (direction === undefined || direction.reading === 'sign' || direction.column.kind === 'directions')
    return undefined;
  const { least, most, distinct } = direction.profile;
  return least >= 0 && distinct.length === 2 ? [most, least] : undefined;
}

/** Amplitudes that are not the same for all pulses of a direction. */
function doubtAmplitudes(
  { file }: MeasuredTable,
  { column, profile, unit }: DecidedColumn,
  { widths, doubts }: { readonly widths?: Float64Array; readonly doubts: Doubt[] },
): void {
  if (profile.isConstant) return;
  for (const [sign, word] of [
    [1, 'positive'],
    [-1, 'negative'],
  ] as const) {
    // A pulse of no width is a read.
    const own = column.values.filter((value, row) => sign * value > 0 && widths?.[row] !== 0).map(Math.abs);
    if (own.length < 2) continue;
    const [least, most] = [own.reduce((a, b) => Math.min(a, b)), own.reduce((a, b) => Math.max(a, b))];
    if (most <= 1.001 * least) continue;
    doubts.push({
      text: `pulses are not identical: their ${word} amplitudes go from ${least} to ${most}${unit ? ` ${unit.symbol}` : ''} (column ${column.number}); the law is one for this scheme, not for a pulse`,
      file,
      column: column.number,
    });
  }
}

/** Columns that go on where another ends begin with its last reading. */
function joined(all: readonly Readings[]): readonly Readings[] {
  if (all.length < 2) return all;
  return all.map((own) => {
    if (own.rows.length === 0) return own;
    const before = all.find(
      (other) =>
        other !== own && other.rows.length > 0 && other.rows[other.rows.length - 1] + 1 === own.rows[0],
    );
    if (before === undefined) return own;
    const last = before.rows.length - 1;
    const number = before.numbers?.[last];
    if (own.numbers !== undefined && !(number !== undefined && own.numbers[0] > number)) return own;
    const prepend = (value: number, rest: Float64Array) => Float64Array.from([value, ...rest]);
    return {
      ...own,
      rows: Uint32Array.from([before.rows[last], ...own.rows]),
      values: prepend(before.values[last], own.values),
      numbers: own.numbers === undefined ? undefined : prepend(number!, own.numbers),
      signs: own.signs === undefined ? undefined : prepend(0, own.signs),
      time: undefined,
    };
  });
}

interface Cutting {
  readonly table: MeasuredTable;
  readonly marks: readonly DecidedColumn[];
  readonly options: TrainOptions;
  readonly hasSigns: boolean;
}

interface CutSeries {
  readonly trains: Train[];
  readonly turns: number;
  readonly isSure: boolean;
}

function cutSeries(
  readings: Readings,
  series: number,
  context: Cutting,
  which: 'at' | 'earliest' | 'latest' = 'at',
): CutSeries {
  const { table, options, marks, hasSigns } = context;
  const { own, values, numbers, rows, signs } = readings;
  const trains: Train[] = [];
  let [turns, isSure] = [0, true];
  const named = own.direction ?? namedDirection(table.title) ?? options.fileDirection;
  const [breaks, falls] = cutsOf(readings, context);
  const blocks = [...breaks, values.length];
  let from = 0;
  for (const [block, to] of blocks.entries()) {
    if (to - from < 1) continue;
    const start = startOf(readings, from, block);
    const block0: BlockReadings = {
      values: start === undefined ? values.subarray(from, to) : withStart(start, values.subarray(from, to)),
      numbers:
        numbers === undefined
          ? undefined
          : start === undefined
            ? numbers.subarray(from, to)
            : withStart(0, numbers.subarray(from, to)),
      offset: start === undefined ? 0 : 1,
    };
    const place = (first: number) =>
      placeOf(table, own.column, rows[from + Math.max(first - block0.offset, 0)]);
    const device = deviceLabel(marks, rows[from]);
    const cut = hasSigns
      ? bySigns(signs!.subarray(from, to), block0)
      : byCurve(block0, {
          named,
          which,
          falls: falls.filter((i) => i >= from && i < to).map((i) => i - from + block0.offset),
          asked: options.turns,
        });
    turns += cut.turns;
    isSure &&= cut.isSure;
    for (const leg of cut.legs)
      trains.push({
        ...{ block, series, device },
        values: block0.values.slice(leg.from, leg.to),
        numbers: block0.numbers?.slice(leg.from, leg.to),
        known: leg.known,
        knownBy: leg.known === undefined ? undefined : hasSigns ? 'pulses' : 'name',
        ...place(leg.from),
      });
    from = to;
  }
  return { trains, turns, isSure };
}

function withStart(first: number, rest: Float64Array): Float64Array {
  const all = new Float64Array(rest.length + 1);
  all[0] = first;
  all.set(rest, 1);
  return all;
}

function placeOf({ file, lines, isTurned }: MeasuredTable, { number, name }: Column, row: number) {
  const column = `${isTurned ? 'row' : 'column'} ${number}${name === '' ? '' : ` (${name})`}`;
  return { place: `${file}, ${column}, from line ${lines[row]}`, line: lines[row] };
}

function labelAt(column: Column, row: number): string {
  return column.words?.[row] ?? String(column.values[row]);
}

function deviceLabel(marks: readonly DecidedColumn[], row: number): string {
  return marks
    .filter(({ role }) => role === 'device')
    .map(({ column }) => `${column.name === '' ? 'device' : column.name} ${labelAt(column, row)}`)
    .join(', ');
}

/** Rows before which trains are cut, and readings at which numbers begin to fall or to rise again: turns. */
function cutsOf(
  { rows, numbers, time }: Readings,
  { table, marks }: Cutting,
): readonly [breaks: number[], falls: number[]] {
  const breaks: number[] = [];
  const falls: number[] = [];
  const blank = new Set(table.breaks);
  const order = numbers ?? time;
  let again = 0;
  if (order !== undefined) for (let i = 1; i < order.length; i++) if (order[i] === order[i - 1]) again++;
  // Several readings after each pulse are no new trains.
  const isRepeated = order !== undefined && again * 5 > order.length;
  let way = 0;
  for (let i = 1; i < rows.length; i++) {
    const isBlank = blank.size > 0 && hasBlank(blank, rows[i - 1], rows[i]);
    const isMarked =
      marks.length > 0 &&
      marks.some(({ column }) => labelAt(column, rows[i]) !== labelAt(column, rows[i - 1]));
    let isCut = isBlank || isMarked;
    if (order !== undefined && !isCut) {
      const step = order[i] - order[i - 1];
      const sign = Math.sign(step);
      if (sign === 0) isCut = !isRepeated;
      else if (way === 0) way = sign;
      else if (sign !== way) {
        const next = i + 1 < order.length ? order[i + 1] - order[i] : 0;
        const before = i > 1 ? Math.abs(order[i - 1] - order[i - 2]) : Math.abs(next);
        const goesOn = Math.sign(next) === sign && Math.abs(step) <= 3 * Math.max(before, Math.abs(next));
        if (goesOn && numbers !== undefined) falls.push(i - 1);
        else isCut = true;
        way = goesOn ? sign : 0;
      }
    }
    if (isCut) {
      breaks.push(i);
      way = 0;
    }
  }
  return [breaks, falls];
}

function hasBlank(blank: ReadonlySet<number>, before: number, row: number): boolean {
  for (let k = before + 1; k <= row; k++) if (blank.has(k)) return true;
  return false;
}

/** Numbers that begin anew with 1 count pulses: the state before them is the last reading of what went before. */
function startOf({ values, numbers }: Readings, from: number, block: number): number | undefined {
  if (block === 0 || numbers === undefined || from + 1 >= values.length) return undefined;
  const step = numbers[from + 1] - numbers[from];
  if (!(step > 0) || Math.abs(numbers[from] - step) > 1e-9 * step) return undefined;
  const [before, first, second] = [values[from - 1], values[from], values[from + 1]];
  const moved = Math.abs(first - before);
  // A jump is no pulse, and a reading of the same state is the state itself.
  return moved > 0.25 * Math.abs(second - first) && moved < 4 * Math.abs(second - first) ? before : undefined;
}
