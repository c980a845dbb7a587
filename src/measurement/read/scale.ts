/** From what stands in files to siemens, where the unit is known. */
import { MemspikeError } from '../../errors.ts';
import type { Doubt, ImportOptions } from '../measurement.ts';
import { namedRole } from './names.ts';
import type { DecidedColumn } from './roles.ts';
import type { MeasuredTable } from './table.ts';
import { isMeasuredUnit, type Quantity, type Unit, unitOf } from './units.ts';

export interface TableScale {
  readonly isSiemens: boolean;
  readonly convert: (column: DecidedColumn) => Float64Array;
  /** What its values are taken for: without a name or a unit, the read voltage says that they are currents. */
  readonly quantityOf: (column: DecidedColumn) => Quantity | undefined;
  readonly understood: readonly string[];
  readonly doubts: readonly Doubt[];
}

/** The unit that --unit names, of a measured quantity. Throws DATA. */
export function requireUnit(text: string): Unit & { readonly quantity: Quantity } {
  const unit = unitOf(text);
  if (unit !== undefined && isMeasuredUnit(unit)) return unit as Unit & { readonly quantity: Quantity };
  throw new MemspikeError('DATA', 'not a unit', {
    where: 'unit',
    received: text,
    accepted: 'S, mS, uS, nS, pS; A, mA, uA, nA, pA; Ohm, kOhm, MOhm; 10^-6 S',
  });
}

interface ColumnScale {
  readonly quantity: Quantity;
  /** undefined: of an unknown unit. */
  readonly unit?: Unit;
  readonly from: string;
}

/**
 * --unit, else the column's own unit, else the one of the others, else one that a remark names. Currents are divided by
 * the read voltage: that of --read-voltage, of a column, or of the head of the file.
 */
export function scaleOf(
  table: MeasuredTable,
  roles: readonly DecidedColumn[],
  series: readonly DecidedColumn[],
  options: ImportOptions,
): TableScale {
  const { readVoltage } = options;
  if (readVoltage !== undefined && !(Math.abs(readVoltage) > 0 && Number.isFinite(readVoltage)))
    throw new MemspikeError('DATA', 'not a read voltage', {
      where: 'readVoltage',
      received: readVoltage,
      accepted: 'volts, not 0',
    });
  const doubts: Doubt[] = [];
  const scales = new Map(series.map((own) => [own, columnScale(own, table, series, options)]));
  const quantities = [...new Set([...scales.values()].map(({ quantity }) => quantity))];
  const volts = quantities.includes('current') ? voltsOf(table, roles, options) : undefined;
  const unknown = [...scales.values()].some(({ unit }) => unit === undefined);
  if (unknown && [...scales.values()].some(({ unit }) => unit !== undefined))
    throw new MemspikeError('DATA', 'some columns have a unit and some have none', {
      where: table.file,
      received: [...scales]
        .map(([{ column, unit }]) => `column ${column.number}: ${unit?.symbol ?? 'none'}`)
        .join(', '),
      hint: '--unit names it for all',
    });
  const isSiemens = !unknown && (!quantities.includes('current') || volts !== undefined);
  if (!isSiemens) doubts.push(noSiemens(table, unknown));
  else if (readVoltage !== undefined && !quantities.includes('current'))
    doubts.push({ text: `the read voltage is not used: values are ${quantities[0]}s`, file: table.file });
  return {
    isSiemens,
    convert: (own) => converted(table, own, { ...scales.get(own)!, volts: volts?.volts }, doubts),
    quantityOf: (own) => scales.get(own)?.quantity,
    understood: [...new Set([...scales.values()].map((scale) => sentence(scale, volts)))],
    doubts,
  };
}

function noSiemens({ file }: MeasuredTable, unknown: boolean): Doubt {
  if (!unknown) return { text: 'currents without --read-voltage: Gmax is not known', file };
  return {
    text: 'no unit is known, so Gmax is not either: a header such as "G (uS)" or --unit uS tells it',
    file,
  };
}

