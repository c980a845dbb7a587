/** What stands in one cell of a measured table. */

/** Instruments write their overflow as a number: Keithley 9.9E+37, Agilent 1E+99. */
const OVERFLOW = 1e30;
const MISSING =
  /^([+-]?(nan|inf|infinity|1\.#\w+)|n\/?a|null|none|missing|empty|ovr?f?l\w*|over(flow|range|load)?|compl\w*|error|#\S*[!?/]\S*|-{2,}|_+|\*+|\?+|—|–|\.+|x{2,})$/i;
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eEdD][+-]?\d+)?$/;
const SCIENTIFIC = /^([+-]?\d+(?:[.,]\d*)?)\s*[x×*·]\s*10\s*\^?\s*\{?([+-]?\d+)\}?$/;
const UP = /^(up|ltp|pot\w*|set|p|\+|pos(itive)?|increase|increment|inc|write|program|prog)$/i;
const DOWN = /^(down|ltd|dep\w*|reset|rst|d|-|neg(ative)?|decrease|decrement|dec|erase|ers)$/i;

/** Longer cells hold no number, word, unit or name of a column: patterns never meet a cell of a megabyte. */
export const LONGEST = 200;

/** 1 or −1 for a word that names a direction, else NaN. */
export function directionOf(word: string): number {
  if (word.length > LONGEST) return Number.NaN;
  const plain = word.replace('−', '-').replace(/[ _]?(pulse|puls)$/i, '');
  return UP.test(plain) ? 1 : DOWN.test(plain) ? -1 : Number.NaN;
}

export function isMissing(cell: string): boolean {
  return cell === '' || (cell.length <= LONGEST && MISSING.test(cell));
}

/**
 * A number, or NaN for what is none; ±Infinity for a marker of overflow. A comma is a decimal mark, for where commas
 * separate none is left in a cell without quotes.
 */
export function numberOf(cell: string): number {
  if (cell.length > LONGEST) return Number.NaN;
  const code = cell.charCodeAt(0);
  // Digits, signs and marks alone: hexadecimal and words are no numbers.
  if (
    code >= 48 && code <= 57
      ? cell.charCodeAt(1) < 65 || cell.length === 1 || isExponent(cell)
      : code === 45 || code === 46
  ) {
    const value = +cell;
    if (!Number.isNaN(value)) return bounded(value);
  }
  return slowNumber(cell);
}

function isExponent(cell: string): boolean {
  const second = cell.charCodeAt(1);
  return second === 69 || second === 101;
}

function slowNumber(cell: string): number {
  const plain = cell.includes('−') ? cell.replaceAll('−', '-') : cell;
  if (!NUMBER.test(plain)) {
    const match = SCIENTIFIC.exec(plain);
    return match === null ? Number.NaN : bounded(Number(`${match[1].replace(',', '.')}e${match[2]}`));
  }
  if (plain.endsWith(',')) return Number.NaN;
  return bounded(Number(plain.replace(',', '.').replace(/[dD]/, 'e')));
}

function bounded(value: number): number {
  return Math.abs(value) >= OVERFLOW ? Math.sign(value) * Number.POSITIVE_INFINITY : value;
}

const CLOCK = /^(?:.*[ T])?(\d{1,3}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?\s*([ap]m)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/;
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})/;

/** Seconds of a time stamp, from any fixed origin; NaN for what is none. */
export function secondsOf(cell: string): number {
  if (cell.length > LONGEST) return Number.NaN;
  const clock = CLOCK.exec(cell);
  const iso = ISO.exec(cell);
  const day = iso === null ? DAY_FIRST.exec(cell) : null;
  if (clock === null && iso === null && day === null) return Number.NaN;
  let seconds = 0;
  if (clock !== null) {
    const afternoon = clock[4]?.toLowerCase() === 'pm' && Number(clock[1]) < 12 ? 12 : 0;
    seconds =
      3600 * (Number(clock[1]) + afternoon) +
      60 * Number(clock[2]) +
      Number((clock[3] ?? '0').replace(',', '.'));
  }
  // Day or month first makes no difference for the order within a day.
  const [year, month, date] = iso ? iso.slice(1) : day ? [day[3], day[2], day[1]] : ['1970', '1', '1'];
  return Date.UTC(Number(year), Number(month) - 1, Number(date)) / 1000 + seconds;
}
