/** Which column of a table is what. */
import { MemspikeError } from '../../errors.ts';
import type { Column, MeasuredTable } from './table.ts';

export interface Roles {
  readonly index?: Column;
  readonly direction?: Column;
  readonly values: readonly Column[];
}

const INDEX = /^(#|n|no\.?|nr\.?|i|x|index|idx|step|pulses?)([ _]?(#|no\.?|nr\.?|number|index|count|n))?$/i;
const DIRECTION = /^(dir|direction|polarity|sign|type|pulse[ _]?(type|direction|polarity|sign))$/i;
const LTD = /ltd|depress|(^|[^a-z])dep([^a-z]|$)|down|reset|decreas/i;
const LTP = /ltp|potentiat|(^|[^a-z])pot([^a-z]|$)|(^|[^a-z])up([^a-z]|$)|set|increas/i;

/** The direction that a column's name tells. */
export function namedDirection(name: string): 'ltp' | 'ltd' | undefined {
  if (LTD.test(name)) return 'ltd';
  return LTP.test(name) ? 'ltp' : undefined;
}

/** Throws DATA if no column of values is left, or words stand in more than one. */
export function rolesOf({ file, columns: all }: MeasuredTable): Roles {
  const columns = all.filter(({ values }) => values.length > 0);
  const index =
    columns.length > 1
      ? (columns.find(({ name, isWords }) => INDEX.test(name.trim()) && !isWords) ?? counting(columns[0]))
      : undefined;
  const rest = columns.filter((column) => column !== index);
  const words = rest.filter(({ isWords }) => isWords);
  const direction =
    words[0] ??
    (rest.length > 1
      ? (rest.find(({ name }) => DIRECTION.test(name.trim())) ?? rest.find(isSigns))
      : undefined);
  const values = rest.filter((column) => column !== direction);
  const strange = values.find(({ isWords }) => isWords);
  if (values.length === 0 || strange !== undefined)
    throw new MemspikeError('DATA', 'no column of measured values', {
      where: strange === undefined ? file : `${file}: column ${strange.number}`,
      accepted: 'LTP,LTD; pulse,G; pulse,direction,G; or one ramp per column',
    });
  return { index, direction, values };
}

/** A column without a name that counts 0, 1, 2, … or 1, 2, 3, …, once or over and over. */
function counting(column: Column): Column | undefined {
  const { name, values, isWords } = column;
  if (name !== '' || isWords || values.length < 2 || values[0] > 1) return undefined;
  for (let i = 0; i < values.length; i++)
    if (!Number.isInteger(values[i]) || (i > 0 && values[i] !== values[i - 1] + 1 && values[i] !== values[0]))
      return undefined;
  return values[1] === values[0] + 1 ? column : undefined;
}

function isSigns({ values }: Column): boolean {
  return values.every((value) => value === 0 || Math.abs(value) === 1);
}
