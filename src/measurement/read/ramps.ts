/** The ramps of one table: trains of pulses of one direction. */
import { MemspikeError } from '../../errors.ts';
import type { ImportOptions, Ramp } from '../measurement.ts';
import { namedDirection, type Roles } from './columns.ts';
import type { Column, MeasuredTable } from './table.ts';
import { trendOf, turnsOf } from './turns.ts';

export interface TableRamps {
  readonly ramps: readonly Ramp[];
  /** Devices in the table, at least 1. */
  readonly devices: number;
  readonly understood: readonly string[];
}

/** Fewer values than this are no curve. */
const LEAST = 4;

/** Throws DATA for a column that never changes, and for a table without a ramp. */
export function rampsOf(table: MeasuredTable, roles: Roles, options: ImportOptions): TableRamps {
  for (const column of roles.values) requireChange(table, column);
  const areDevices = options.columns === 'devices' || (options.columns === undefined && nameDevices(roles));
  const read = roles.direction
    ? byDirection(table, roles)
    : isPair(roles, options)
      ? asPair(table, roles)
      : byTurns(table, roles, areDevices);
  const ramps = read.ramps.filter(({ values }) => values.length >= LEAST);
  const left = read.ramps.length - ramps.length;
  if (ramps.length === 0)
    throw new MemspikeError('DATA', `no train of ${LEAST} pulses or more in one direction`, {
      where: table.file,
      accepted: 'LTP,LTD; pulse,G; pulse,direction,G; or one ramp per column',
    });
  const short = left > 0 ? [`${left} trains of fewer than ${LEAST} values are left out`] : [];
  const devices = areDevices && !roles.direction ? roles.values.length : 1;
  return { ramps, devices, understood: [read.shape, ...short] };
}

interface Shape {
  readonly ramps: readonly Ramp[];
  readonly shape: string;
}

function requireChange({ file }: MeasuredTable, { values, number }: Column): void {
  if (values.some((value) => value !== values[0])) return;
  throw new MemspikeError('DATA', `every value is ${values[0]}, expected a curve`, {
    where: `${file}: column ${number}`,
    hint: 'name the columns in a header: pulse, direction, G, LTP, LTD',
  });
}

function nameDevices({ values }: Roles): boolean {
  return values.length > 1 && values.every(({ name }) => /dev(ice)?|cell|sample/i.test(name));
}

function place({ file }: MeasuredTable, { number, name }: Column): string {
  return `${file}, column ${number}${name === '' ? '' : ` (${name})`}`;
}

function byDirection(table: MeasuredTable, { direction, index, values }: Roles): Shape {
  if (values.length !== 1)
    throw new MemspikeError('DATA', `a column of directions beside ${values.length} columns of values`, {
      where: table.file,
      accepted: 'pulse, direction and one column of values',
    });
  const signs = direction!.values;
  const [column] = values;
  const measured = column.values;
  const ramps: Ramp[] = [];
  const starts = restarts(index);
  let from = 0;
  for (let row = 1; row <= measured.length; row++) {
    if (row < measured.length && signs[row] === signs[from] && !starts.has(row)) continue;
    const sign = signs[from];
    // What stood before the first pulse of a train is its start, unless the table begins anew there.
    const before = from > 0 && !starts.has(from) ? from - 1 : from;
    if (sign !== 0)
      ramps.push({
        direction: sign > 0 ? 'ltp' : 'ltd',
        values: measured.slice(before, row),
        device: 0,
        place: `${place(table, column)}, from line ${table.lines[from]}`,
      });
    from = row;
  }
  return { ramps, shape: `${table.file}: one pulse a row, with its direction` };
}

/** Rows at which a column of pulse numbers begins anew. */
function restarts(index: Column | undefined): Set<number> {
  const rows = new Set<number>();
  if (index === undefined) return rows;
  for (let row = 1; row < index.values.length; row++)
    if (index.values[row] <= index.values[row - 1]) rows.add(row);
  return rows;
}

/** Two columns, one of them LTP and the other LTD. */
function isPair({ values, index }: Roles, { columns }: ImportOptions): boolean {
  if (values.length !== 2 || columns !== undefined || restarts(index).size > 0) return false;
  const named = values.map(({ name }) => namedDirection(name));
  if (named[0] !== undefined && named[1] !== undefined) return named[0] !== named[1];
  if (values.every(({ name }) => /\d$/.test(name))) return false;
  return values.every((column) => turnsOf(column.values).length === 0);
}

function asPair(table: MeasuredTable, { values }: Roles): Shape {
  const trends = values.map((column) => trendOf(column.values));
  const named = values.map(({ name }) => namedDirection(name));
  const falling = trends[0] < 0 && trends[1] > 0 && named[0] === undefined ? 0 : 1;
  const ltd = named.includes('ltd') ? named.indexOf('ltd') : falling;
  const ramps = values.map((column, i): Ramp => {
    const direction = i === ltd ? 'ltd' : 'ltp';
    const isBackwards = trends[i] === (direction === 'ltp' ? -1 : 1);
    return {
      direction,
      values: isBackwards ? column.values.slice().reverse() : column.values,
      device: 0,
      place: place(table, column),
    };
  });
  const turned = values.filter((_, i) => trends[i] === (i === ltd ? 1 : -1));
  const backwards =
    turned.length > 0 ? `; column ${turned.map(({ number }) => number).join(', ')} is stored backwards` : '';
  const shape = `${table.file}: column ${values[1 - ltd].number} is LTP, column ${values[ltd].number} LTD${backwards}`;
  return { ramps, shape };
}

/** Each column is a ramp, or goes up and down, once or in many cycles. */
function byTurns(table: MeasuredTable, { values, index }: Roles, areDevices: boolean): Shape {
  const ramps: Ramp[] = [];
  let turns = 0;
  for (const [i, column] of values.entries()) {
    const named = namedDirection(column.name);
    const ends = [...restarts(index), column.values.length].filter((row) => row <= column.values.length);
    let from = 0;
    for (const to of ends) {
      const block = column.values.subarray(from, to);
      const corners = turnsOf(block);
      turns += corners.length;
      const legs = [0, ...corners, block.length - 1];
      for (let leg = 0; leg + 1 < legs.length; leg++) {
        const part = block.slice(legs[leg], legs[leg + 1] + 1);
        const trend = trendOf(part);
        const told = corners.length === 0 ? named : undefined;
        const direction = told ?? (trend >= 0 ? 'ltp' : 'ltd');
        const isBackwards = trend === (direction === 'ltp' ? -1 : 1);
        ramps.push({
          direction,
          values: isBackwards ? part.reverse() : part,
          device: areDevices ? i : 0,
          place: `${place(table, column)}, from line ${table.lines[from + legs[leg]]}`,
        });
      }
      from = to;
    }
  }
  const what = areDevices
    ? 'one device per column'
    : values.length > 1
      ? 'one cycle per column'
      : 'one curve';
  const told =
    turns > 0
      ? `; the direction is told from ${turns} turn${turns === 1 ? '' : 's'}`
      : '; the direction is told from the trend';
  return { ramps, shape: `${table.file}: ${what}${told}` };
}
