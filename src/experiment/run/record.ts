/**
 * What a finished run leaves behind: one line of NDJSON. Everything a table, a picture or a re-run needs is in it.
 */
import type { CrossbarTally, Histogram } from '../../crossbar/tally.ts';
import type { Yardsticks } from '../../data/yardsticks.ts';
import type { ExperimentConfig } from '../config/config.ts';
import type { Scores } from './scores.ts';

export type { Histogram };
/** The synapses of one projection at the end of a run. */
export interface LayerRecord extends CrossbarTally {
  readonly from: string;
  readonly to: string;
}

export interface EpochRecord {
  /** 1-based. */
  readonly epoch: number;
  /** Accuracy of the trained output layer on the test samples, 0–1. */
  readonly accuracy: number;
  /** Accuracy of the last hidden layer's fixed random readout, 0–1. */
  readonly hiddenAccuracy: number;
  /** Pulses given per training sample in this epoch, all layers. */
  readonly pulsesPerSample: number;
}

/** What a run learnt from and was tested with, and what that is worth without a network. */
export interface DatasetRecord extends Yardsticks {
  readonly id: string;
  /** Samples. */
  readonly train: number;
  readonly test: number;
  /** Test samples of each class, which their recall is a share of. */
  readonly tested: readonly number[];
  /** By class number, where the source has names. */
  readonly classNames?: readonly string[];
}

export interface RunRecord extends Scores {
  readonly format: 'memspike-run/2';
  /** SHA-256 of the resolved configuration (which holds the seed). */
  readonly id: string;
  readonly config: ExperimentConfig;
  readonly versions: { readonly memspike: string; readonly runtime: string; readonly kernels: string };
  readonly dataset: DatasetRecord;
  readonly seed: number;
  readonly epochs: readonly EpochRecord[];
  /** Of the last epoch. */
  readonly accuracy: number;
  readonly hiddenAccuracy: number;
  readonly hiddenBalancedAccuracy: number;
  /** Rows: true class; columns: class chosen by the output layer. */
  readonly confusion: readonly (readonly number[])[];
  /** One for every projection, as they are configured. */
  readonly layers: readonly LayerRecord[];
  readonly pulsesPerSample: number;
  readonly maxPulsesPerDevice: number;
  readonly updateReads: number;
  /** Joules that pulses dissipated in the devices, per training sample; absent where the device has no pulse shapes. */
  readonly energyPerSample?: number;
  readonly digitalBitsPerSynapse: number;
  readonly devicesPerSynapse: number;
  /** SHA-256 of the final conductances of all layers (of the weights, for the ideal device). */
  readonly conductanceHash: string;
  readonly trainingSeconds: number;
  readonly samplesPerSecond: number;
  readonly machine: string;
}
