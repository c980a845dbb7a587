/** Matrices in MATLAB's notation, as NeuroSim's nonlinear_fit.m has them pasted: exp_LTP_raw=[0 1e-6; 1 2e-6; …]; */
import { numberOf } from './cell.ts';

export interface Matrix {
  readonly name: string;
  readonly rows: readonly (readonly number[])[];
  /** Of each row, 1-based. */
  readonly lines: readonly number[];
}

const LEAST_ROWS = 4;

/** Every matrix of four rows or more; none for a text that is no such program. */
export function matricesOf(text: string): Matrix[] {
  const found: Matrix[] = [];
  const lineAt = lineCounter(text);
  const open = /(?:^|[\n;])[ \t]*([A-Za-z]\w*)[ \t]*=[ \t]*\[/g;
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    const from = match.index + match[0].length;
    const to = text.indexOf(']', from);
    if (to < 0) break;
    const matrix = matrixOf(match[1], text.slice(from, to), lineAt(from));
    if (matrix !== undefined) found.push(matrix);
    open.lastIndex = to;
  }
  return found;
}

/** Numbers of lines, from 1, of positions that only rise: the text is gone through once. */
function lineCounter(text: string): (to: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (to) => {
    for (; next >= 0 && next < to; next = text.indexOf('\n', next + 1)) line++;
    return line;
  };
}

function matrixOf(name: string, body: string, firstLine: number): Matrix | undefined {
  const rows: number[][] = [];
  const lines: number[] = [];
  for (const [i, line] of body.split('\n').entries())
    for (const part of line
      .replace(/%.*$/, '')
      .replace(/\.\.\.\s*$/, '')
      .split(';')) {
      const cells = part.trim().split(/[\s,]+/);
      if (cells[0] === '') continue;
      rows.push(cells.map(numberOf));
      lines.push(firstLine + i);
    }
  const width = rows[0]?.length ?? 0;
  // A vector in one row is one in a column.
  if (rows.length === 1 && width >= LEAST_ROWS)
    return { name, rows: rows[0].map((value) => [value]), lines: rows[0].map(() => firstLine) };
  const isTable =
    rows.length >= LEAST_ROWS && rows.every((row) => row.length === width && !row.some(Number.isNaN));
  return isTable ? { name, rows, lines } : undefined;
}
