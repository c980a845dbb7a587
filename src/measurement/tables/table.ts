/**
 * A text as tables of columns. Finds where a table begins (`head.ts`), what separates its cells, its names and units;
 * a later header or title begins another table of the same file, a blank line another block of the same table.
 */
import { beforeFirst, newlineOf, nextLine } from '../../data/csv/lines.ts';
import { type Body, bodyOf } from './body.ts';
import { directionOf, numberOf, secondsOf } from './cell.ts';
import { type Head, headOf, NAMES } from './head.ts';
import { easyExpertText } from './instruments.ts';
import { matricesOf } from './matrices.ts';
import { type Rest, refuse } from './refuse.ts';
import { type Unit, unitInName, unitOf } from './units.ts';

export interface Column {
  /** Of the header, '' without one. */
  readonly name: string;
  /** 1-based, in the file. */
  readonly number: number;
  readonly unit?: Unit;
  /** One a row: NaN where the cell is empty, holds no reading, or a word that is no direction. */
  readonly values: Float64Array;
  /** What its cells are. Stamps are seconds, directions 1 and −1. */
  readonly kind: 'numbers' | 'stamps' | 'directions' | 'words' | 'empty';
  /** One a row, of words. */
  readonly words?: readonly string[];
  /** Readings beyond what the instrument could measure, left out. */
  readonly overflows: number;
  /** Row of the first reading that is missing: overflow, NaN, a dash. −1 without one. */
  readonly firstMissing: number;
  readonly missing: number;
}

export interface MeasuredTable {
  readonly file: string;
  /** Title above the table, for the direction that it may tell: the name of a matrix, of a sheet, a line "LTD". */
  readonly title: string;
  readonly hasHeader: boolean;
  readonly separator: string;
  readonly hasDecimalComma: boolean;
  readonly columns: readonly Column[];
  /** Number of the line of each row. */
  readonly lines: Uint32Array;
  /** Rows before which a line is blank. */
  readonly breaks: readonly number[];
  /** Whether its columns were rows of the file. */
  readonly isTurned: boolean;
  /** Of the head: lines that are no table, volts that it names as those of the reads, a unit that a comment names. */
  readonly headLines: number;
  readonly readVoltage?: { readonly volts: number; readonly line: number };
  readonly commentUnit?: Unit;
}

export interface TableOptions {
  /** Lines at the beginning that are left out. */
  readonly skip?: number;
}

const MOST_COLUMNS = 10_000;
/** Of a line: 10 000 columns of a hundred digits. */
const MOST_CHARACTERS = 1_000_000;
const MOST_TABLES = 200;
/** A table that lies in rows has at most so many, and at least so many columns. */
const LYING = { rows: 12, columns: 8 };

/** At least one. Throws DATA with "file:line" and the column. */
export function readTables(text: string, file: string, { skip = 0 }: TableOptions = {}): MeasuredTable[] {
  if (text.includes('\0')) refuse(file, 'is not text: it has NUL bytes', 'expected a table in UTF-8');
  requireLines(text, file);
  const matrices = text.includes('[') && skip === 0 ? matricesOf(text) : [];
  if (matrices.length > 0) return matrices.map((matrix) => tableOfMatrix(matrix, file));
  const instrument = skip === 0 ? easyExpertText(text) : undefined;
  const tables: MeasuredTable[] = [];
  let rest: Rest | undefined = { from: 0, line: 0, skip };
  const whole = instrument?.text ?? text;
  while (rest !== undefined && tables.length < MOST_TABLES) {
    const read: { table: MeasuredTable; rest?: Rest } = readTable(whole, file, rest, tables.length > 0);
    tables.push(instrument === undefined ? read.table : withInstrument(read.table, instrument.readVoltage));
    rest = read.rest;
  }
  return tables;
}

/** Before any line is cut into cells. */
function requireLines(text: string, file: string): void {
  const newline = newlineOf(text);
  const line = beforeFirst(text);
  while (nextLine(text, newline, line))
    if (line.to - line.from > MOST_CHARACTERS)
      refuse(
        `${file}:${line.number}`,
        `is a line of ${line.to - line.from} characters, expected at most ${MOST_CHARACTERS}`,
        'rows of a table stand on lines of their own',
      );
}

function withInstrument(table: MeasuredTable, readVoltage: MeasuredTable['readVoltage']): MeasuredTable {
  const si = { I: 'A', V: 'V', T: 's', R: 'Ohm', G: 'S' } as const;
  const columns = table.columns.map((column) => {
    const letter = /^time$/i.test(column.name)
      ? 'T'
      : (/^([IVRG])[a-z]?\d*$/.exec(column.name)?.[1] as keyof typeof si);
    return column.unit === undefined && letter !== undefined
      ? { ...column, unit: unitOf(si[letter]) }
      : column;
  });
  return { ...table, columns, readVoltage: table.readVoltage ?? readVoltage };
}

