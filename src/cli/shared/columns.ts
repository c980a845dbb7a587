/** Plain columns of text. */
import { plainLine } from '../../report/text/plain.ts';

/** Two spaces between columns, as wide as their widest cell; the last one is as long as it is. */
export function printRows(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(plainLine));
  const widths = clean[0].map((_, column) => Math.max(...clean.map((row) => row[column].length)));
  return clean
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
