/** The rows of a table, as they are read: what each cell is, and where another table begins. */
import { beforeFirst, newlineOf, nextLine } from '../../data/csv/lines.ts';
import { isMissing, LONGEST, numberOf, secondsOf } from './cell.ts';
import { cellsIn, type Head, isHeaderLike } from './head.ts';
import { isComment, type Rest, refuse } from './refuse.ts';
import { type Unit, unitOf } from './units.ts';

const COMMA = 44;

export interface Body {
  readonly values: number[][];
  /** Of a column, from its first word on. */
  readonly words: (string[] | undefined)[];
  readonly firstWord: number[];
  readonly overflows: number[];
  readonly missing: number[];
  readonly firstMissing: number[];
  readonly lines: number[];
  readonly breaks: number[];
  readonly units: (Unit | undefined)[];
  commaLine: number;
  rest?: Rest;
}

/** Ends at a line of another table, or with the text. */
export function bodyOf(text: string, file: string, head: Head): Body {
  const width = head.names.length;
  const zeros = () => new Array<number>(width).fill(0);
  const body: Body = {
    values: head.names.map(() => []),
    words: new Array(width).fill(undefined),
    firstWord: new Array<number>(width).fill(-1),
    overflows: zeros(),
    missing: zeros(),
    firstMissing: new Array<number>(width).fill(-1),
    lines: [],
    breaks: [],
    units: [...head.units],
    commaLine: 0,
  };
  const newline = newlineOf(text);
  const line = { ...beforeFirst(text), next: head.bodyFrom, number: head.firstLine - 1 };
  let pointLine = 0;
  let lastNumber = line.number;
  for (;;) {
    const before = { from: line.next, line: line.number };
    if (!nextLine(text, newline, line)) break;
    if (isComment(text, line.from)) {
      if (line.number === lastNumber + 1) lastNumber = line.number;
      continue;
    }
    const cells = cellsIn(text, head.separator, line.from, line.to);
    while (cells.length > width && cells[cells.length - 1] === '') cells.pop();
    if (body.lines.length > 0 && isBoundary(cells, body, head)) {
      body.rest = { ...before, skip: 0 };
      break;
    }
    if (cells.length > width)
      refuse(
        `${file}:${line.number}`,
        `has ${cells.length} columns, expected ${width} as in line ${head.firstLine}`,
      );
    const row = body.lines.length;
    if (row > 0 && line.number > lastNumber + 1) body.breaks.push(row);
    lastNumber = line.number;
    body.lines.push(line.number);
    for (let i = 0; i < width; i++) {
      const cell = i < cells.length ? cells[i] : '';
      const value = cell === '' ? Number.NaN : numberOf(cell);
      if (!Number.isNaN(value) && value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY) {
        body.values[i].push(value);
        body.words[i]?.push('');
        if (head.separator !== COMMA && cell.includes(',')) body.commaLine ||= line.number;
        else if (head.separator !== COMMA && cell.includes('.')) pointLine ||= line.number;
      } else takeOther(body, i, row, cell, value);
    }
    if (pointLine > 0 && body.commaLine > 0)
      refuse(
        `${file}:${line.number}`,
        `the file has decimal points (line ${pointLine}) and decimal commas (line ${body.commaLine})`,
      );
  }
  return body;
}

/** An empty cell, a marker of what could not be read, a stamp, or a word. */
function takeOther(body: Body, i: number, row: number, cell: string, value: number): void {
  body.values[i].push(Number.NaN);
  if (cell === '') {
    body.words[i]?.push('');
    return;
  }
  const isOverflow = !Number.isNaN(value);
  const isDash = cell === '-' || cell === '+';
  if (isOverflow || (isMissing(cell) && !isDash)) {
    if (isOverflow) body.overflows[i]++;
    body.missing[i]++;
    if (body.firstMissing[i] < 0) body.firstMissing[i] = row;
    body.words[i]?.push('');
    return;
  }
  const withUnit = numberWithUnit(cell);
  if (
    withUnit !== undefined &&
    (body.units[i] === undefined || body.units[i]!.quantity === withUnit.unit.quantity)
  ) {
    body.units[i] ??= { ...withUnit.unit, scale: 1, symbol: withUnit.unit.symbol.slice(-1) };
    body.values[i][row] = (withUnit.value * withUnit.unit.scale) / body.units[i]!.scale;
    body.words[i]?.push('');
    return;
  }
  body.words[i] ??= new Array<string>(row).fill('');
  body.words[i]!.push(cell);
  if (body.firstWord[i] < 0) body.firstWord[i] = row;
}

/** "1.2 uS". */
function numberWithUnit(cell: string): { readonly value: number; readonly unit: Unit } | undefined {
  const match = cell.length > LONGEST ? null : /^([+-]?[\d.,]+(?:[eE][+-]?\d+)?)\s+(\S{1,6})$/.exec(cell);
  if (match === null) return undefined;
  const unit = unitOf(match[2]);
  const value = numberOf(match[1]);
  return unit === undefined || Number.isNaN(value) ? undefined : { value, unit };
}

/** A line without a number where the table has numbers: a title or a header of another table. */
function isBoundary(cells: readonly string[], body: Body, head: Head): boolean {
  if (cells.some((cell) => cell !== '' && !Number.isNaN(numberOf(cell)))) {
    // "pulse,1,2,3": not of this table, if words stand where numbers do.
    return false;
  }
  if (!cells.some((cell) => cell !== '' && !isMissing(cell))) return false;
  const last = body.lines.length - 1;
  const hadNumber = cells.some(
    (cell, i) =>
      cell !== '' &&
      i < body.values.length &&
      !Number.isNaN(body.values[i][last]) &&
      Number.isNaN(secondsOf(cell)),
  );
  return hadNumber && isHeaderLike(cells, head.names.length);
}
