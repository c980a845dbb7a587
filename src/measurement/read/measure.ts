/** Files of a measurement, as text or bytes, to ramps. */
import { MemspikeError } from '../../errors.ts';
import { isLookupTable } from '../../interop/crosssim/look-up-table.ts';
import type { ImportOptions, Measurement, Ramp } from '../measurement.ts';
import { type Roles, rolesOf } from './columns.ts';
import { doubtsOf } from './doubts.ts';
import { rampsOf } from './ramps.ts';
import { scaleOf } from './scale.ts';
import { type MeasuredTable, readTable } from './table.ts';

export interface MeasuredFile {
  /** For messages. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** V8 cannot hold a longer string. */
const MOST_BYTES = 0x1fffffe8;

/**
 * Files with one direction each are the set and reset ramps of the same device; files with both are one device each.
 * Throws DATA with file, line and column.
 */
export function readMeasurement(files: readonly MeasuredFile[], options: ImportOptions = {}): Measurement {
  if (files.length === 0) throw new MemspikeError('DATA', 'no file of measured curves is given');
  const tables = files.map(({ name, content }) => readTable(textOf(name, content), name));
  const roles = tables.map(rolesOf);
  const scales = roles.map(({ values }) => scaleOf(values, options));
  const read = tables.map((table, i) =>
    rampsOf(table, converted(table, roles[i], scales[i].scale.convert), options),
  );
  const areHalves =
    files.length > 1 &&
    read.every(({ ramps }) => new Set(ramps.map(({ direction }) => direction)).size === 1);
  const understood: string[] = [];
  const doubts: string[] = [];
  const ramps: Ramp[] = [];
  const devices: string[] = [];
  for (const [i, { ramps: own, devices: count, understood: shape }] of read.entries()) {
    const { understood: unit, doubt } = scales[i];
    const first = areHalves ? 0 : devices.length;
    for (let device = 0; device < count; device++)
      if (first + device >= devices.length)
        devices.push(count > 1 ? `${tables[i].file}, device ${device + 1}` : tables[i].file);
    for (const ramp of own) ramps.push({ ...ramp, device: first + ramp.device });
    understood.push(...shape.map((text) => text + dialectOf(tables[i])), unit);
    if (doubt !== undefined) doubts.push(doubt);
  }
  const isSiemens = scales.every(({ scale }) => scale.isSiemens);
  if (!isSiemens && scales.some(({ scale }) => scale.isSiemens))
    throw new MemspikeError('DATA', 'some files have a unit and some have none', {
      where: tables[scales.findIndex(({ scale }) => !scale.isSiemens)].file,
      hint: '--unit names it for all',
    });
  requireBoth(ramps, tables);
  return {
    ramps,
    devices,
    isSiemens,
    understood: [...new Set(understood), countedRamps(ramps, devices)],
    doubts: [...new Set([...doubts, ...doubtsOf(ramps)])],
  };
}

function textOf(name: string, content: string | Uint8Array): string {
  const text = decoded(name, content);
  if (!isLookupTable(text)) return text;
  throw new MemspikeError('DATA', 'is a look-up table of CrossSim, not a measured curve', {
    where: name,
    hint: 'memspike device convert dG_increasing.txt dG_decreasing.txt --to memspike --out device.json',
  });
}

function decoded(name: string, content: string | Uint8Array): string {
  if (typeof content === 'string') return content;
  if (content.length > MOST_BYTES)
    throw new MemspikeError('DATA', 'is too large for one text, expected at most 511 MB', { where: name });
  if (content.includes(0))
    throw new MemspikeError('DATA', 'is not text: it has NUL bytes', {
      where: name,
      hint: 'expected a table in UTF-8; a workbook has to be saved as CSV',
    });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (cause) {
    throw new MemspikeError('DATA', 'is not UTF-8 text', {
      where: name,
      hint: 'save it as "CSV UTF-8"',
      cause,
    });
  }
}

function dialectOf({ separator, hasDecimalComma, hasHeader }: MeasuredTable): string {
  const header = hasHeader ? 'with a header' : 'no header';
  return ` (${header}, ${separator} between columns${hasDecimalComma ? ', decimal comma' : ''})`;
}

/** Columns of values in their unit; before anything is told from their trend, for resistances fall where G rises. */
function converted({ file, lines }: MeasuredTable, roles: Roles, convert: (value: number) => number): Roles {
  const values = roles.values.map((column) => {
    const result = column.values.map(convert);
    const row = result.findIndex((value) => !Number.isFinite(value));
    if (row >= 0)
      throw new MemspikeError('DATA', `column ${column.number} holds no finite conductance`, {
        where: `${file}:${lines[row]}`,
        received: column.values[row],
      });
    return { ...column, values: result };
  });
  return { ...roles, values };
}

function requireBoth(ramps: readonly Ramp[], tables: readonly MeasuredTable[]): void {
  for (const [direction, word, other] of [
    ['ltp', 'LTP', 'LTD'],
    ['ltd', 'LTD', 'LTP'],
  ])
    if (!ramps.some((ramp) => ramp.direction === direction))
      throw new MemspikeError('DATA', `has ${other} ramps only: a device needs ${word} too`, {
        where: tables[0].file,
        hint: `name both files: memspike device fit ${tables[0].file} OTHER.csv`,
      });
}

function countedRamps(ramps: readonly Ramp[], devices: readonly string[]): string {
  const of = (direction: string) => {
    const own = ramps.filter((ramp) => ramp.direction === direction);
    const pulses = own.map(({ values }) => values.length - 1);
    const [least, most] = [smallest(pulses), largest(pulses)];
    const long = least === most ? `${most}` : `${least}–${most}`;
    return `${own.length} ${direction.toUpperCase()} ramp${own.length === 1 ? '' : 's'} of ${long} pulses`;
  };
  return `${of('ltp')} and ${of('ltd')}, of ${devices.length} device${devices.length === 1 ? '' : 's'}`;
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
