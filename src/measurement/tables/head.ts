/**
 * Where the table of a text begins, and what stands above it. The rows are the longest run of lines that are alike:
 * as many cells, numbers in the same columns. Above it may stand names, a row of units, the remarks of a laboratory or
 * of an instrument, and "sep=;".
 */
import { cellsOf } from '../../data/csv/cells.ts';
import { beforeFirst, newlineOf, nextLine } from '../../data/csv/lines.ts';
import { isMissing, LONGEST, numberOf, secondsOf } from './cell.ts';
import { isComment, type Rest, refuse } from './refuse.ts';
import { isMeasuredUnit, type Unit, unitInName, unitOf } from './units.ts';

export interface Head {
  /** Character code. */
  readonly separator: number;
  readonly hasHeader: boolean;
  /** One a column. */
  readonly names: readonly string[];
  /** Of a row of units; undefined where it has none. */
  readonly units: readonly (Unit | undefined)[];
  readonly title: string;
  /** Position and number of the first row. */
  readonly bodyFrom: number;
  readonly firstLine: number;
  /** Lines above the table that are no header, remarks left aside. */
  readonly headLines: number;
  readonly readVoltage?: { readonly volts: number; readonly line: number };
  readonly commentUnit?: Unit;
}

const [TAB, SPACE, COMMA, SEMICOLON] = [9, 32, 44, 59];
export const NAMES: Readonly<Record<number, string>> = {
  9: 'tab',
  32: 'space',
  44: 'comma',
  59: 'semicolon',
};
/** In the order in which they are preferred. */
const SEPARATORS = [TAB, SEMICOLON, COMMA, SPACE];
/** Lines that are looked at; a head that is longer has to be skipped by hand. */
const LOOKED_AT = 2000;
const SHORTEST = 3;
/** Lines between a header and the rows. */
const HEADERS = 5;

interface Line {
  readonly from: number;
  readonly to: number;
  readonly number: number;
  readonly isComment: boolean;
}

/** The table that begins at `rest`. Throws DATA if there is none. */
export function headOf(text: string, file: string, rest: Rest): Head {
  const lines = firstLines(text, rest);
  if (lines.every((line) => line.isComment)) refuse(file, 'the file is empty');
  const told = toldSeparator(text, lines);
  const usable = told === undefined ? lines : lines.filter((line) => line.number !== told.line);
  const run = bodyRun(text, usable, told?.separator);
  const at = run === undefined ? firstRow(text, usable, file) : usable.indexOf(run.lines[0]);
  const separator = run?.separator ?? separatorFor(text, usable[at]);
  const width = run?.width ?? cellsIn(text, separator, usable[at].from, usable[at].to).length;
  return { ...above(text, { lines: usable, at, separator, width }), separator };
}

