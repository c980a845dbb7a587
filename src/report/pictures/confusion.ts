/** Confusion matrices as heat maps with numbers. */
import * as Plot from '@observablehq/plot';
import { percent } from '../text/words.ts';
import { type Panel, type Picture, panelWidth } from './plot.ts';
import { INK, PAPER } from './theme.ts';

/** Rows: true class; columns: class chosen. Test samples, summed over the seeds shown. */
export interface NamedConfusion {
  readonly label: string;
  readonly counts: readonly (readonly number[])[];
}

/** More classes than this leave no room for numbers of a readable size. */
const MOST_NUMBERS = 14;
const LEFT = 44;
const TOP = 44;

export function confusion(
  matrices: readonly NamedConfusion[],
  { title }: { readonly title: string },
): Picture {
  const columns = matrices.length > 1 ? 2 : 1;
  return {
    title,
    subtitle:
      'Of the test samples of a class (row), the percentage that the output layer took for each class (column). ' +
      'Empty: none; a point: less than half a percent.',
    panels: matrices.map((matrix) => matrixPanel(matrix, columns)),
    columns,
  };
}

interface Cell {
  readonly actual: number;
  readonly chosen: number;
  /** Percent of the row. */
  readonly share: number;
}

function matrixPanel({ label, counts }: NamedConfusion, columns: number): Panel {
  const classes = counts.length;
  const cells: Cell[] = counts.flatMap((row, actual) => {
    const total = row.reduce((sum, count) => sum + count, 0) || 1;
    return row.map((count, chosen) => ({ actual, chosen, share: (100 * count) / total }));
  });
  const side = Math.min(42, Math.floor((panelWidth(columns) - LEFT - 8) / classes));
  const every = Math.max(1, Math.ceil(20 / side));
  const names = Array.from({ length: classes }, (_, i) => i);
  const ticks = names.filter((name) => name % every === 0);
  const marks: Plot.Markish[] = [
    Plot.cell(cells, { x: 'chosen', y: 'actual', fill: (cell: Cell) => shade(cell.share), inset: 0.5 }),
  ];
  if (classes <= MOST_NUMBERS) {
    marks.push(
      Plot.text(cells, {
        x: 'chosen',
        y: 'actual',
        text: (cell: Cell) => shareText(cell.share),
        fill: (cell: Cell) => (cell.share > 45 ? PAPER : INK),
      }),
    );
  }
  return {
    title: `${label}: ${percent(accuracy(counts))} % right`,
    options: {
      width: panelWidth(columns),
      height: TOP + classes * side + 8,
      marginTop: TOP,
      marginBottom: 8,
      marginLeft: LEFT,
      marginRight: panelWidth(columns) - LEFT - classes * side,
      x: {
        type: 'band',
        domain: names,
        ticks,
        axis: 'top',
        label: 'class chosen',
        labelAnchor: 'center',
        labelArrow: 'none',
        tickSize: 0,
        padding: 0,
      },
      y: {
        type: 'band',
        domain: names,
        ticks,
        label: 'true class',
        labelAnchor: 'center',
        labelArrow: 'none',
        tickSize: 0,
        padding: 0,
      },
      color: { type: 'identity' },
      marks,
    },
  };
}

function shareText(share: number): string {
  if (share === 0) return '';
  return share < 0.5 ? '·' : share.toFixed(0);
}

function accuracy(counts: readonly (readonly number[])[]): number {
  let right = 0;
  let all = 0;
  counts.forEach((row, actual) => {
    right += row[actual];
    for (const count of row) all += count;
  });
  return right / (all || 1);
}

/** White to blue; small shares are lifted by a square root so that single mistakes show. */
function shade(share: number): string {
  const depth = Math.sqrt(Math.max(0, Math.min(1, share / 100)));
  const channel = (from: number, to: number) => Math.round(from + (to - from) * depth);
  return `rgb(${channel(246, 0)},${channel(248, 88)},${channel(250, 150)})`;
}

/** The sum of several matrices of one size, as of the seeds of an arm. */
export function summed(
  matrices: readonly (readonly (readonly number[])[])[],
): readonly (readonly number[])[] {
  return matrices[0].map((row, i) =>
    row.map((_, j) => matrices.reduce((sum, matrix) => sum + matrix[i][j], 0)),
  );
}
