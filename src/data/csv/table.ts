/**
 * The numbers and labels of a CSV text.
 */
import { MemspikeError } from '../../errors.ts';
import { cellsOf, mostCells, separatorOf, walkLine } from './cells.ts';
import { layoutOf } from './header.ts';
import { beforeFirst, countLines, type Line, newlineOf, nextLine } from './lines.ts';
import { addRow, type CsvRows, createRows } from './rows.ts';

const COMMA = 44;
/** As many lines as a network can have. */
const MOST_COLUMNS = 2 ** 20;

/**
 * Reads all samples. Throws DATA with "file:line" and the column for whatever is not a table of numbers with one
 * label per line.
 */
export function readCsvTable(text: string, name: string, label: string | undefined): CsvRows {
  const newline = newlineOf(text);
  const line = beforeFirst(text);
  if (!nextLine(text, newline, line)) throw new MemspikeError('DATA', 'the file is empty', { where: name });
  const headLine = line.number;
  const where = `${name}:${headLine}`;
  const separator = separatorOf(text, line.from, line.to);
  const hasDecimalComma = separator !== COMMA;
  const first = firstCells(text, separator, line, where);
  const columns = first.length;
  if (columns < 2)
    throw new MemspikeError('DATA', 'has one column, expected features and a label', {
      where,
      accepted: 'columns separated by commas, semicolons or tabs',
    });

  const after = { ...line };
  const second = nextLine(text, newline, after) ? firstCells(text, separator, after, where) : [];
  const layout = layoutOf(first, second, label, hasDecimalComma, where);
  if (layout.hasHeader && second.length === 0)
    throw new MemspikeError('DATA', 'has a header and no samples', { where });

  const lines = countLines(text, newline);
  // A cell takes two characters at least: itself and what separates it from the next.
  const values = Math.min(lines * (columns - 1), Math.ceil((text.length + 1) / 2));
  const rows = createRows({ name, columns, layout, headLine, hasDecimalComma }, { values, rows: lines });
  if (layout.hasHeader) nextLine(text, newline, line);
  do addRow(rows, walkLine(text, separator, line.from, line.to), line.number);
  while (nextLine(text, newline, line));
  return rows;
}

/** Cut into strings, which a line of a hundred million cells is not: refused before it is. */
function firstCells(text: string, separator: number, { from, to }: Line, where: string): string[] {
  const cells = mostCells(text, separator, from, to);
  if (cells > MOST_COLUMNS)
    throw new MemspikeError('DATA', `has ${cells} columns, expected at most ${MOST_COLUMNS}`, { where });
  return cellsOf(text, separator, from, to);
}
