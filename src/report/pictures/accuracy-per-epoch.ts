/** How accuracy grows over the epochs: a line per policy with the range of its seeds, a panel per device. */
import * as Plot from '@observablehq/plot';
import { type ArmName, type ArmRuns, groupByArm, groupByDevice } from '../../experiment/compare/groups.ts';
import type { RunRecord } from '../../experiment/run/record.ts';
import { grid, type Panel, type Picture, panelWidth } from './plot.ts';
import { type Stroke, shorten, spreadApart, stroke, textWidth } from './theme.ts';

const TOP = 22;
const BOTTOM = 42;
const LEFT = 40;
/** Distance of two names beside the panel, px. */
const GAP = 15;

export function accuracyPerEpoch(records: readonly RunRecord[]): Picture {
  const arms = groupByArm(records);
  const compared = arms.filter(({ role }) => role === 'arm');
  const policies = [...new Set(compared.map((arm) => arm.policy))];
  const panels: { readonly title: string; readonly lines: readonly Line[] }[] = groupByDevice(compared).map(
    ({ title, arms: members }) => ({
      title,
      lines: members.map((arm) => line(arm, arm.policy, stroke(policies.indexOf(arm.policy)))),
    }),
  );
  const baselines = arms.filter(({ role }) => role !== 'arm');
  if (baselines.length > 0) {
    panels.push({
      title: 'Baselines',
      lines: baselines.map((arm, i) => line(arm, baselineName(arm, baselines), stroke(i))),
    });
  }
  const columns = panels.length > 1 ? 2 : 1;
  const values = panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points));
  const low = Math.max(0, Math.floor((Math.min(...values.map((point) => point.low)) - 1) / 5) * 5);
  const high = Math.min(100, Math.ceil((Math.max(...values.map((point) => point.high)) + 1) / 5) * 5);
  return {
    title: 'Accuracy per epoch',
    subtitle: 'Output layer, test samples. Line: mean over seeds; band: from the lowest seed to the highest.',
    panels: panels.map(({ title, lines }) => panel(title, lines, { low, high, columns })),
    columns,
  };
}

/** The device, with as much of the rest as tells it from the other baselines. */
function baselineName({ device, policy, noise }: ArmName, all: readonly ArmName[]): string {
  const alike = all.filter((arm) => arm.device === device);
  const parts = [device];
  if (new Set(alike.map((arm) => arm.policy)).size > 1) parts.push(policy);
  if (new Set(alike.map((arm) => arm.noise)).size > 1) parts.push(`noise ${noise}`);
  return parts.join(', ');
}

/** Percent. */
interface EpochPoint {
  readonly epoch: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

interface Line extends Stroke {
  readonly name: string;
  readonly points: readonly EpochPoint[];
}

function line({ runs }: ArmRuns, name: string, how: Stroke): Line {
  const epochs = Math.min(...runs.map((run) => run.epochs.length));
  const points = Array.from({ length: epochs }, (_, i) => {
    const values = runs.map((run) => 100 * run.epochs[i].accuracy);
    return {
      epoch: runs[0].epochs[i].epoch,
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      low: Math.min(...values),
      high: Math.max(...values),
    };
  });
  return { ...how, name, points };
}

interface Layout {
  /** Percent. */
  readonly low: number;
  readonly high: number;
  readonly columns: number;
}

function panel(title: string, lines: readonly Line[], { low, high, columns }: Layout): Panel {
  const height = Math.max(250, TOP + BOTTOM + lines.length * GAP);
  const nameRoom = Math.min(
    columns === 1 ? 280 : 210,
    Math.max(...lines.map(({ name }) => textWidth(name))) + 34,
  );
  const ends = lines.map(({ points }) => points[points.length - 1]);
  const places = spreadApart(
    ends.map((end) => end.mean),
    { gap: (GAP * (high - low)) / (height - TOP - BOTTOM), low, high },
  );
  const last = Math.max(...ends.map((end) => end.epoch));
  const domain: [number, number] = last > 1 ? [1, last] : [0.5, 1.5];
  const epochsPerPixel = (domain[1] - domain[0]) / (panelWidth(columns) - LEFT - nameRoom);
  const marks: Plot.Markish[] = [grid('y', 5)];
  for (const { points, colour } of lines) {
    marks.push(Plot.areaY(points, { x: 'epoch', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.15 }));
  }
  lines.forEach(({ name, points, colour, dash }, i) => {
    const nameAt = domain[1] + 22 * epochsPerPixel;
    marks.push(
      Plot.lineY(points, { x: 'epoch', y: 'mean', stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
      Plot.dot(points, { x: 'epoch', y: 'mean', fill: colour, r: points.length > 12 ? 1.5 : 2.5 }),
      // From the end of the curve to its name, which may have had to make room for others.
      Plot.link([0], {
        x1: ends[i].epoch,
        x2: nameAt,
        y1: ends[i].mean,
        y2: places[i],
        stroke: colour,
        strokeDasharray: dash,
      }),
      Plot.text([0], {
        x: nameAt,
        y: places[i],
        dx: 4,
        textAnchor: 'start',
        text: () => shorten(name, nameRoom - 30),
      }),
    );
  });
  return {
    title,
    options: {
      width: panelWidth(columns),
      height,
      marginTop: TOP,
      marginBottom: BOTTOM,
      marginLeft: LEFT,
      marginRight: nameRoom,
      x: {
        label: 'epoch',
        labelAnchor: 'center',
        labelArrow: 'none',
        domain,
        ticks: wholeTicks(last),
        tickFormat: 'd',
      },
      y: { label: 'accuracy (%)', labelArrow: 'none', domain: [low, high], ticks: 5 },
      marks,
    },
  };
}

/** At most eight epochs named on the axis, whole numbers, the last among them. */
function wholeTicks(last: number): number[] {
  const step = Math.ceil(last / 8);
  return Array.from({ length: Math.ceil(last / step) }, (_, i) => last - i * step).reverse();
}
