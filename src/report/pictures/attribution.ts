/** What each non-ideality of a device costs: a panel per device and policy, a pair of bars per effect. */
import * as Plot from '@observablehq/plot';
import type { PairedDifference } from '../../experiment/compare/paired-difference.ts';
import type { Effect } from '../../experiment/explain/effects.ts';
import type { Attribution } from '../../experiment/explain/explain.ts';
import { decimal, percent } from '../text/words.ts';
import { grid, type Panel, type Picture, panelWidth } from './plot.ts';
import { FAINT, INK, stroke, textWidth } from './theme.ts';

const ROW = 38;
const TOP = 30;
const BOTTOM = 40;
/** Pixels from the middle of a row to the middle of either bar. */
const APART = 8;
const ALL = 'all effects';
const SIDES = [
  { key: 'gainWithout', label: 'gained without it', colour: stroke(0).colour, dy: -APART },
  { key: 'lossAlone', label: 'lost to it alone', colour: stroke(1).colour, dy: APART },
] as const;

interface Bar {
  readonly row: string;
  readonly points: number;
  readonly low: number;
  readonly high: number;
  readonly hasInterval: boolean;
  readonly text: string;
}

/** Standalone SVG; `attributions` holds at least one. */
export function attributionPicture(attributions: readonly Attribution[]): Picture {
  const columns = attributions.length > 1 ? 2 : 1;
  const bars = attributions.map(barsOf);
  const ends = bars
    .flat(2)
    .flatMap(({ points, low, high }) => [points, low, high])
    .map((end) => Math.round(end * 1e6) / 1e6);
  const room = 0.05 * (Math.max(0, ...ends) - Math.min(0, ...ends)) || 1;
  const domain: [number, number] = [
    Math.floor(Math.min(0, ...ends.map((end) => (end < 0 ? end - room : 0)))),
    Math.ceil(Math.max(0, ...ends) + room),
  ];
  const seeds = Math.max(...attributions.map((one) => one.seeds.length));
  const spread =
    seeds > 1
      ? `Mean over ${seeds} seeds, line: 95 % interval of the mean (paired, Student’s t)`
      : 'One seed: no interval is known';
  return {
    title: 'What each effect costs',
    subtitle: `Accuracy of the output layer on test samples, percentage points. Gained without it: the device without this effect against the device as it is. Lost to it alone: a device with this effect only against one with none. ${spread}.`,
    legend: SIDES.map(({ label, colour }) => ({ label, colour, dash: undefined })),
    panels: attributions.map((attribution, i) => panelOf(attribution, bars[i], { domain, columns })),
    columns,
  };
}

function barsOf({ effects, total }: Attribution): readonly (readonly Bar[])[] {
  return SIDES.map(({ key }) => [
    ...effects.flatMap((share) => barOf(share.effect, share[key])),
    ...(key === 'gainWithout' ? barOf(ALL, total) : []),
  ]);
}

function barOf(row: Effect | typeof ALL, difference: PairedDifference | undefined): Bar[] {
  if (difference === undefined) return [];
  const { mean, interval } = difference;
  const [low, high] = (interval ?? [mean, mean]).map((end) => 100 * end);
  return [{ row, points: 100 * mean, low, high, hasInterval: interval !== undefined, text: percent(mean) }];
}

/** "12.1 (10.2 to 13.9)": percentage points and their interval, if it is known. */
export function inPoints({ mean, interval }: PairedDifference): string {
  if (interval === undefined) return percent(mean);
  return `${percent(mean)} (${interval.map((end) => decimal(100 * end, 1)).join(' to ')})`;
}

function panelOf(
  { device, policy, effects, asItIs, allOff }: Attribution,
  sides: readonly (readonly Bar[])[],
  { domain, columns }: { readonly domain: [number, number]; readonly columns: number },
): Panel {
  const rows = [...effects.map(({ effect }) => effect), ALL];
  const labelRoom = textWidth('nonlinearity') + 14;
  const valueRoom = textWidth('−00.0') + 12;
  const marks = sides.flatMap((bars, i): Plot.Markish[] => {
    const { colour, dy } = SIDES[i];
    return [
      Plot.ruleY(bars, { y: 'row', x1: 0, x2: 'points', dy, stroke: colour, strokeWidth: 12 }),
      Plot.ruleY(
        bars.filter(({ hasInterval }) => hasInterval),
        { y: 'row', x1: 'low', x2: 'high', dy, stroke: INK, strokeWidth: 1.5 },
      ),
      Plot.text(bars, {
        y: 'row',
        dy,
        frameAnchor: 'right',
        textAnchor: 'end',
        dx: valueRoom,
        text: 'text',
        fill: colour,
        fontVariant: 'tabular-nums',
      }),
    ];
  });
  const ends = [asItIs, allOff].map((spread) => percent(spread?.mean ?? Number.NaN));
  return {
    title: `${device}, ${policy}`,
    options: {
      width: panelWidth(columns),
      height: TOP + BOTTOM + rows.length * ROW,
      marginTop: TOP,
      marginBottom: BOTTOM,
      marginLeft: labelRoom,
      marginRight: valueRoom + 2,
      x: {
        domain,
        label: 'accuracy (percentage points)',
        labelAnchor: 'center',
        labelArrow: 'none',
        ticks: 5,
      },
      y: { type: 'point', domain: rows, label: null, tickSize: 0, padding: 0.5 },
      marks: [
        grid('x', 5),
        ...marks,
        Plot.ruleX([0], { stroke: INK }),
        Plot.text([`as it is ${ends[0]} %, all effects off ${ends[1]} %`], {
          frameAnchor: 'top-left',
          dy: -22,
          fill: FAINT,
        }),
      ],
    },
  };
}