function readTable(
  text: string,
  file: string,
  rest: Rest,
  isLater: boolean,
): { readonly table: MeasuredTable; readonly rest?: Rest } {
  const head = headOf(text, file, rest);
  if (head.names.length > MOST_COLUMNS)
    refuse(`${file}:${head.firstLine}`, `has ${head.names.length} columns, expected at most ${MOST_COLUMNS}`);
  const body = bodyOf(text, file, head);
  if (body.lines.length < 2 && !isLater)
    refuse(
      `${file}:${body.lines[0] ?? head.firstLine}`,
      body.lines.length === 0 ? 'has a header and no rows' : 'has one row, expected a curve',
    );
  const isTurned = liesInRows(body, head);
  const columns = isTurned ? turned(body, head, file) : columnsOf(body, head, file);
  return {
    table: {
      file,
      title: head.title,
      hasHeader: head.hasHeader,
      separator: NAMES[head.separator],
      hasDecimalComma: body.commaLine > 0,
      columns,
      lines: isTurned
        ? Uint32Array.from(columns[0].values, () => body.lines[0])
        : Uint32Array.from(body.lines),
      breaks: isTurned ? [] : body.breaks,
      isTurned,
      headLines: head.headLines,
      readVoltage: head.readVoltage,
      commentUnit: head.commentUnit,
    },
    rest: body.rest,
  };
}

function tableOfMatrix(
  { name, rows, lines }: ReturnType<typeof matricesOf>[number],
  file: string,
): MeasuredTable {
  return {
    file,
    title: name,
    hasHeader: false,
    separator: 'space',
    hasDecimalComma: false,
    columns: rows[0].map((_, i) => ({
      name: '',
      number: i + 1,
      kind: 'numbers',
      values: Float64Array.from(rows, (row) => row[i]),
      overflows: 0,
      missing: 0,
      firstMissing: -1,
    })),
    lines: Uint32Array.from(lines),
    breaks: [],
    isTurned: false,
    headLines: 0,
  };
}

/** Few long rows, each with its name before it, are columns on their side. */
function liesInRows(body: Body, head: Head): boolean {
  const [rows, width] = [body.lines.length, head.names.length];
  if (width < LYING.columns || rows > LYING.rows || width < 2 * rows) return false;
  const isLabelled = body.words[0]?.every((word) => word !== '');
  const hasNames = head.names.filter((name) => name !== '' && Number.isNaN(numberOf(name))).length > 2;
  return isLabelled ? !hasNames : !head.hasHeader && rows <= 4;
}

function turned(body: Body, head: Head, file: string): Column[] {
  const isLabelled = body.words[0] !== undefined;
  const skip = isLabelled ? 1 : 0;
  // "pulse,0,1,2,…" stands where a header would.
  const numbered = head.hasHeader && head.names.slice(skip).every((name) => !Number.isNaN(numberOf(name)));
  const rows = body.lines.map((_, row) => ({
    name: isLabelled ? body.words[0]![row] : '',
    values: Float64Array.from(body.values.slice(skip), (column) => column[row]),
  }));
  if (numbered)
    rows.unshift({ name: head.names[0], values: Float64Array.from(head.names.slice(skip), numberOf) });
  const width = rows[0].values.length;
  // Rows may end early.
  let longest = width;
  while (longest > 0 && rows.every(({ values }) => Number.isNaN(values[longest - 1]))) longest--;
  for (let k = skip; k < head.names.length; k++)
    if (body.words[k] !== undefined) refuseWord(body, head, k, file);
  return rows.map(({ name, values }, i) => ({
    name,
    number: i + 1,
    unit: unitInName(name),
    kind: values.every(Number.isNaN) ? 'empty' : 'numbers',
    values: values.slice(0, longest),
    overflows: 0,
    missing: 0,
    firstMissing: -1,
  }));
}

function columnsOf(body: Body, head: Head, file: string): Column[] {
  return head.names.map((name, i): Column => {
    const words = body.words[i];
    const values = Float64Array.from(body.values[i]);
    const common = {
      name,
      number: i + 1,
      unit: body.units[i] ?? unitInName(name),
      overflows: body.overflows[i],
      missing: body.missing[i],
      firstMissing: body.firstMissing[i],
    };
    if (words === undefined)
      return { ...common, kind: values.every(Number.isNaN) ? 'empty' : 'numbers', values };
    const told = new Set(words);
    told.delete('');
    if ([...told].every((word) => !Number.isNaN(directionOf(word)))) {
      // A dash is a direction beside a plus or a number, and no reading elsewhere.
      const isDash = told.size === 1 && told.has('-');
      if (
        isDash &&
        values.some((value) => Math.abs(value) > 1 || !Number.isInteger(value) === !Number.isNaN(value))
      )
        return { ...common, kind: 'numbers', values, missing: words.filter((w) => w === '-').length };
      const signs = values.map((value, row) => (words[row] === '' ? value : directionOf(words[row])));
      return { ...common, kind: 'directions', values: signs, words };
    }
    const filled = words.filter((word) => word !== '');
    const stamps = filled.map(secondsOf);
    if (!stamps.some(Number.isNaN) && filled.length > values.filter((v) => !Number.isNaN(v)).length)
      return {
        ...common,
        kind: 'stamps',
        values: values.map((v, row) => (words[row] === '' ? v : secondsOf(words[row]))),
      };
    if (filled.length <= words.length / 2 && values.some((value) => !Number.isNaN(value)))
      refuseWord(body, head, i, file);
    return { ...common, kind: 'words', values, words };
  });
}

function refuseWord({ words, firstWord, lines }: Body, { names }: Head, i: number, file: string): never {
  const row = firstWord[i];
  return refuse(
    `${file}:${lines[row]}`,
    `${named(names, i)} is ${JSON.stringify(words[i]![row].slice(0, 40))}, expected a number`,
    'lines that are no table can be left out: --skip N',
  );
}

function named(names: readonly string[], i: number): string {
  return names[i] === '' ? `column ${i + 1}` : `column ${i + 1} (${names[i].slice(0, 40)})`;
}