export function cellsIn(text: string, separator: number, from: number, to: number): string[] {
  if (separator !== SPACE) return cellsOf(text, separator, from, to);
  const line = text.slice(from, to).trim();
  return line.includes('"')
    ? (line.match(/"[^"]*"|\S+/g) ?? []).map((cell) => cell.replace(/^"|"$/g, ''))
    : line.split(/\s+/);
}

function firstLines(text: string, rest: Rest): Line[] {
  const newline = newlineOf(text);
  const line = beforeFirst(text);
  if (rest.from > 0) {
    line.next = rest.from;
    line.number = rest.line;
  }
  const lines: Line[] = [];
  while (lines.length < LOOKED_AT && nextLine(text, newline, line))
    if (line.number > rest.line + rest.skip)
      lines.push({
        from: line.from,
        to: line.to,
        number: line.number,
        isComment: isComment(text, line.from),
      });
  return lines;
}

/** Excel's first line: "sep=;". */
function toldSeparator(text: string, lines: readonly Line[]) {
  const [first] = lines;
  const match = /^"?sep=(.)"?$/i.exec(text.slice(first.from, first.to).trimStart());
  return match === null ? undefined : { separator: match[1].charCodeAt(0), line: first.number };
}

interface Run {
  readonly separator: number;
  readonly width: number;
  /** Rows, remarks between them left out. */
  readonly lines: Line[];
  /** n number, w word, s stamp, e empty or missing: of each column. */
  readonly pattern: string[];
  /** Cells that are no words. */
  good: number;
}

/** The first run of the kind of the best one, of all separators; undefined if no three lines are alike. */
function bodyRun(text: string, lines: readonly Line[], told: number | undefined): Run | undefined {
  let best: Run[] = [];
  let most = 0;
  for (const separator of told === undefined ? SEPARATORS : [told]) {
    const runs = runsOf(text, lines, separator);
    const longest = runs.reduce<Run | undefined>(
      (a, b) => (a === undefined || b.lines.length > a.lines.length ? b : a),
      undefined,
    );
    if (longest === undefined) continue;
    const share = longest.good / (longest.lines.length * longest.width);
    // A column of decimal commas is no table of two columns: "0,05" has a zero that no whole number begins with.
    const score =
      longest.lines.length *
      share *
      (longest.width > 1 ? 1.01 : 1) *
      (isTornDecimal(text, longest) ? 0.5 : 1);
    if (score > most * 1.0001) {
      most = score;
      best = runs.filter((run) => run.width === longest.width && isAlike(run.pattern, longest.pattern));
    }
  }
  const lasting = best.filter((run) => run.lines.length >= SHORTEST);
  const wide = best.filter((run) => run.width >= 8 && run.lines.length >= 2);
  return lasting[0] ?? wide[0];
}

function runsOf(text: string, lines: readonly Line[], separator: number): Run[] {
  const runs: Run[] = [];
  for (const line of lines) {
    if (line.isComment) continue;
    const cells = cellsIn(text, separator, line.from, line.to);
    const kinds = cells.map(kindOf);
    const last = runs[runs.length - 1];
    const numbers = kinds.filter((kind) => kind === 'n').length;
    // Empty cells speak for a separator as much as numbers do: words alone speak against it.
    const good = kinds.filter((kind) => kind !== 'w').length;
    if (last !== undefined && numbers + kinds.filter((k) => k === 'e').length > 0 && fits(kinds, last)) {
      for (const [i, kind] of kinds.entries()) if (last.pattern[i] === 'e') last.pattern[i] = kind;
      last.lines.push(line);
      last.good += good;
    } else if (numbers > 0)
      runs.push({ separator, width: cells.length, lines: [line], pattern: kinds, good });
    else runs.push({ separator, width: 0, lines: [], pattern: [], good: 0 });
  }
  return runs.filter((run) => run.lines.length > 0);
}

/** Columns may end early. */
function fits(kinds: readonly string[], run: Run): boolean {
  if (run.lines.length === 0 || kinds.length > run.width) return false;
  if (kinds.length < run.width && kinds.length < 2 && run.width > 1 && kinds[0] !== 'n') return false;
  return isAlike(kinds, run.pattern.slice(0, kinds.length));
}

function isAlike(a: readonly string[], b: readonly string[]): boolean {
  return a.every((kind, i) => kind === 'e' || b[i] === 'e' || kind === b[i]);
}

function kindOf(cell: string): string {
  if (cell === '') return 'e';
  if (!Number.isNaN(numberOf(cell))) return 'n';
  if (isMissing(cell)) return 'e';
  if (!Number.isNaN(secondsOf(cell))) return 's';
  if (cell.length > LONGEST) return 'w';
  return /^[+-]?[\d.,]+(e[+-]?\d+)?\s+\S{1,6}$/i.test(cell) && unitOf(cell.split(/\s+/)[1]) !== undefined
    ? 'n'
    : 'w';
}

/** Two columns by a comma, the second of whole numbers some of which begin with 0: decimals. */
function isTornDecimal(text: string, { separator, width, lines }: Run): boolean {
  if (separator !== COMMA || width !== 2) return false;
  const cells = lines.map((line) => cellsIn(text, COMMA, line.from, line.to));
  return (
    cells.every(([a, b]) => /^[+-]?\d+$/.test(a) && /^\d+$/.test(b ?? '0')) &&
    cells.some(([, b]) => /^0\d/.test(b ?? ''))
  );
}

/** Without three lines alike: the first line with a number, for a message about what follows. */
function firstRow(text: string, lines: readonly Line[], file: string): number {
  const found = lines.findIndex((line) => {
    if (line.isComment) return false;
    return cellsIn(text, separatorFor(text, line), line.from, line.to).some(
      (cell) => !Number.isNaN(numberOf(cell)),
    );
  });
  if (found >= 0) return found;
  const rows = lines.filter((line) => !line.isComment);
  const isHeader = cellsIn(text, separatorFor(text, rows[0]), rows[0].from, rows[0].to).some(
    (cell) => !isMissing(cell),
  );
  return refuse(
    `${file}:${rows[0].number}`,
    rows.length === 1 && isHeader ? 'has a header and no rows' : 'has no rows of numbers',
    'expected a table: pulse numbers and conductances, LTP and LTD',
  );
}

function separatorFor(text: string, { from, to }: Line): number {
  const line = text.slice(from, to).replace(/"[^"]*"/g, '');
  const found = SEPARATORS.find((code) => code !== SPACE && line.includes(String.fromCharCode(code)));
  return found ?? (/\S\s+\S/.test(line) && !/[a-zA-Z"]/.test(line) ? SPACE : COMMA);
}

interface Above {
  readonly lines: readonly Line[];
  /** Index of the first row. */
  readonly at: number;
  readonly separator: number;
  readonly width: number;
}

/** Names, units and remarks above the first row. */
function above(text: string, { lines, at, separator, width }: Above): Omit<Head, 'separator'> {
  const candidates: string[][] = [];
  const used = new Set<Line>();
  for (let i = at - 1; i >= 0 && i >= at - HEADERS; i--) {
    const cells = headerCells(text, lines[i], { separator, width, isNext: i === at - 1 });
    if (cells === undefined) {
      if (lines[i].isComment) continue;
      break;
    }
    candidates.unshift(cells);
    used.add(lines[i]);
  }
  const { names: whole, units, count } = namesOf(candidates, width);
  const names = whole.map((name) => name.slice(0, LONGEST));
  const headers = [...used].sort((a, b) => a.from - b.from).slice(-count || lines.length);
  const isHeader = (line: Line) => count > 0 && headers.includes(line);
  const notes = lines.slice(0, at).filter((line) => !isHeader(line));
  const texts = notes.map((line) => text.slice(line.from, Math.min(line.to, line.from + 500)).trim());
  const remarks = notes.filter(({ isComment: is }) => !is);
  return {
    hasHeader: count > 0,
    names,
    units,
    title: remarks.length === 0 ? '' : texts[notes.indexOf(remarks[remarks.length - 1])],
    bodyFrom: lines[at].from,
    firstLine: lines[at].number,
    headLines: remarks.length,
    readVoltage: readVoltageIn(notes, texts),
    commentUnit:
      units.some(isMeasuredUnit) || names.some((name) => isMeasuredUnit(unitInName(name)))
        ? undefined
        : unitIn(texts),
  };
}

/** The cells of a line that may name the columns, remarks without their mark; undefined if it cannot. */
function headerCells(
  text: string,
  line: Line,
  {
    separator,
    width,
    isNext,
  }: { readonly separator: number; readonly width: number; readonly isNext: boolean },
): string[] | undefined {
  let from = line.from;
  const mark = line.isComment ? (/^[#%/]+ */.exec(text.slice(from, line.to))?.[0].length ?? 0) : 0;
  from += mark;
  let cells = cellsIn(text, separator, from, line.to);
  // "#,uS" and "#<tab>G": the mark is the first name.
  if (mark > 0 && separator === SPACE && cells.length === width - 1 && unitOf(cells[0]) !== undefined)
    cells.unshift('#');
  while (cells.length > width && cells[cells.length - 1] === '') cells.pop();
  if (separator === SPACE && cells.length !== width) {
    const spaced = text
      .slice(from, line.to)
      .trim()
      .split(/\s{2,}|\t/);
    // Units in brackets stand apart from their names: "Pulse G (uS)".
    const joined = joinedBrackets(cells);
    cells = spaced.length === width ? spaced : joined.length === width ? joined : cells;
  }
  if (line.isComment && separator !== SPACE && cells.length !== width) {
    const other = [COMMA, TAB, SEMICOLON, SPACE].map((code) =>
      joinedBrackets(cellsIn(text, code, from, line.to)),
    );
    cells = other.find((own) => own.length === width && width > 1) ?? cells;
  }
  const hasWords = cells.some((cell) => kindOf(cell) === 'w' || cell === '#');
  if (!hasWords) return undefined;
  if (cells.length === width) return cells;
  // A name more than columns that are filled, or a column more than names at the end.
  const isNear =
    isNext && cells.length >= 2 && Math.abs(cells.length - width) === 1 && !line.isComment && width > 2;
  return isNear && cells.length < width ? [...cells, ''] : undefined;
}

function joinedBrackets(cells: readonly string[]): string[] {
  const joined: string[] = [];
  for (const cell of cells)
    if (/^[([]/.test(cell) && joined.length > 0) joined[joined.length - 1] += ` ${cell}`;
    else joined.push(cell);
  return joined;
}

/** One row of names, perhaps one of units below or above, perhaps one of groups above: "LTP,,LTD,". */
function namesOf(rows: readonly string[][], width: number) {
  const blank = {
    names: new Array<string>(width).fill(''),
    units: new Array<Unit | undefined>(width).fill(undefined),
    count: 0,
  };
  if (rows.length === 0) return blank;
  const unitsAt = rows.findLastIndex(isUnitsRow);
  const units =
    unitsAt < 0 ? blank.units : rows[unitsAt].map((cell) => unitOf(cell.replace(/^[([]|[)\]]$/g, '')));
  const namesAt =
    unitsAt > 0 ? unitsAt - 1 : unitsAt === 0 && rows.length > 1 ? 1 : unitsAt === 0 ? -1 : rows.length - 1;
  if (namesAt < 0) return { ...blank, units, count: 1 };
  let names = rows[namesAt];
  // Origin's remarks stand below the units.
  if (unitsAt > 0 && rows.length > unitsAt + 1)
    names = names.map((name, i) => (name === '' ? rows[unitsAt + 1][i] : name));
  const group = namesAt > 0 ? rows[namesAt - 1] : undefined;
  if (group?.some((cell) => cell === '') && group.some((cell) => cell !== '') && !isUnitsRow(group)) {
    let last = '';
    names = names.map((name, i) => {
      if (group[i] !== '') last = group[i];
      return `${last} ${name}`.trim();
    });
    return { names, units, count: rows.length - namesAt + 1 };
  }
  return { names, units, count: rows.length - Math.min(namesAt, unitsAt < 0 ? namesAt : unitsAt) };
}

function isUnitsRow(cells: readonly string[]): boolean {
  const bare = cells.map((cell) => cell.replace(/^[([]|[)\]]$/g, '').trim());
  const known = bare.filter((cell) => unitOf(cell) !== undefined && cell !== '#').length;
  return (
    known > 0 &&
    bare.every((cell) => cell === '' || /^([-–—#1]|none|n\/a)$/i.test(cell) || unitOf(cell) !== undefined)
  );
}

/** Words alone, few: a title, or as many names as the table has columns, or another number of them. */
export function isHeaderLike(cells: readonly string[], width: number): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length === 1 ? width > 1 || cells.length === 1 : filled.length > 0;
}

function readVoltageIn(notes: readonly Line[], texts: readonly string[]): Head['readVoltage'] {
  for (const [i, text] of texts.entries()) {
    const match =
      /(?:v_?read|read(?:ing|out)?[ _-]*(?:voltage|bias|v\b)|lesespannung|tension de lecture|读(?:取)?电压)[^\d+\-−]{0,20}([+\-−]?\d*[.,]?\d+(?:e[+-]?\d+)?)\s*(mV|V)?/i.exec(
        text,
      );
    if (match === null) continue;
    const volts = numberOf(match[1]) * (/^mv$/i.test(match[2] ?? '') ? 1e-3 : 1);
    if (volts !== 0 && Number.isFinite(volts)) return { volts, line: notes[i].number };
  }
  return undefined;
}

/** "unit: uS", "conductance in uS", "G [uS]" in a remark. */
function unitIn(texts: readonly string[]): Unit | undefined {
  const said =
    /(?:units?|in|conductances?|currents?|resistances?|leitwert\w*|einheit\w*|[GIR])\s*(?:is|are|in|=|:)?\s*(?:in\s+)?[([]?\s*((?:[x×*]?\s*1(?:0\s*\^?|e)\s*[+\-−]?\d+\s*)?[fpnuµμmkMG]?(?:S|A|Ω|Ω|[oO]hms?|siemens))\b[)\]]?/;
  for (const text of texts) {
    const match = said.exec(text);
    const unit = match === null ? undefined : unitOf(match[1]);
    if (isMeasuredUnit(unit)) return unit;
    for (const bracket of text.matchAll(/[([]([^()[\]]+)[)\]]/g)) {
      const inside = unitOf(bracket[1]);
      if (isMeasuredUnit(inside)) return inside;
    }
  }
  return undefined;
}
