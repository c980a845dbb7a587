/** What accuracy costs: every arm against its energy, its reads, its digital memory and its devices, four panels per device. */
import * as Plot from '@observablehq/plot';
import type { Arm, Comparison } from '../../experiment/compare/comparison.ts';
import { type DeviceGroup, groupByDevice } from '../../experiment/compare/groups.ts';
import { joules, quantity } from '../text/words.ts';
import { grid, type Panel, type Picture, panelWidth } from './plot.ts';
import { FAINT, INK, spreadApart, stroke } from './theme.ts';

interface Point {
  readonly policy: string;
  readonly price: number;
  readonly accuracy: number;
  readonly readsNothing: boolean;
}

const PRICES = [
  { label: 'write energy / sample', of: (arm: Arm) => arm.energyPerSample, tick: joules },
  { label: 'device reads / sample', of: (arm: Arm) => arm.updateReadsPerSample, tick: quantity },
  { label: 'memory (bits / synapse)', of: (arm: Arm) => arm.digitalBitsPerSynapse, tick: quantity },
  { label: 'devices / synapse', of: (arm: Arm) => arm.devicesPerSynapse, tick: quantity },
] as const;
const COLUMNS = 2;
const HEIGHT = 240;
const TOP = 22;
const BOTTOM = 40;
/** Policies that colours and dashes tell apart; of more, the best are named where they stand. */
const MOST_COLOURS = 14;
/** Arms further below the best, in points, would squeeze all others together: they are left out. */
const DEPTH = 10;

/** Standalone SVG; the comparison has at least one arm. */
export function accuracyByPrice({ arms }: Comparison): Picture {
  const policies = [...new Set(arms.map((arm) => arm.policy))];
  const coloured = policies.length <= MOST_COLOURS;
  const groups = groupByDevice(arms);
  return {
    title: 'What accuracy costs',
    subtitle:
      'Mean accuracy of the output layer on test samples. Dots: policies, filled where updates need no device read, ' +
      `open where they do. Line${coloured ? '' : ' and names'}: arms that no other arm beats in both accuracy and ` +
      'price. Write energy is that of the pulses in the devices alone. Prices are on a logarithmic scale beyond the ' +
      `least. Arms more than ${DEPTH} points below the best are left out.`,
    legend: coloured ? policies.map((policy, i) => ({ label: policy, ...stroke(i) })) : [],
    panels: groups.flatMap((group) => panelsOf(group, coloured ? policies : [])),
    columns: COLUMNS,
  };
}

function panelsOf({ title, arms }: DeviceGroup<Arm>, coloured: readonly string[]): Panel[] {
  const best = 100 * Math.max(...arms.map((arm) => arm.accuracy.mean));
  const shown = arms.filter((arm) => 100 * arm.accuracy.mean >= best - DEPTH);
  const accuracies = shown.map((arm) => 100 * arm.accuracy.mean);
  const low = Math.floor(Math.min(...accuracies) - 0.5);
  const high = Math.ceil(best + 0.5);
  return PRICES.map(({ label, of, tick }, column) => {
    const points = shown.flatMap((arm): Point[] => {
      const price = of(arm);
      if (price === undefined) return [];
      const accuracy = 100 * arm.accuracy.mean;
      return [{ policy: arm.policy, price, accuracy, readsNothing: arm.updateReads === 0 }];
    });
    const colour = ({ policy }: Point) =>
      coloured.length > 0 ? stroke(coloured.indexOf(policy)).colour : stroke(0).colour;
    const unbeaten = frontier(points);
    return {
      title: column === 0 ? title : column < COLUMNS ? '' : undefined,
      options: {
        width: panelWidth(COLUMNS),
        height: HEIGHT,
        marginTop: TOP,
        marginBottom: BOTTOM,
        marginLeft: 44,
        marginRight: 16,
        x: {
          ...priceScale(points.map(({ price }) => price)),
          label,
          labelAnchor: 'center',
          labelArrow: 'none',
          tickFormat: (price: number) => tick(price).replace(/\.0+(?= |$)/, ''),
        },
        y: {
          domain: [low, high],
          label: column % COLUMNS === 0 ? 'accuracy (%)' : null,
          labelArrow: 'none',
          ticks: 5,
        },
        color: { type: 'identity' },
        marks: [
          grid('y', 5),
          Plot.line(unbeaten, { x: 'price', y: 'accuracy', curve: 'step-after', stroke: FAINT }),
          ...(coloured.length > 0
            ? []
            : names(unbeaten, { low, high, prices: points.map(({ price }) => price) })),
          Plot.dot(points, {
            x: 'price',
            y: 'accuracy',
            r: 4.5,
            stroke: colour,
            strokeWidth: 2,
            fill: (point: Point) => (point.readsNothing ? colour(point) : 'white'),
          }),
          ...(points.length > 0
            ? []
            : [Plot.text(['the device has no pulse shapes'], { frameAnchor: 'middle', fill: FAINT })]),
        ],
      },
    };
  });
}

/** Linear up to the least price that is not 0, logarithmic beyond. */
function priceScale(prices: readonly number[]): Plot.ScaleOptions {
  const positive = prices.filter((price) => price > 0);
  if (positive.length === 0) return { domain: [0, 1], ticks: [0] };
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const domain = [prices.includes(0) ? 0 : least / 1.3, most * 1.3];
  const decades = Math.floor(Math.log10(most)) - Math.ceil(Math.log10(least));
  const tens = Array.from(
    { length: Math.max(0, decades) + 1 },
    (_, k) => 10 ** (Math.ceil(Math.log10(least)) + k),
  );
  const whole =
    decades < 1 ? [least, most] : tens.filter((_, k) => (decades - k) % Math.ceil((decades + 1) / 4) === 0);
  return {
    type: domain[0] > 0 ? 'log' : 'symlog',
    ...(domain[0] > 0 ? {} : { constant: least }),
    domain,
    ticks: [...(prices.includes(0) ? [0] : []), ...whole],
  };
}

/** Names of the points at their right, or at their left in the right half; those that would collide stand apart. */
function names(
  points: readonly Point[],
  { low, high, prices }: { low: number; high: number; prices: readonly number[] },
): Plot.Markish[] {
  const [first, most] = [Math.min(...prices), Math.max(...prices)];
  const least = Math.min(...prices.filter((price) => price > 0));
  const perPixel = (high - low) / (HEIGHT - TOP - BOTTOM);
  const heights = spreadApart(
    points.map(({ accuracy }) => accuracy),
    { gap: 14 * perPixel, low, high },
  );
  const place = (price: number) => Math.log1p(price / least);
  return points.map((point, i) => {
    const left = place(point.price) - place(first) > 0.5 * (place(most) - place(first));
    return Plot.text([point], {
      x: 'price',
      y: () => heights[i],
      text: 'policy',
      textAnchor: left ? 'end' : 'start',
      dx: left ? -9 : 9,
      fill: INK,
      stroke: 'white',
      strokeWidth: 4,
    });
  });
}

/** The points that no other beats: cheapest first, each dearer one more accurate than all before it. */
export function frontier<P extends { readonly price: number; readonly accuracy: number }>(
  points: readonly P[],
): P[] {
  const sorted = [...points].sort((a, b) => a.price - b.price || b.accuracy - a.accuracy);
  let best = Number.NEGATIVE_INFINITY;
  return sorted.filter(({ accuracy }) => {
    const better = accuracy > best;
    best = Math.max(best, accuracy);
    return better;
  });
}
