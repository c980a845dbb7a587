/** docs/pictures/scale.svg: time and memory against synapses, time against spikes. */
import * as Plot from '@observablehq/plot';
import { nodeSvg } from '../../src/report/node-document.ts';
import { grid, type Panel, panelWidth } from '../../src/report/pictures/plot.ts';
import { FAINT, GRID, stroke } from '../../src/report/pictures/theme.ts';
import type { Point, Scale } from './scale.ts';

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
      x: point.inputSpikes,
      y: y(point),
      colour: stroke(0).colour,
      dash,
      line: `${dash}`,
    }));
  return nodeSvg({
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
        { x: 'synapses', y: 'CPU ms / sample', ticks: [0.01, 0.1, 1, 10], constant: [0.1, 1] },
      ),
      panel(
        'Time of an active synapse',
        [
          ...marks((point) => point.train.best / (point.reads + point.pairs)),
          ...marks((point) => point.infer.best / point.reads, dashed),
        ],
        { x: 'synapses', y: 'CPU ns / active synapse', ticks: [0.1, 0.2, 0.5, 1, 2] },
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
        { x: 'spikes of the inputs / sample', y: 'CPU ms / sample', linear: true },
      ),
    ],
  });
}

interface Axes {
  readonly x: string;
  readonly y: string;
  /** Whether x is linear rather than logarithmic. */
  readonly linear?: boolean;
  /** Of a logarithmic y; linear from 0 without. */
  readonly ticks?: readonly number[];
  /** Nanoseconds a synapse that lines are drawn for. */
  readonly constant?: readonly number[];
}

function panel(title: string, marks: readonly Mark[], { x, y, linear, ticks, constant = [] }: Axes): Panel {
  const xs = marks.map((mark) => mark.x);
  const ys = marks.map((mark) => mark.y);
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  const highest = Math.max(...ys);
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
        label: x,
        labelAnchor: 'center',
        labelArrow: 'none',
        ...(linear
          ? { domain: [0, most], ticks: 5, tickFormat: (value: number) => value.toLocaleString('en') }
          : { type: 'log', ticks: powers(least, most), tickFormat: power }),
      },
      y: {
        labelArrow: 'none',
        label: y,
        ...(ticks
          ? { type: 'log', domain: [Math.min(...ys) / 1.3, 1.3 * highest], ticks, tickFormat: String }
          : { domain: [0, 1.05 * highest], ticks: 5 }),
      },
      color: { type: 'identity' },
      marks: [
        ticks ? Plot.gridY({ stroke: GRID, strokeOpacity: 1, ticks: [...ticks] }) : grid('y', 5),
        ...constant.flatMap((each, k) => guide(each, [least, most], k === 0)),
        ...lines(marks),
        Plot.dot(marks, { x: 'x', y: 'y', r: 2.5, fill: 'colour' }),
      ],
    },
  };
}

/** So many nanoseconds a synapse, named on the side where no data are. */
function guide(each: number, ends: readonly [least: number, most: number], below: boolean): Plot.Markish[] {
  const at = (x: number) => ({ x, y: (each * x) / 1e6, label: `${each} ns / synapse` });
  const place = below
    ? ({ dx: 6, dy: 9, textAnchor: 'start' } as const)
    : ({ dx: -8, dy: -6, textAnchor: 'end' } as const);
  return [
    Plot.line(ends.map(at), { x: 'x', y: 'y', stroke: FAINT, strokeOpacity: 0.5, clip: true }),
    Plot.text([at(below ? ends[1] / 100 : ends[0] * 100)], {
      x: 'x',
      y: 'y',
      text: 'label',
      fill: FAINT,
      ...place,
    }),
  ];
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
