/** docs/pictures/scale.svg: time and memory against synapses, time against spikes. */
import * as Plot from '@observablehq/plot';
import { grid, type Panel, panelWidth, toSvg } from '../../src/report/plot.ts';
import { FAINT, stroke } from '../../src/report/theme.ts';
import type { Point, Scale } from './main.ts';

const HEIGHT = 280;
const COLUMNS = 2;

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  readonly dash: string | undefined;
  readonly line: string;
}

export function scalePicture({ families, spikes }: Scale): string {
  const marks = (y: (point: Point) => number, dash?: string): Mark[] =>
    families.flatMap(({ name, points }, k) =>
      points.map((point) => ({
        x: point.synapses,
        y: y(point),
        colour: stroke(k).colour,
        dash,
        line: `${name} ${dash}`,
      })),
    );
  const dashed = '6 4';
  const bySpikes = (y: (point: Point) => number, dash?: string): Mark[] =>
    spikes.map((point) => ({
      x: point.spikes,
      y: y(point),
      colour: stroke(0).colour,
      dash,
      line: `${dash}`,
    }));
  return toSvg({
    title: 'Time and memory from ten thousand to a hundred million synapses',
    subtitle:
      'Best CPU time of one core. Solid: training, one update a sample; dashed: inference. 50 steps, strokes of which a ' +
      'fifth of the pixels is grey, policy “none”. Grey lines: the same time for every synapse of the network. An ' +
      'active synapse is a weight that a spike reads, or one that an update looks at.',
    legend: families.map(({ name }, k) => ({ label: name, ...stroke(k) })),
    columns: COLUMNS,
    panels: [
      panel(
        'Time of a sample',
        [...marks((point) => point.train.best / 1e6), ...marks((point) => point.infer.best / 1e6, dashed)],
        { x: 'synapses', y: 'CPU ms / sample', log: true, constant: [0.1, 1] },
      ),
      panel(
        'Time of an active synapse',
        [
          ...marks((point) => point.train.best / (point.reads + point.pairs)),
          ...marks((point) => point.infer.best / point.reads, dashed),
        ],
        { x: 'synapses', y: 'CPU ns / active synapse' },
      ),
      panel(
        'Memory of a synapse',
        marks((point) => point.bytes / point.synapses),
        {
          x: 'synapses',
          y: 'bytes / synapse',
        },
      ),
      panel(
        `Time against spikes, ${spikes[0].synapses.toLocaleString('en')} synapses`,
        [
          ...bySpikes((point) => point.train.best / 1e6),
          ...bySpikes((point) => point.infer.best / 1e6, dashed),
        ],
        { x: 'spikes / sample', y: 'CPU ms / sample', linear: true },
      ),
    ],
  });
}

interface Axes {
  readonly x: string;
  readonly y: string;
  /** Both axes logarithmic (`log`) or linear (`linear`); otherwise x is logarithmic and y starts at 0. */
  readonly log?: boolean;
  readonly linear?: boolean;
  /** Nanoseconds a synapse that lines are drawn for. */
  readonly constant?: readonly number[];
}

function panel(title: string, marks: readonly Mark[], axes: Axes): Panel {
  const xs = marks.map(({ x }) => x);
  const ys = marks.map(({ y }) => y);
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  const guides = (axes.constant ?? []).flatMap((each) =>
    [least, most].map((x) => ({ x, y: (each * x) / 1e6, each })),
  );
  const label = { labelAnchor: 'center', labelArrow: 'none' } as const;
  return {
    title,
    options: {
      width: panelWidth(COLUMNS),
      height: HEIGHT,
      marginTop: 22,
      marginBottom: 40,
      marginLeft: 50,
      marginRight: 24,
      x: {
        ...label,
        label: axes.x,
        ...(axes.linear
          ? { domain: [0, most], ticks: 5, tickFormat: (x: number) => x.toLocaleString('en') }
          : { type: 'log', ticks: powers(least, most), tickFormat: power }),
      },
      y: {
        labelArrow: 'none',
        label: axes.y,
        ...(axes.log
          ? {
              type: 'log',
              ticks: powers(Math.min(...ys), Math.max(...ys)),
              tickFormat: (y: number) => `${y}`,
            }
          : { domain: [0, 1.05 * Math.max(...ys)], ticks: 5 }),
      },
      color: { type: 'identity' },
      marks: [
        grid('y', axes.log ? undefined : 5),
        Plot.line(guides, { x: 'x', y: 'y', z: 'each', stroke: FAINT, strokeOpacity: 0.5 }),
        Plot.text(
          guides.filter(({ x }) => x === most),
          {
            x: 'x',
            y: 'y',
            text: ({ each }: { each: number }) => `${each} ns`,
            dy: -8,
            dx: -22,
            fill: FAINT,
          },
        ),
        ...lines(marks),
        Plot.dot(marks, { x: 'x', y: 'y', r: 2.5, fill: 'colour' }),
      ],
    },
  };
}

/** One mark for every line: a dash pattern is no channel. */
function lines(marks: readonly Mark[]): Plot.Markish[] {
  return [...new Set(marks.map(({ line }) => line))].map((name) => {
    const own = marks.filter(({ line }) => line === name);
    return Plot.line(own, {
      x: 'x',
      y: 'y',
      stroke: own[0].colour,
      strokeWidth: 2,
      strokeDasharray: own[0].dash,
    });
  });
}

function powers(least: number, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(least / 1.2)), Math.floor(Math.log10(most * 1.2))];
  return Array.from({ length: last - first + 1 }, (_, k) => Number(`1e${first + k}`));
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function power(x: number): string {
  return `10${[...`${Math.round(Math.log10(x))}`].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
}
