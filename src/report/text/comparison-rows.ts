/** A comparison as rows of words: one content for the terminal, Markdown and HTML. */
import {
  type Accuracies,
  type Arm,
  type Baseline,
  type Comparison,
  judged,
} from '../../experiment/compare/comparison.ts';
import { groupByDevice } from '../../experiment/compare/groups.ts';
import type { Metric } from '../../experiment/verdict/learnt.ts';
import { decimal, joules, percentSpread, quantity, signed } from './words.ts';

export interface Column {
  /** One line; a `|` marks where a narrow table may break it. */
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface Row {
  readonly kind: 'baseline' | 'arm';
  /** True for the first row of a device. */
  readonly opensDevice: boolean;
  readonly cells: readonly string[];
}

const ACCURACIES: Readonly<Record<Metric, readonly string[]>> = {
  accuracy: ['output|%', 'hidden|%'],
  balanced: ['output,|bal. %', 'hidden,|bal. %'],
};
const REST = [
  'points|vs ideal',
  'points|vs linear',
  'pulses|/ sample',
  'busiest|device',
  'energy|/ sample',
  'read-|free',
  'reads|/ sample',
  'bits|/ synapse',
  'devices|/ synapse',
];
const NONE = '–';

/** Baselines first, then device by device in order of appearance, the most accurate arm of each first. */
export function comparisonRows(comparison: Comparison): {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
} {
  const { arms, baselines, metric } = comparison;
  // Ideal weights have no pulses and hence no noise: they are run once, whatever the arms are run with.
  const noisy = [...arms, ...baselines.filter(({ device }) => device !== 'ideal')];
  const bothNoises = new Set(noisy.map(({ noise }) => noise)).size > 1;
  const labels = bothNoises ? ['device', 'policy', 'noise'] : ['device', 'policy'];
  const columns: Column[] = [
    ...labels.map((title) => ({ title, align: 'left' as const })),
    ...[...ACCURACIES[metric], ...REST].map((title) => ({ title, align: 'right' as const })),
  ];
  const named = (device: string, policy: string, noise: string) =>
    bothNoises ? [device, policy, noise] : [device, policy];
  const rows: Row[] = baselines.map((baseline, i) => ({
    kind: 'baseline',
    opensDevice: i === 0,
    cells: [
      ...named(baselineName(baseline), NONE, baseline.device === 'ideal' ? NONE : baseline.noise),
      ...baselineNumbers(baseline, comparison),
    ],
  }));
  for (const group of groupByDevice(arms)) {
    const sorted = [...group.arms].sort((a, b) => judged(b, metric).mean - judged(a, metric).mean);
    sorted.forEach((arm, i) => {
      rows.push({
        kind: 'arm',
        opensDevice: i === 0,
        cells: [...named(arm.device, arm.policy, arm.noise), ...armNumbers(arm, metric)],
      });
    });
  }
  return { columns, rows };
}

/** "ideal weights" or "linear, 97 levels, c2c 3.5 %". */
export function baselineName({ device, levels, c2c, c2cOf }: Baseline): string {
  if (device === 'ideal') return 'ideal weights';
  const noise =
    c2c > 0
      ? `, c2c ${decimal(100 * c2c, c2c < 0.001 ? 2 : 1)} %${c2cOf === 'step' ? ' of a step' : ''}`
      : '';
  return `linear, ${quantity(levels)} levels${noise}`;
}

function baselineNumbers(baseline: Baseline, { baselines, metric }: Comparison): readonly string[] {
  const ideals = baselines.filter(({ device }) => device === 'ideal');
  const ideal = ideals.find(({ noise }) => noise === baseline.noise) ?? ideals[0];
  const below =
    baseline.device === 'ideal' || ideal === undefined
      ? NONE
      : signed(judged(baseline, metric).mean - judged(ideal, metric).mean);
  const known = [...accuracies(baseline, metric), below];
  return [...known, ...REST.slice(1).map(() => NONE)];
}

function accuracies(one: Accuracies, metric: Metric): readonly string[] {
  return [judged(one, metric), metric === 'balanced' ? one.hiddenBalancedAccuracy : one.hiddenAccuracy].map(
    percentSpread,
  );
}

function armNumbers(arm: Arm, metric: Metric): readonly string[] {
  return [
    ...accuracies(arm, metric),
    signed(-arm.dropFromIdeal),
    signed(-arm.dropFromBaseline),
    quantity(arm.pulsesPerSample),
    quantity(arm.maxPulsesPerDevice),
    joules(arm.energyPerSample),
    arm.updateReads > 0 ? 'no' : 'yes',
    quantity(arm.updateReadsPerSample),
    quantity(arm.digitalBitsPerSynapse),
    quantity(arm.devicesPerSynapse),
  ];
}
