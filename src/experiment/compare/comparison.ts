/** What `memspike compare --json` prints: arms against their baselines, over seeds. Accuracies are fractions. */
import type { RunRecord } from '../run/record.ts';

export interface Spread {
  readonly mean: number;
  /** Sample standard deviation over the seeds; 0 for one seed. */
  readonly std: number;
  readonly runs: readonly number[];
}

export interface Baseline {
  /** Of its runs, in the order of `accuracy.runs`. */
  readonly seeds: readonly number[];
  readonly device: 'ideal' | 'linear';
  /** Pulses from rail to rail of the linear device; 0 for ideal, which has no levels. */
  readonly levels: number;
  /** Cycle-to-cycle noise per pulse that the baseline shares with its arms, as a fraction of the range … */
  readonly c2c: number;
  /** … or of the step. */
  readonly c2cOf?: 'step';
  readonly noise: 'on' | 'off';
  readonly accuracy: Spread;
  readonly hiddenAccuracy: Spread;
}

export interface Arm {
  /** Of its runs, in the order of `accuracy.runs`: runs of two arms with the same seed are a pair. */
  readonly seeds: readonly number[];
  readonly device: string;
  /** What is doubtful about the device itself, as its file says. */
  readonly doubt?: string;
  readonly policy: string;
  /** Cycle-to-cycle noise. */
  readonly noise: 'on' | 'off';
  /** Device-to-device spread. */
  readonly d2d: boolean;
  readonly accuracy: Spread;
  readonly hiddenAccuracy: Spread;
  /** Output-layer accuracy of the linear device with as many levels and the same noise, minus this arm's, over the seeds that both have. NaN without one. */
  readonly dropFromBaseline: number;
  /** The same against ideal weights. */
  readonly dropFromIdeal: number;
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
  readonly dataset: { readonly id: string; readonly train: number; readonly test: number };
  readonly network: string;
  readonly baselines: readonly Baseline[];
  readonly arms: readonly Arm[];
}

/** A comparison with the records behind it, as the report draws it. */
export interface ComparisonWithRecords {
  readonly comparison: Comparison;
  readonly records: readonly RunRecord[];
}
