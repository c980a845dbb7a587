/** All p values in one picture: their distribution, and how far their extremes reach. */
import * as Plot from '@observablehq/plot';
import { nodeSvg } from '../../src/report/node-document.ts';
import { grid, panelWidth } from '../../src/report/pictures/plot.ts';
import { GRID, stroke } from '../../src/report/pictures/theme.ts';
import { power, type Tested } from './page.ts';
import { extremity } from './trial.ts';

interface Step {
  readonly p: number;
  readonly share: number;
}

/** Where the picture ends: closer ones stand at its edge. */
const LEAST = 1e-12;
const DISTANCES = [1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2];
const SHARES = [1e-4, 1e-3, 1e-2, 1e-1, 1];
const QUIET = { stroke: GRID, strokeOpacity: 1 };

export function pValues(tested: readonly Tested[]): string {
  const of = (control: boolean) =>
    tested
      .filter(({ stream }) => (stream.from === 'control') === control)
      .flatMap(({ trials }) => trials.flatMap(({ tests }) => tests.map(({ p }) => p)));
  const [own, bad] = [of(false), of(true)];
  const colours = [stroke(0).colour, stroke(1).colour];
  return nodeSvg({
    title: 'p values of all statistical tests of the generator',
    subtitle:
      `Left: the share of p values below p, of ${own.length} tests of memspike’s streams and ${bad.length} of generators ` +
      'that are bad on purpose; uniform p values lie on the diagonal. Right: the share that lies closer to 0 or 1 ' +
      'than the distance on the axis; the line is what chance gives.',
    legend: [
      { label: 'memspike', ...stroke(0) },
      { label: 'bad on purpose', ...stroke(1) },
      { label: 'chance', colour: '#000000', dash: '2 3' },
    ],
    columns: 2,
    panels: [
      {
        options: {
          width: panelWidth(2),
          height: 310,
          marginBottom: 44,
          x: { label: 'p' },
          y: { label: 'share below p' },
          marks: [grid('x'), grid('y'), chance([0, 1], [0, 1]), ...steps([own, bad], colours, 1)],
        },
      },
      {
        options: {
          width: panelWidth(2),
          height: 310,
          marginBottom: 44,
          marginLeft: 48,
          x: {
            label: 'distance of p to 0 or 1',
            type: 'log',
            domain: [LEAST, 0.5],
            ticks: DISTANCES,
            tickFormat: power,
          },
          y: { label: 'share closer', type: 'log', domain: [1e-4, 1], ticks: SHARES, tickFormat: power },
          marks: [
            Plot.gridX(DISTANCES, QUIET),
            Plot.gridY(SHARES, QUIET),
            chance([5e-5, 0.5], [1e-4, 1]),
            ...steps(
              [own, bad].map((p) => p.map((x) => Math.max(LEAST, extremity(x)))),
              colours,
              0.5,
            ),
          ],
        },
      },
    ],
  });
}

function chance([x1, x2]: readonly number[], [y1, y2]: readonly number[]): Plot.Markish {
  return Plot.link([0], { x1, x2, y1, y2, stroke: '#000000', strokeDasharray: '2 3' });
}

function steps(
  samples: readonly (readonly number[])[],
  colours: readonly string[],
  to: number,
): Plot.Markish[] {
  return samples.map((sample, i) =>
    Plot.line(shares(sample, to), {
      x: 'p',
      y: 'share',
      curve: 'step-after',
      stroke: colours[i],
      strokeWidth: 1.8,
      clip: true,
    }),
  );
}

/** The empirical distribution, to the end of its range. */
function shares(sample: readonly number[], to: number): Step[] {
  const sorted = [...sample].sort((a, b) => a - b);
  const found = sorted.map((p, i) => ({ p, share: (i + 1) / sorted.length }));
  return [...found, { p: to, share: 1 }];
}
