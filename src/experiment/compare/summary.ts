/** From records to a comparison: means over seeds, and what each arm loses against its baselines. */

import type { DatasetRecord, RunRecord } from '../run/record.ts';
import { type Metric, usualMetric } from '../verdict/learnt.ts';
import {
  type Accuracies,
  type Arm,
  type Baseline,
  type Comparison,
  judged,
  type Spread,
} from './comparison.ts';
import { type Job, linearCounterpart } from './plan.ts';

/** A finished job. */
export interface Finished {
  readonly job: Job;
  readonly record: RunRecord;
}

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

/** What finished jobs say; jobs that are missing (a stopped comparison) are left out, arms without a run too. */
export function summarise(finished: readonly Finished[], options: SummaryOptions = {}): Comparison {
  const [first] = finished;
  const dataset = first?.record.dataset ?? NO_DATA;
  const metric = options.metric ?? usualMetric(dataset);
  const groups = new Map<string, Finished[]>();
  for (const one of finished) {
    const key = groupOf(one.job);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const ofRole = (role: Job['role']) => [...groups.values()].filter(([{ job }]) => job.role === role);
  const baselines = [...ofRole('ideal'), ...ofRole('linear')].map(baselineOf);
  return {
    dataset,
    metric,
    network: first ? networkName(first.record) : '',
    baselines,
    arms: ofRole('arm').map((group) => armOf(group, baselines, metric)),
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

function groupOf({ role, noise, config: { device, compensation, noise: sources } }: Job): string {
  return [role, noise, device.name, device.levels, device.c2c, compensation.policy, sources.d2d].join('|');
}

function baselineOf(group: readonly Finished[]): Baseline {
  const { job } = group[0];
  return {
    device: job.role === 'ideal' ? 'ideal' : 'linear',
    levels: job.role === 'ideal' ? 0 : job.config.device.levels,
    c2c: job.config.noise.c2c ? job.config.device.c2c : 0,
    ...(job.config.device.c2cOf && { c2cOf: job.config.device.c2cOf }),
    noise: job.noise,
    ...accuraciesOf(group.map(({ record }) => record)),
  };
}

/** Of the runs of one arm or baseline, over its seeds. */
export function accuraciesOf(records: readonly RunRecord[]): Accuracies {
  return {
    accuracy: spreadOf(records.map((one) => one.accuracy)),
    hiddenAccuracy: spreadOf(records.map((one) => one.hiddenAccuracy)),
    balancedAccuracy: spreadOf(records.map((one) => one.balancedAccuracy)),
    hiddenBalancedAccuracy: spreadOf(records.map((one) => one.hiddenBalancedAccuracy)),
    recall: records[0].recall.map((share, label) =>
      share === null ? null : meanOf(records.map((one) => one.recall[label] ?? 0)),
    ),
  };
}

function armOf(group: readonly Finished[], baselines: readonly Baseline[], metric: Metric): Arm {
  const { job, record } = group[0];
  const records = group.map((one) => one.record);
  const accuracies = accuraciesOf(records);
  const linear = linearCounterpart(job.config.device, job.noise);
  const beside = baselines.find(
    (one) =>
      one.device === 'linear' &&
      one.levels === linear.levels &&
      one.c2c === linear.c2c &&
      one.c2cOf === linear.c2cOf &&
      one.noise === job.noise,
  );
  const ideal = baselines.find((one) => one.device === 'ideal');
  const energies = records.flatMap((one) => one.energyPerSample ?? []);
  const drop = (from: Baseline | undefined) =>
    from ? judged(from, metric).mean - judged(accuracies, metric).mean : Number.NaN;
  return {
    device: job.config.device.name,
    ...(job.config.device.doubt === undefined ? {} : { doubt: job.config.device.doubt }),
    policy: job.config.compensation.policy,
    noise: job.noise,
    d2d: job.config.noise.d2d,
    ...accuracies,
    dropFromIdeal: drop(ideal),
    dropFromBaseline: drop(beside ?? ideal),
    pulsesPerSample: meanOf(records.map((one) => one.pulsesPerSample)),
    maxPulsesPerDevice: Math.max(...records.map((one) => one.maxPulsesPerDevice)),
    updateReads: meanOf(records.map((one) => one.updateReads)),
    updateReadsPerSample: meanOf(
      records.map(
        ({ config, dataset, updateReads }) => updateReads / (config.training.epochs * dataset.train),
      ),
    ),
    ...(energies.length === records.length && { energyPerSample: meanOf(energies) }),
    digitalBitsPerSynapse: record.digitalBitsPerSynapse,
    devicesPerSynapse: record.devicesPerSynapse,
    samplesPerSecond: meanOf(records.map((one) => one.samplesPerSecond)),
    conductanceHash: records.map((one) => one.conductanceHash),
  };
}

function networkName({ layers, config }: RunRecord): string {
  const sizes = [layers[0].inputs, ...layers.map(({ outputs }) => outputs)];
  return `${sizes.join('-')}, ${config.network.steps} steps`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
