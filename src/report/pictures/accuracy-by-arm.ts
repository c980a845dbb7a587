/** Accuracy of every arm against the linear device and ideal weights, a panel per device. */
import * as Plot from '@observablehq/plot';
import type { Arm, Comparison, Spread } from '../../experiment/compare/comparison.ts';
import { type DeviceGroup, groupByDevice } from '../../experiment/compare/groups.ts';
import { percent, percentSpread } from '../text/words.ts';
import { grid, type Panel, type Picture, panelWidth } from './plot.ts';
import { FAINT, GRID, INK, shorten, stroke, textWidth } from './theme.ts';

const ROW = 22;
const TOP = 36;
const BOTTOM = 40;
const DOT = stroke(0).colour;

export function accuracyByArm(comparison: Comparison): Picture {
  const groups = groupByDevice(comparison.arms);
  const columns = groups.length > 1 ? 2 : 1;
  const policies = [...new Set(comparison.arms.map((arm) => arm.policy))];
  const domain = accuracyDomain(comparison);
  return {
    title: 'Accuracy by device and policy',
    subtitle:
      `Output layer, test samples, %. Large dot: mean over seeds, filled where updates need no device read, open ` +
      `where they do; bar: ± one standard deviation; dots below: seeds. Solid line: linear device with as many ` +
      `levels; dashed: ideal weights.`,
    panels: groups.map((group) => devicePanel(group, { comparison, policies, domain, columns })),
    columns,
  };
}

interface Layout {
  readonly comparison: Comparison;
  readonly policies: readonly string[];
  readonly domain: readonly [number, number];
  readonly columns: number;
}

function devicePanel({ title, arms }: DeviceGroup<Arm>, { policies, domain, columns }: Layout): Panel {
  const order = policies.filter((policy) => arms.some((arm) => arm.policy === policy));
  const labelRoom = Math.min(
    columns === 1 ? 300 : 150,
    Math.max(...order.map((policy) => textWidth(policy))) + 14,
  );
  const valueRoom = Math.max(...arms.map((arm) => textWidth(percentSpread(arm.accuracy)))) + 16;
  const seeds = arms.flatMap(({ policy, accuracy }) =>
    accuracy.runs.length > 1 ? accuracy.runs.map((run) => ({ policy, accuracy: 100 * run })) : [],
  );
  const best = Math.max(...arms.map((arm) => arm.accuracy.mean));
  const marks: Plot.Markish[] = [
    grid('x', 5),
    Plot.ruleY(order, { stroke: GRID }),
    ...references(arms[0], domain),
    Plot.ruleY(arms, {
      y: 'policy',
      x1: (arm: Arm) => clamp(100 * (arm.accuracy.mean - arm.accuracy.std), domain),
      x2: (arm: Arm) => clamp(100 * (arm.accuracy.mean + arm.accuracy.std), domain),
      stroke: DOT,
      strokeWidth: 2,
    }),
    Plot.dot(arms, {
      x: (arm: Arm) => 100 * arm.accuracy.mean,
      y: 'policy',
      r: 5,
      stroke: DOT,
      strokeWidth: 2,
      fill: (arm: Arm) => (arm.updateReads > 0 ? 'white' : DOT),
    }),
    Plot.dot(seeds, { x: 'accuracy', y: 'policy', dy: 8, r: 1.6, fill: FAINT }),
    ...[400, 700].map((fontWeight) =>
      Plot.text(
        arms.filter((arm) => (arm.accuracy.mean === best) === (fontWeight === 700)),
        {
          y: 'policy',
          frameAnchor: 'right',
          textAnchor: 'end',
          dx: valueRoom,
          text: (arm: Arm) => percentSpread(arm.accuracy),
          fontWeight,
          fontVariant: 'tabular-nums',
        },
      ),
    ),
  ];
  return {
    title,
    options: {
      width: panelWidth(columns),
      height: TOP + BOTTOM + order.length * ROW,
      marginTop: TOP,
      marginBottom: BOTTOM,
      marginLeft: labelRoom,
      marginRight: valueRoom + 2,
      x: { domain: [...domain], label: 'accuracy (%)', labelAnchor: 'center', labelArrow: 'none', ticks: 5 },
      y: {
        type: 'point',
        domain: order,
        label: null,
        tickSize: 0,
        tickFormat: (policy: string) => shorten(policy, labelRoom - 12),
        padding: 0.5,
      },
      color: { type: 'identity' },
      marks,
    },
  };
}

/** The two baselines as vertical lines, named above the panel on two lines so that they never meet. */
function references(arm: Arm, domain: readonly [number, number]): readonly Plot.Markish[] {
  const ideal = 100 * (arm.accuracy.mean + arm.dropFromIdeal);
  const linear = 100 * (arm.accuracy.mean + arm.dropFromBaseline);
  return [
    ...reference('ideal weights', ideal, { dash: '5 4', rise: 26, domain }),
    ...reference('linear', linear, { dash: undefined, rise: 10, domain }),
  ];
}

function reference(
  name: string,
  accuracy: number,
  {
    dash,
    rise,
    domain,
  }: { readonly dash?: string; readonly rise: number; readonly domain: readonly [number, number] },
): readonly Plot.Markish[] {
  if (!Number.isFinite(accuracy)) return [];
  const toTheLeft = accuracy > (domain[0] + domain[1]) / 2;
  return [
    Plot.ruleX([accuracy], { stroke: INK, strokeDasharray: dash, strokeWidth: 1.5, insetTop: -rise }),
    Plot.text([accuracy], {
      x: accuracy,
      frameAnchor: 'top',
      textAnchor: toTheLeft ? 'end' : 'start',
      dx: toTheLeft ? -4 : 4,
      dy: -rise,
      text: () => `${name} ${percent(accuracy / 100)}`,
      fill: FAINT,
    }),
  ];
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.max(low, Math.min(high, value));
}

/** Percent from below the worst run to above the best one, in whole steps that leave the differences visible. */
function accuracyDomain({ arms, baselines }: Comparison): readonly [number, number] {
  const spreads: readonly Spread[] = [...arms, ...baselines].map((arm) => arm.accuracy);
  const values = spreads
    .flatMap(({ mean, std, runs }) => [mean - std, mean + std, ...runs])
    .map((value) => 100 * value);
  for (const { accuracy, dropFromIdeal, dropFromBaseline } of arms) {
    for (const drop of [dropFromIdeal, dropFromBaseline]) {
      if (Number.isFinite(drop)) values.push(100 * (accuracy.mean + drop));
    }
  }
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = Math.max(0.5, 0.05 * (high - low));
  const step = high - low > 20 ? 5 : 1;
  return [
    Math.max(0, Math.floor((low - room) / step) * step),
    Math.min(100, Math.ceil((high + room) / step) * step),
  ];
}
