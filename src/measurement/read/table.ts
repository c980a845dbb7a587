/**
 * A text table as columns of numbers. Commas, semicolons, tabs or spaces between the cells; a decimal comma where no
 * comma separates; with or without a header; a byte order mark, quotes, CRLF, blank lines and lines that start with #.
 * Columns may end before others. Words are numbers where they name a direction.
 */
import { cellsOf, parseNumber, separatorOf } from '../../data/csv/cells.ts';
import { beforeFirst, newlineOf, nextLine } from '../../data/csv/lines.ts';
import { MemspikeError } from '../../errors.ts';

export interface Column {
  /** Of the header, '' without one. */
  readonly name: string;
  /** 1-based, in the file. */
  readonly number: number;
  /** Up to the last cell that is filled. */
  readonly values: Float64Array;
  /** Words for directions stand in it. */
  readonly isWords: boolean;
}

export interface MeasuredTable {
  readonly file: string;
  readonly hasHeader: boolean;
  readonly separator: string;
  readonly hasDecimalComma: boolean;
  readonly columns: readonly Column[];
  /** Number of the line of each row. */
  readonly lines: Uint32Array;
}

const MOST_COLUMNS = 10_000;
const SPACE = 32;
const COMMA = 44;
const NAMES: Readonly<Record<number, string>> = { 9: 'tab', 32: 'space', 44: 'comma', 59: 'semicolon' };
const UP = /^(up|ltp|pot|potentiation|set|p|\+)$/i;
const DOWN = /^(down|ltd|dep|depression|reset|d|-|−)$/i;

/** 1 or −1 for a word that names a direction, else NaN. */
export function directionOf(word: string): number {
  return UP.test(word) ? 1 : DOWN.test(word) ? -1 : Number.NaN;
}

/** Throws DATA with "file:line" and the column. */
export function readTable(text: string, file: string): MeasuredTable {
  const nul = text.indexOf('\0');
  if (nul >= 0) refuse(file, 'is not text: it has NUL bytes', 'expected a table in UTF-8');
  const newline = newlineOf(text);
  const line = beforeFirst(text);
  const next = () => {
    while (nextLine(text, newline, line)) if (text[line.from] !== '#') return true;
    return false;
  };
  if (!next()) refuse(file, 'the file is empty');
  const separator = separatorFor(text, line.from, line.to);
  const hasDecimalComma = separator !== COMMA;
  const cut = () => cellsIn(text, separator, line.from, line.to);
  const first = cut();
  if (first.length > MOST_COLUMNS)
    refuse(`${file}:${line.number}`, `has ${first.length} columns, expected at most ${MOST_COLUMNS}`);
  const isNumber = (cell: string) => !Number.isNaN(parseNumber(cell, hasDecimalComma));
  const isHeader = !first.some(isNumber) && first.some((cell) => cell !== '' && !isMissing(cell));
  const names = isHeader ? first : first.map(() => '');
  const headLine = line.number;
  if (isHeader && !next()) refuse(`${file}:${headLine}`, 'has a header and no rows');

  const values: number[][] = names.map(() => []);
  const isWords = names.map(() => false);
  const lines: number[] = [];
  let [pointLine, commaLine] = [0, 0];
  do {
    const where = `${file}:${line.number}`;
    const cells = cut();
    while (cells.length > names.length && cells[cells.length - 1] === '') cells.pop();
    if (cells.length > names.length)
      refuse(where, `has ${cells.length} columns, expected ${names.length} as in line ${headLine}`);
    const row = lines.length;
    for (const [i, cell] of cells.entries()) {
      if (cell === '') continue;
      const column = values[i];
      if (column.length < row && row > 0)
        refuse(
          where,
          `${named(names, i)} goes on after an empty cell`,
          'a column may end early, not have holes',
        );
      const value = numberIn(cell, hasDecimalComma);
      if (Number.isNaN(value))
        refuse(where, `${named(names, i)} is ${JSON.stringify(cell.slice(0, 40))}, expected a number`);
      if (!isNumber(cell)) isWords[i] = true;
      if (hasDecimalComma && cell.includes(',')) commaLine ||= line.number;
      else if (hasDecimalComma && cell.includes('.')) pointLine ||= line.number;
      column.push(value);
    }
    if (pointLine > 0 && commaLine > 0)
      refuse(where, `the file has decimal points (line ${pointLine}) and decimal commas (line ${commaLine})`);
    lines.push(line.number);
  } while (next());
  if (lines.length < 2) refuse(`${file}:${lines[0]}`, 'has one row, expected a curve');
  return {
    file,
    hasHeader: isHeader,
    separator: NAMES[separator],
    hasDecimalComma: commaLine > 0,
    columns: names.map((name, i) => ({
      name,
      number: i + 1,
      values: Float64Array.from(values[i]),
      isWords: isWords[i],
    })),
    lines: Uint32Array.from(lines),
  };
}

function separatorFor(text: string, from: number, to: number): number {
  const found = separatorOf(text, from, to);
  if (found !== COMMA) return found;
  const line = text.slice(from, to);
  return !line.includes(',') && /\S\s+\S/.test(line) && !/[a-zA-Z"]/.test(line) ? SPACE : COMMA;
}

function cellsIn(text: string, separator: number, from: number, to: number): string[] {
  return separator === SPACE ? text.slice(from, to).trim().split(/\s+/) : cellsOf(text, separator, from, to);
}

function numberIn(cell: string, hasDecimalComma: boolean): number {
  const value = parseNumber(cell.replace(/^−/, '-'), hasDecimalComma);
  return Number.isNaN(value) ? directionOf(cell) : value;
}

function isMissing(cell: string): boolean {
  return /^[+-]?(nan|na|n\/a|null|inf|infinity)$/i.test(cell);
}

function named(names: readonly string[], i: number): string {
  return names[i] === '' ? `column ${i + 1}` : `column ${i + 1} (${names[i].slice(0, 40)})`;
}

function refuse(where: string, problem: string, hint?: string): never {
  throw new MemspikeError('DATA', problem, { where, hint });
}
