/**
 * A workbook made safe for its reader, which fills every cell from A1 to the farthest one that a sheet names, whatever
 * it is: the cells that sheets name are looked at first, and the reader gets the entries as they were counted.
 */
import { MemspikeError } from '../../errors.ts';
import type { Entries } from './archive.ts';

/** Those of Excel. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** From A1 to the last, of all sheets. */
const MOST_CELLS = 2e7;

/** An archive of the entries that the reader knows, not compressed. Throws DATA for sheets beyond all measure. */
export async function checkedWorkbook(entries: Entries, where: string): Promise<ArrayBuffer> {
  let cells = 0;
  for (const [name, bytes] of entries) {
    if (!/^xl\/worksheets\/.*\.xml$/i.test(name)) continue;
    cells += cellsOf(new TextDecoder().decode(bytes), `${where}, ${name}`);
    if (cells > MOST_CELLS) refuse(where, `${cells} cells from A1 to the last`, `${MOST_CELLS}`);
  }
  const { zipSync } = await import('fflate');
  const known = [...entries].filter(([name]) => /\.(xml|rels)$/i.test(name));
  return zipSync(Object.fromEntries(known), { level: 0 }).buffer as ArrayBuffer;
}

/** Cells of the smallest rectangle from A1 that holds all that is named: `r` of rows and cells. */
function cellsOf(xml: string, where: string): number {
  let [rows, columns, row] = [0, 0, 0];
  for (const [, single, double] of xml.matchAll(/\sr\s*=\s*(?:'([^']*)'|"([^"]*)")/g)) {
    const name = single ?? double;
    const parts = /^([A-Z]{0,3})(\d{0,7})$/i.exec(name);
    if (parts === null)
      return refuse(where, JSON.stringify(name.slice(0, 40)), 'the name of a cell, like B12');
    row = parts[2] === '' ? row : Number(parts[2]);
    rows = Math.max(rows, row);
    columns = Math.max(columns, columnOf(parts[1]));
  }
  if (rows > MOST_ROWS || columns > MOST_COLUMNS)
    return refuse(
      where,
      `row ${rows}, column ${columns}`,
      `up to ${MOST_ROWS} rows and ${MOST_COLUMNS} columns`,
    );
  return rows * columns;
}

/** 1 of "A", 28 of "AB". */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function refuse(where: string, received: string, accepted: string): never {
  throw new MemspikeError('DATA', 'is a workbook with cells where none can be', {
    where,
    received,
    accepted,
    hint: 'save its sheet as CSV',
  });
}
