/**
 * Rows of a CSV file, added line by line to one array of numbers.
 */
import { MemspikeError } from '../../errors.ts';
import { type CellWalk, cellText, nextCell, parseNumber, smallWhole } from './cells.ts';
import type { CsvLayout } from './header.ts';

const MAX_CLASSES = 65535;

export interface CsvLabel {
  readonly text: string;
  /** On which it is first seen. */
  readonly line: number;
  count: number;
}

export interface CsvRows {
  /** Of the file, for errors. */
  readonly name: string;
  readonly columns: number;
  readonly layout: CsvLayout;
  /** Number of the first line. */
  readonly headLine: number;
  readonly hasDecimalComma: boolean;
  /** count × (columns − 1), row-major; room for more. */
  readonly values: Float64Array;
  /** Per row, a number into `labels`; room for more. */
  readonly labelOf: Uint16Array;
  /** Different labels in order of appearance. */
  readonly labels: CsvLabel[];
  readonly known: Map<string, number>;
  count: number;
  /** The first lines with a decimal point and with a decimal comma; 0: none so far. */
  pointLine: number;
  commaLine: number;
}

/** @param capacity of the numbers (all columns but the label's) and of the rows */
export function createRows(
  file: Pick<CsvRows, 'name' | 'columns' | 'layout' | 'headLine' | 'hasDecimalComma'>,
  capacity: { readonly values: number; readonly rows: number },
): CsvRows {
  try {
    const values = new Float64Array(capacity.values);
    const labelOf = new Uint16Array(capacity.rows);
    return { ...file, values, labelOf, labels: [], known: new Map(), count: 0, pointLine: 0, commaLine: 0 };
  } catch (cause) {
    throw new MemspikeError('MEMORY', `no memory for ${capacity.values} numbers`, {
      where: file.name,
      cause,
    });
  }
}

/** Throws DATA with "file:line" and the column for whatever is not a row of numbers with a label. */
export function addRow(rows: CsvRows, walk: CellWalk, line: number): void {
  const { columns, values, layout } = rows;
  let at = rows.count * (columns - 1);
  let column = 0;
  while (column < columns && nextCell(walk)) {
    if (walk.isBroken)
      refuse(rows, line, `${place(rows, column)} has a quote that is not closed in its place`);
    if (column === layout.labelColumn) addLabel(rows, walk, line);
    else {
      const whole = smallWhole(walk.text, walk.from, walk.to);
      values[at++] = whole >= 0 ? whole : readNumber(rows, walk, line, column);
    }
    column++;
  }
  checkWidth(rows, walk, line, column);
  rows.count++;
}

function addLabel(rows: CsvRows, walk: CellWalk, line: number): void {
  const text = cellText(walk);
  const index = rows.known.get(text) ?? newLabel(rows, text, walk, line);
  rows.labelOf[rows.count] = index;
  rows.labels[index].count++;
}

function newLabel(rows: CsvRows, text: string, walk: CellWalk, line: number): number {
  const { labels, known, layout } = rows;
  if (text === '' || text.toLowerCase() === 'nan') {
    checkWidth(rows, { ...walk }, line, layout.labelColumn + 1);
    refuse(rows, line, `${place(rows, layout.labelColumn)} is "${text}", expected a label`);
  }
  if (labels.length === MAX_CLASSES)
    refuse(rows, line, `more than ${MAX_CLASSES} classes`, 'is the label in another column?');
  known.set(text, labels.length);
  return labels.push({ text, line, count: 0 }) - 1;
}

/** The slow way, for all that is not a few digits. */
function readNumber(rows: CsvRows, walk: CellWalk, line: number, column: number): number {
  const text = cellText(walk);
  const value = parseNumber(text, rows.hasDecimalComma);
  if (Number.isNaN(value)) {
    checkWidth(rows, { ...walk }, line, column + 1);
    const isFirst = line === rows.headLine;
    refuse(
      rows,
      line,
      `${place(rows, column)} is "${text.slice(0, 40)}", expected a number${rangeAbove(rows, column)}`,
      isFirst ? 'the line holds numbers, so it is not taken for a header' : undefined,
    );
  }
  if (rows.hasDecimalComma) checkDecimalMark(rows, text, line);
  return value;
}

function place({ layout }: CsvRows, column: number): string {
  const name = layout.columnNames?.[column];
  return name === undefined ? `column ${column + 1}` : `column ${column + 1} (${name})`;
}

function rangeAbove({ count, columns, values, layout }: CsvRows, column: number): string {
  if (count === 0) return '';
  const feature = column > layout.labelColumn ? column - 1 : column;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < count; row++) {
    const value = values[row * (columns - 1) + feature];
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return ` (${least}–${most} in the lines above)`;
}

/** "1.234" among decimal commas is a thousand in some countries: refused rather than guessed. */
function checkDecimalMark(rows: CsvRows, text: string, line: number): void {
  if (text.includes(',')) rows.commaLine ||= line;
  else if (text.includes('.')) rows.pointLine ||= line;
  if (rows.commaLine === 0 || rows.pointLine === 0) return;
  const other = Math.min(rows.commaLine, rows.pointLine);
  refuse(rows, line, `"${text}": the file has decimal points and decimal commas (line ${other})`);
}

/** Counts the cells that are left on the line. */
function checkWidth(rows: CsvRows, walk: CellWalk, line: number, seen: number): void {
  let width = seen;
  while (nextCell(walk)) width++;
  if (width === rows.columns) return;
  const model = `${rows.layout.hasHeader ? 'the header, ' : ''}line ${rows.headLine}`;
  refuse(rows, line, `has ${width} columns, expected ${rows.columns} as in ${model}`);
}

function refuse(rows: CsvRows, line: number, problem: string, hint?: string): never {
  throw new MemspikeError('DATA', problem, { where: `${rows.name}:${line}`, hint });
}
