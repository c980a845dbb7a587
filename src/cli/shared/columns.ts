/** Plain columns of text. */
import { printable } from '../../report/text/escape.ts';

/** Two spaces between columns, as wide as their widest cell; the last one is as long as it is. */
export function printRows(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(oneLine));
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

/** Names may come from files: none of their control characters reaches a terminal. */
function oneLine(text: string): string {
  return printable(text).replace(/[\n\r\t\u007f-\u009f]/g, ' ');
}
