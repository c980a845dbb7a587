/**
 * Cells of one line of a CSV file, found without cutting the line into strings.
 */

const QUOTE = 34;
const SPACE = 32;

/** A walk along the cells of a line; `from` and `to` delimit the current one (without spaces and quotes). */
export interface CellWalk {
  readonly text: string;
  /** Character code. */
  readonly separator: number;
  at: number;
  end: number;
  from: number;
  to: number;
  isQuoted: boolean;
  /** A quote was opened and not closed on the line, or text follows a closing quote. */
  isBroken: boolean;
}

export function walkLine(text: string, separator: number, from: number, end: number): CellWalk {
  return { text, separator, at: from, end, from, to: from, isQuoted: false, isBroken: false };
}

/** Moves to the next cell; false if there is none. An empty line has one cell, which is empty. */
export function nextCell(walk: CellWalk): boolean {
  const { text, separator, end } = walk;
  let at = walk.at;
  if (at > end) return false;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  walk.isQuoted = at < end && text.charCodeAt(at) === QUOTE;
  if (walk.isQuoted) at = closeQuote(walk, at + 1);
  else walk.from = at;
  const mark = at;
  while (at < end && text.charCodeAt(at) !== separator) at++;
  walk.at = at + 1;
  if (walk.isQuoted) {
    for (let i = mark; i < at; i++) if (text.charCodeAt(i) !== SPACE) walk.isBroken = true;
    return true;
  }
  while (at > walk.from && text.charCodeAt(at - 1) === SPACE) at--;
  walk.to = at;
  return true;
}

/** Sets the cell to what stands between the quotes; returns the position after the closing one. */
function closeQuote(walk: CellWalk, start: number): number {
  const { text, end } = walk;
  walk.from = start;
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) !== QUOTE) continue;
    if (at + 1 < end && text.charCodeAt(at + 1) === QUOTE) {
      at++;
      continue;
    }
    walk.to = at;
    return at + 1;
  }
  walk.to = end;
  walk.isBroken = true;
  return end;
}

/** The current cell as a string, doubled quotes undone. */
export function cellText({ text, from, to, isQuoted }: CellWalk): string {
  const raw = text.slice(from, to);
  return isQuoted ? raw.replaceAll('""', '"').trim() : raw;
}

/** Cells of a line without looking into quotes: no less than there are, and cheap for a line of any length. */
export function mostCells(text: string, separator: number, from: number, end: number): number {
  let cells = 1;
  for (let at = from; at < end; at++) if (text.charCodeAt(at) === separator) cells++;
  return cells;
}

/** All cells of a line, for the first lines of a file. */
export function cellsOf(text: string, separator: number, from: number, end: number): string[] {
  const walk = walkLine(text, separator, from, end);
  const cells: string[] = [];
  while (nextCell(walk)) cells.push(cellText(walk));
  return cells;
}

/** Tab if the line has one outside quotes, else semicolon, else comma: the latter may be decimal marks. */
export function separatorOf(text: string, from: number, end: number): number {
  let isInside = false;
  let found = ',';
  for (let at = from; at < end; at++) {
    const character = text[at];
    if (character === '"') isInside = !isInside;
    else if (!isInside && character === '\t') return 9;
    else if (!isInside && character === ';') found = ';';
  }
  return found.charCodeAt(0);
}

// A point between both runs of digits: without it a cell of digits alone could be cut anywhere, and was.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A finite decimal number, or NaN. `hasDecimalComma`: commas are read as points. */
export function parseNumber(text: string, hasDecimalComma: boolean): number {
  const plain = hasDecimalComma ? text.replace(',', '.') : text;
  if (!NUMBER.test(plain)) return Number.NaN;
  const value = Number(plain);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** The value of up to nine plain digits (pixels, mostly) without making a string; -1 for anything else. */
export function smallWhole(text: string, from: number, to: number): number {
  if (to === from || to - from > 9) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
