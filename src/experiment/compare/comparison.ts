/** What `memspike compare --json` prints: arms against their baselines, over seeds. Accuracies are fractions. */
import type { DatasetRecord, RunRecord } from '../run/record.ts';
import type { Metric } from '../verdict/learnt.ts';

export interface Spread {
  readonly mean: number;
  /** Sample standard deviation over the seeds; 0 for one seed. */
  readonly std: number;
  readonly runs: readonly number[];
}

/** What the runs of an arm or of a baseline reached. */
export interface Accuracies {
  /** In the order of `accuracy.runs`: runs of two arms with the same seed are a pair. */
  readonly seeds: readonly number[];
  /** Of the output layer. */
  readonly accuracy: Spread;
  readonly hiddenAccuracy: Spread;
  /** Mean over the classes of their recall. */
  readonly balancedAccuracy: Spread;
  readonly hiddenBalancedAccuracy: Spread;
  /** By class, mean over the seeds; null for a class without test samples. */
  readonly recall: readonly (number | null)[];
}

export interface Baseline extends Accuracies {
  readonly device: 'ideal' | 'linear';
  /** Pulses from rail to rail of the linear device; 0 for ideal, which has no levels. */
  readonly levels: number;
  /** Cycle-to-cycle noise per pulse that the baseline shares with its arms, as a fraction of the range … */
  readonly c2c: number;
  /** … or of the step. */
  readonly c2cOf?: 'step';
  readonly noise: 'on' | 'off';
}

export interface Arm extends Accuracies {
  readonly device: string;
  /** What is doubtful about the device itself, as its file says. */
  readonly doubt?: string;
  readonly policy: string;
  /** Cycle-to-cycle noise. */
  readonly noise: 'on' | 'off';
  /** Device-to-device spread. */
  readonly d2d: boolean;
  /** What ideal weights reach by the metric, minus what this arm does, over the seeds that both have. NaN without a finished baseline. */
  readonly dropFromIdeal: number;
  /** The same against the linear device with as many levels and the same noise. */
  readonly dropFromBaseline: number;
  readonly pulsesPerSample: number;
  readonly maxPulsesPerDevice: number;
  /** Device reads made for the sake of updates, in a whole training. */
  readonly updateReads: number;
  readonly updateReadsPerSample: number;
  /** Joules that pulses dissipate in the devices; absent where the device has no pulse shapes. */
  readonly energyPerSample?: number;
  readonly digitalBitsPerSynapse: number;
  readonly devicesPerSynapse: number;
  readonly samplesPerSecond: number;
  readonly conductanceHash: readonly string[];
}

export interface Comparison {
  readonly dataset: DatasetRecord;
  /** What drops are counted in, and arms sorted by. */
  readonly metric: Metric;
  readonly network: string;
  readonly baselines: readonly Baseline[];
  readonly arms: readonly Arm[];
}

/** By the metric, of the output layer. */
export function judged(one: Accuracies, metric: Metric): Spread {
  return metric === 'balanced' ? one.balancedAccuracy : one.accuracy;
}

/** A comparison with the records behind it, as the report draws it. */
export interface ComparisonWithRecords {
  readonly comparison: Comparison;
  readonly records: readonly RunRecord[];
}
