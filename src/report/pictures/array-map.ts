/** Maps of one read of an array: the current of every device, the voltage across it, and what both lines drop. */

import * as Plot from '@observablehq/plot';
import type { ArrayMap } from '../../wires/array.ts';
import { withUnit } from '../text/words.ts';
import { type Panel, type Picture, panelWidth } from './plot.ts';
import { FAINT, GRID, INK, PAPER } from './theme.ts';

export interface ArrayMapOptions {
  readonly map: ArrayMap;
  /** Of the drivers; null for lines that float, whose drop is not drawn. */
  readonly voltages: readonly (number | null)[];
  /** Which read this is, counted from 1. */
  readonly read: number;
}

/** Squares of a map, at most, in each direction; larger arrays are drawn in means. */
const MOST = 48;
const COLUMNS = 2;
const [TOP, LEFT, RIGHT, BOTTOM] = [38, 46, 8, 8];

type Grid = readonly (readonly number[])[];

export function arrayMap({ map, read, voltages }: ArrayMapOptions): Picture {
  const { bitVoltages, deviceCurrents, wordVoltages } = map;
  const [rows, columns] = [deviceCurrents.length, deviceCurrents[0].length];
  const across = wordVoltages.map((row, i) => row.map((volt, j) => volt - bitVoltages[i][j]));
  const dropped = wordVoltages.map((row, i) =>
    row.map((volt) => (voltages[i] === null ? Number.NaN : (voltages[i] ?? 0) - volt)),
  );
  const [tall, wide] = [Math.ceil(rows / MOST), Math.ceil(columns / MOST)];
  const means = tall * wide > 1 ? ` A square is the mean of ${tall} × ${wide} devices.` : '';
  return {
    title: `Read ${read} of an array of ${rows} × ${columns}`,
    subtitle: `Word lines are rows, bit lines columns, both counted from 0. Each map has its own colours, from its lowest value (dark) to its highest (light). Word lines drop from their drivers, bit lines rise above ground.${means}`,
    panels: [
      panel('Current of a device', deviceCurrents, 'A'),
      panel('Voltage across a device', across, 'V'),
      panel('Drop of word lines', dropped, 'V'),
      panel('Rise of bit lines', bitVoltages, 'V'),
    ],
    columns: COLUMNS,
  };
}

interface Square {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

function panel(title: string, values: Grid, unit: string): Panel {
  const squares = squaresOf(values);
  const known = squares.map(({ value }) => value).filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const [columns, rows] = [namesOf(squares, 'column'), namesOf(squares, 'row')];
  const width = panelWidth(COLUMNS);
  const side = Math.min(42, (width - LEFT - RIGHT) / columns.length, 300 / rows.length);
  const band = (names: readonly number[], label: string) => ({
    type: 'band' as const,
    domain: names,
    ticks: names.filter((_, k) => k % Math.ceil(20 / side) === 0),
    label,
    labelAnchor: 'center' as const,
    labelArrow: 'none' as const,
    tickSize: 0,
    padding: 0,
  });
  const range = known.length === 0 ? 'lines float' : `${withUnit(low, unit)} to ${withUnit(high, unit)}`;
  return {
    title: `${title}: ${range}`,
    options: {
      width,
      height: TOP + rows.length * side + BOTTOM,
      marginTop: TOP,
      marginBottom: BOTTOM,
      marginLeft: LEFT,
      marginRight: width - LEFT - columns.length * side,
      x: { ...band(columns, 'bit line'), axis: 'top' },
      y: band(rows, 'word line'),
      color: {
        scheme: 'viridis',
        domain: known.length === 0 || low === high ? [low - 1, low + 1] : [low, high],
      },
      marks: [
        Plot.cell(squares, {
          x: 'column',
          y: 'row',
          fill: 'value',
          inset: side > 12 ? 0.5 : 0,
          ...(side > 12 ? {} : { shapeRendering: 'crispEdges' }),
        }),
      ],
    },
  };
}

/** Means of blocks of devices, named by the first row and column of each. */
function squaresOf(values: Grid): Square[] {
  const [tall, wide] = [Math.ceil(values.length / MOST), Math.ceil(values[0].length / MOST)];
  const squares: Square[] = [];
  for (let row = 0; row < values.length; row += tall)
    for (let column = 0; column < values[0].length; column += wide) {
      const block = values.slice(row, row + tall).flatMap((line) => line.slice(column, column + wide));
      const value = block.reduce((sum, one) => sum + one, 0) / block.length;
      squares.push({ row, column, value });
    }
  return squares;
}

const namesOf = (squares: readonly Square[], side: 'row' | 'column'): number[] => [
  ...new Set(squares.map((square) => square[side])),
];

/** Paper, ink and what is faint, on dark paper. */
const DARK: Readonly<Record<string, string>> = {
  [PAPER]: '#0d1117',
  [INK]: '#e6edf3',
  [FAINT]: '#9198a1',
  [GRID]: '#30363d',
};

/** An array map as SVG, with dark paper where the page or the system is dark. */
export function onAnyPaper(svg: string): string {
  const rules = Object.entries(DARK).map(([light, dark]) => `[fill="${light}"]{fill:${dark}}`);
  const style = `<style>@media (prefers-color-scheme:dark){svg{color:${DARK[INK]}}${rules.join('')}}</style>`;
  return svg.replace('</title>', `</title>\n${style}`);
}