function columnScale(
  own: DecidedColumn,
  table: MeasuredTable,
  series: readonly DecidedColumn[],
  { unit: asked, readVoltage }: ImportOptions,
): ColumnScale {
  if (asked !== undefined) {
    const unit = requireUnit(asked);
    return { quantity: unit.quantity, unit, from: '--unit' };
  }
  const ownUnit = isMeasuredUnit(own.unit) ? own.unit : undefined;
  if (ownUnit !== undefined && (own.isGiven === false || ownUnit.quantity === own.role))
    return { quantity: ownUnit.quantity as Quantity, unit: ownUnit, from: 'its header' };
  const isArc = table.columns.some(({ name }) => /^wordline$/i.test(name)) && own.role === 'resistance';
  if (isArc) return { quantity: 'resistance', unit: unitOf('Ohm'), from: 'the files of ArC ONE' };
  const others = [
    ...new Map(series.flatMap(({ unit }) => (isMeasuredUnit(unit) ? [[unit!.symbol, unit!]] : []))).values(),
  ];
  const borrowed = others.length === 1 ? others[0] : others.length === 0 ? table.commentUnit : undefined;
  const named = namedRole(own.column.name);
  const isSaid = own.isGiven
    ? own.role !== 'conductance' || own.direction === undefined
    : named !== undefined && !named.isWeak;
  if (borrowed !== undefined && (!isSaid || borrowed.quantity === own.role))
    return {
      quantity: borrowed.quantity as Quantity,
      unit: borrowed,
      from: others.length === 1 ? 'another header' : 'a remark',
    };
  const quantity = own.role as Quantity;
  // Values of no name, with a read voltage, are currents in amperes.
  if (readVoltage !== undefined && (quantity === 'current' || !isSaid))
    return { quantity: 'current', unit: unitOf('A'), from: '--read-voltage' };
  return { quantity, from: '' };
}

interface Volts {
  readonly volts: number;
  readonly from: string;
}

function voltsOf(
  table: MeasuredTable,
  roles: readonly DecidedColumn[],
  { readVoltage }: ImportOptions,
): Volts | undefined {
  if (readVoltage !== undefined) return { volts: readVoltage, from: '' };
  const column = roles.find(
    ({ role, profile }) => role === 'read voltage' && profile.isConstant && profile.first !== 0,
  );
  if (column !== undefined)
    return {
      volts: column.profile.first * (column.unit?.scale ?? 1),
      from: ` (column ${column.column.number})`,
    };
  const told = table.readVoltage;
  return told === undefined ? undefined : { volts: told.volts, from: ` (line ${told.line})` };
}

function sentence({ quantity, unit, from }: ColumnScale, volts: Volts | undefined): string {
  const remark = from === 'a remark' ? ' (by a remark)' : '';
  if (quantity !== 'current')
    return `values are ${quantity}s in ${unit?.symbol ?? 'an unknown unit'}${remark}`;
  const read = volts === undefined ? '' : `, read at ${Number(volts.volts.toPrecision(6))} V${volts.from}`;
  return `values are currents in ${unit?.symbol ?? 'an unknown unit'}${remark}${read}`;
}

function converted(
  { file, lines }: MeasuredTable,
  own: DecidedColumn,
  { quantity, unit, volts }: ColumnScale & { readonly volts?: number },
  doubts: Doubt[],
): Float64Array {
  const { column } = own;
  const factor = unit?.scale ?? 1;
  const values = quantity === 'current' ? magnitudes(file, own, volts, doubts) : column.values;
  const divisor = quantity === 'current' ? Math.abs(volts ?? 1) : 1;
  const result =
    quantity === 'resistance'
      ? values.map((value) => 1 / (value * factor))
      : values.map((value) => (value * factor) / divisor);
  for (let row = 0; row < result.length; row++)
    if (!Number.isFinite(result[row]) && !Number.isNaN(values[row]))
      throw new MemspikeError('DATA', `column ${column.number} holds no finite conductance`, {
        where: `${file}:${lines[row]}`,
        received: column.values[row],
      });
  return result;
}

/** Reads at +V after SET and at −V after RESET, or all at −V: the size of the current over that of the voltage. */
function magnitudes(
  file: string,
  { column, profile }: DecidedColumn,
  volts: number | undefined,
  doubts: Doubt[],
): Float64Array {
  const { values, number } = column;
  const told = (text: string) => doubts.push({ text, file, column: number });
  if (profile.most <= 0) {
    if ((volts ?? 1) > 0)
      told(`all currents are negative (column ${number}): read at a negative voltage, their sizes are taken`);
    return values.map(Math.abs);
  }
  if (profile.least >= 0) return values;
  const most = Math.max(profile.most, -profile.least);
  const flips: number[] = [];
  for (let row = 1; row < values.length; row++) if (values[row] * values[row - 1] < 0) flips.push(row);
  // Currents that pass through 0 step by step are small there; those of another read voltage are not.
  const isPolarity =
    flips.length > 0 &&
    flips.length * 4 <= profile.filled &&
    flips.some((row) => Math.min(Math.abs(values[row]), Math.abs(values[row - 1])) > 0.2 * most) &&
    flips.every((row) => {
      const [a, b] = [Math.abs(values[row]), Math.abs(values[row - 1])];
      return Math.abs(a - b) < 0.6 * Math.max(a, b) || Math.max(a, b) < 0.2 * most;
    });
  if (!isPolarity) return values;
  told(
    `currents change their sign with the pulses (column ${number}): read at a positive voltage after some and at a negative one after others; their sizes are taken`,
  );
  return values.map(Math.abs);
}
