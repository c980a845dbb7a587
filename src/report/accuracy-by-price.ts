/** What accuracy costs: every arm against its energy, its digital memory and its devices, a row of panels per device. */
import * as Plot from '@observablehq/plot';
import type { Arm, Comparison } from '../experiment/comparison.ts';
import { type DeviceGroup, groupByDevice } from './arm-of.ts';
import { grid, type Panel, panelWidth, toSvg } from './plot.ts';
import { FAINT, stroke } from './theme.ts';
import { joules, quantity } from './words.ts';

interface Point {
  readonly policy: string;
  readonly price: number;
  readonly accuracy: number;
  readonly readsNothing: boolean;
}

const PRICES = [
  { label: 'write energy / sample', of: (arm: Arm) => arm.energyPerSample, tick: joules },
  { label: 'memory (bits / synapse)', of: (arm: Arm) => arm.digitalBitsPerSynapse, tick: quantity },
  { label: 'devices / synapse', of: (arm: Arm) => arm.devicesPerSynapse, tick: quantity },
] as const;
const HEIGHT = 220;

/** Standalone SVG; the comparison has at least one arm. */
export function accuracyByPrice({ arms }: Comparison): string {
  const policies = [...new Set(arms.map((arm) => arm.policy))];
  const groups = groupByDevice(arms);
  return toSvg({
    title: 'What accuracy costs',
    subtitle:
      'Mean accuracy of the output layer on test samples. Dots: policies, filled where updates need no device read, ' +
      'open where they do. Line: arms that no other arm beats in both accuracy and price. Write energy is that of ' +
      'the pulses in the devices alone.',
    legend: policies.map((policy, i) => ({ label: policy, ...stroke(i) })),
    panels: groups.flatMap((group) => panelsOf(group, policies)),
    columns: PRICES.length,
  });
}

function panelsOf({ title, arms }: DeviceGroup<Arm>, policies: readonly string[]): Panel[] {
  const accuracies = arms.map((arm) => 100 * arm.accuracy.mean);
  const low = Math.floor(Math.min(...accuracies) - 0.5);
  const high = Math.ceil(Math.max(...accuracies) + 0.5);
  return PRICES.map(({ label, of, tick }, column) => {
    const points = arms.flatMap((arm): Point[] => {
      const price = of(arm);
      if (price === undefined) return [];
      const accuracy = 100 * arm.accuracy.mean;
      return [{ policy: arm.policy, price, accuracy, readsNothing: arm.updateReads === 0 }];
    });
    const colour = ({ policy }: Point) => stroke(policies.indexOf(policy)).colour;
    const most = Math.max(0, ...points.map(({ price }) => price));
    return {
      title: column === 0 ? title : undefined,
      options: {
        width: panelWidth(PRICES.length),
        height: HEIGHT,
        marginTop: 12,
        marginBottom: 40,
        marginLeft: 44,
        marginRight: 12,
        x: {
          domain: [0, most > 0 ? 1.08 * most : 1],
          label,
          labelAnchor: 'center',
          labelArrow: 'none',
          ticks: 2,
          tickFormat: (price: number) => tick(price).replace(/\.0+(?= )/, ''),
        },
        y: { domain: [low, high], label: column === 0 ? 'accuracy (%)' : null, labelArrow: 'none', ticks: 5 },
        color: { type: 'identity' },
        marks: [
          grid('y', 5),
          Plot.line(frontier(points), { x: 'price', y: 'accuracy', curve: 'step-after', stroke: FAINT }),
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
