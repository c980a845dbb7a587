/** From what stands in files to siemens, where the unit is known. */
import { MemspikeError } from '../../errors.ts';
import type { ImportOptions, Scale } from '../measurement.ts';
import type { Column } from './table.ts';
import { type Unit, unitInName, unitOf } from './units.ts';

/** The unit of --unit, else of the first header that names one; currents are divided by the read voltage. Throws DATA. */
export function scaleOf(
  values: readonly Column[],
  { unit, readVoltage }: ImportOptions,
): { readonly scale: Scale; readonly understood: string; readonly doubt?: string } {
  const known = unit === undefined ? firstUnit(values) : requireUnit(unit);
  if (readVoltage !== undefined && !(Math.abs(readVoltage) > 0 && Number.isFinite(readVoltage)))
    throw new MemspikeError('DATA', 'not a read voltage', {
      where: 'readVoltage',
      received: readVoltage,
      accepted: 'volts, not 0',
    });
  const factor = known?.scale ?? 1;
  if (known?.quantity === 'resistance')
    return {
      scale: { quantity: 'resistance', isSiemens: true, convert: (value) => 1 / (value * factor) },
      understood: `values are resistances in ${known.symbol}`,
    };
  if (known?.quantity === 'current' || (known === undefined && readVoltage !== undefined)) {
    const symbol = known?.symbol ?? 'A';
    if (readVoltage === undefined)
      return {
        scale: { quantity: 'current', isSiemens: false, convert: (value) => value * factor },
        understood: `values are currents in ${symbol}`,
        doubt: 'currents without --read-voltage: Gmax is not known',
      };
    return {
      scale: { quantity: 'current', isSiemens: true, convert: (value) => (value * factor) / readVoltage },
      understood: `values are currents in ${symbol}, read at ${readVoltage} V`,
    };
  }
  if (known === undefined)
    return {
      scale: { quantity: 'conductance', isSiemens: false, convert: (value) => value },
      understood: 'values are conductances in an unknown unit',
      doubt: 'no unit is known, so Gmax is not either: a header such as "G (uS)" or --unit uS tells it',
    };
  return {
    scale: { quantity: 'conductance', isSiemens: true, convert: (value) => value * factor },
    understood: `values are conductances in ${known.symbol}`,
    doubt: readVoltage === undefined ? undefined : 'the read voltage is not used: values are conductances',
  };
}

function firstUnit(values: readonly Column[]): Unit | undefined {
  for (const { name } of values) {
    const unit = unitInName(name);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

function requireUnit(text: string): Unit {
  const unit = unitOf(text);
  if (unit === undefined)
    throw new MemspikeError('DATA', 'not a unit', {
      where: 'unit',
      received: text,
      accepted: 'S, mS, uS, nS, pS; A, mA, uA, nA, pA; Ohm, kOhm, MOhm',
    });
  return unit;
}
