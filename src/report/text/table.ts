/** The comparison as a table, for a terminal and as Markdown. */
import Table from 'cli-table3';
import type { Comparison } from '../../experiment/compare/comparison.ts';
import { comparisonRows } from './comparison-rows.ts';
import { plainLine } from './plain.ts';

export interface TableOptions {
  /** Lines, colour and bold; without it only letters and spaces, as for a file or a pipe. Default: false. */
  readonly styled?: boolean;
}

/** Whether a stream should get colours and lines: a terminal, unless NO_COLOR is set (no-color.org) or TERM is "dumb". */
export function isStyled(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const refused = (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb';
  return stream.isTTY === true && !refused;
}

/** Baselines, then the arms of each device with the most accurate first. Ends without a line break. */
export function comparisonTable(comparison: Comparison, { styled = false }: TableOptions = {}): string {
  const { columns, rows } = comparisonRows(comparison);
  const table = new Table({
    head: columns.map(({ title }) =>
      title
        .split('|')
        .map(styled ? bold : plainLine)
        .join('\n'),
    ),
    colAligns: columns.map(({ align }) => align),
    style: {
      // The library's own colours depend on the environment (none where CI is set): the caller has decided already.
      head: [],
      border: [],
      compact: true,
      'padding-left': 0,
      'padding-right': 2,
    },
    chars: styled ? RULED : BARE,
  });
  rows.forEach((row, i) => {
    if (row.opensDevice && i > 0) table.push(columns.map(() => ''));
    table.push(row.cells.map(plainLine));
  });
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The same as a Markdown table (GitHub's dialect), with a line break at the end. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { columns, rows } = comparisonRows(comparison);
  const lines = [
    columns.map(({ title }) => title.replace('|', ' ')),
    columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...rows.map((row) => row.cells.map((cell) => plainLine(cell).replace(/[\\|`<&*_[\]]/g, '\\$&'))),
  ];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/** In a terminal's bold letters. */
export function bold(text: string): string {
  return `\u001b[1m${text}\u001b[22m`;
}

const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};
const RULED = { ...BARE, mid: '─', 'mid-mid': '─', 'left-mid': '', 'right-mid': '' };
