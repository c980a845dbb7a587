/** From records to a comparison: means over seeds, and what each arm loses against its baselines. */

import type { DatasetRecord, RunRecord } from '../run/record.ts';
import { type Metric, usualMetric } from '../verdict/learnt.ts';
import type { Accuracies, Arm, Baseline, Comparison, Spread } from './comparison.ts';
import { type ArmRuns, bySeed, differenceBySeed, groupByArm, isControlOf } from './groups.ts';

export function spreadOf(runs: readonly number[]): Spread {
  const mean = meanOf(runs);
  const variance =
    runs.length > 1 ? runs.reduce((sum, run) => sum + (run - mean) ** 2, 0) / (runs.length - 1) : 0;
  return { mean, std: Math.sqrt(variance), runs };
}

export interface SummaryOptions {
  /** What drops are counted in. Default: accuracy, or balanced accuracy where the data set is skewed. */
  readonly metric?: Metric;
}

/** What records say; runs that are missing (a stopped comparison) are left out, arms without a run too. */
export function summarise(records: readonly RunRecord[], options: SummaryOptions = {}): Comparison {
  const [first] = records;
  const dataset = first?.dataset ?? NO_DATA;
  const metric = options.metric ?? usualMetric(dataset);
  const groups = groupByArm(records);
  const baselines = (['ideal', 'linear'] as const).flatMap((role) =>
    groups.filter((group) => group.role === role),
  );
  return {
    dataset,
    metric,
    network: first ? networkName(first) : '',
    baselines: baselines.map(baselineOf),
    arms: groups.filter(({ role }) => role === 'arm').map((group) => armOf(group, baselines, metric)),
  };
}

const NO_DATA: DatasetRecord = {
  id: '',
  train: 0,
  test: 0,
  tested: [],
  majority: { class: '', accuracy: 0 },
  centroid: { accuracy: 0, balancedAccuracy: 0 },
};

function baselineOf({ role, noise, runs }: ArmRuns): Baseline {
  const [{ config }] = runs;
  return {
    device: role === 'ideal' ? 'ideal' : 'linear',
    levels: role === 'ideal' ? 0 : config.device.levels,
    c2c: config.noise.c2c ? config.device.c2c : 0,
    ...(config.device.c2cOf && { c2cOf: config.device.c2cOf }),
    noise,
    ...accuraciesOf(runs),
  };
}

/** Of the runs of one arm or baseline, over its seeds. */
export function accuraciesOf(runs: readonly RunRecord[]): Accuracies {
  return {
    seeds: runs.map(({ config }) => config.seed),
    accuracy: spreadOf(runs.map(({ accuracy }) => accuracy)),
    hiddenAccuracy: spreadOf(runs.map(({ hiddenAccuracy }) => hiddenAccuracy)),
    balancedAccuracy: spreadOf(runs.map(({ balancedAccuracy }) => balancedAccuracy)),
    hiddenBalancedAccuracy: spreadOf(runs.map((one) => one.hiddenBalancedAccuracy)),
    recall: runs[0].recall.map((share, label) =>
      share === null ? null : meanOf(runs.map(({ recall }) => recall[label] ?? 0)),
    ),
  };
}

function armOf(group: ArmRuns, baselines: readonly ArmRuns[], metric: Metric): Arm {
  const { runs, policy, noise } = group;
  const [record] = runs;
  const { device, noise: sources } = record.config;
  const controls = baselines.filter((baseline) => isControlOf(baseline, group));
  const ideal = controls.find(({ role }) => role === 'ideal');
  const energies = runs.flatMap((one) => one.energyPerSample ?? []);
  return {
    device: device.name,
    ...(device.doubt === undefined ? {} : { doubt: device.doubt }),
    policy,
    noise,
    d2d: sources.d2d,
    ...accuraciesOf(runs),
    dropFromIdeal: dropFrom(ideal, group, metric),
    dropFromBaseline: dropFrom(controls.find(({ role }) => role === 'linear') ?? ideal, group, metric),
    pulsesPerSample: meanOf(runs.map((one) => one.pulsesPerSample)),
    maxPulsesPerDevice: Math.max(...runs.map((one) => one.maxPulsesPerDevice)),
    updateReads: meanOf(runs.map((one) => one.updateReads)),
    updateReadsPerSample: meanOf(
      runs.map(({ config, dataset, updateReads }) => updateReads / (config.training.epochs * dataset.train)),
    ),
    ...(energies.length === runs.length && { energyPerSample: meanOf(energies) }),
    digitalBitsPerSynapse: record.digitalBitsPerSynapse,
    devicesPerSynapse: record.devicesPerSynapse,
    samplesPerSecond: meanOf(runs.map((one) => one.samplesPerSecond)),
    conductanceHash: runs.map((one) => one.conductanceHash),
  };
}

/** Over the seeds that both have. */
function dropFrom(baseline: ArmRuns | undefined, arm: ArmRuns, metric: Metric): number {
  if (baseline === undefined) return Number.NaN;
  const accuracies = (runs: readonly RunRecord[]) => bySeed(runs, (one) => judgedRun(one, metric));
  return differenceBySeed(accuracies(baseline.runs), accuracies(arm.runs))?.mean ?? Number.NaN;
}

function judgedRun({ accuracy, balancedAccuracy }: RunRecord, metric: Metric): number {
  return metric === 'balanced' ? balancedAccuracy : accuracy;
}

function networkName({ layers, config }: RunRecord): string {
  const sizes = [layers[0].inputs, ...layers.map(({ outputs }) => outputs)];
  return `${sizes.join('-')}, ${config.network.steps} steps`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
