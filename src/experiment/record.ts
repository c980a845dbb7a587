/**
 * What a finished run leaves behind: one line of NDJSON. Everything a table, a picture or a re-run needs is in it.
 */
import type { ExperimentConfig } from './config.ts';

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

/** Equal-width bins between `low` and `high`. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

export interface LayerRecord {
  readonly inputs: number;
  readonly outputs: number;
  readonly ltpPulses: number;
  readonly ltdPulses: number;
  /** Pulses whose device ended on a rail. */
  readonly clippedPulses: number;
  readonly maxPulsesPerDevice: number;
  /** Device reads made for the sake of an update. */
  readonly updateReads: number;
  /** Normalised conductance (0–1) of every device that is written; absent for the ideal device. */
  readonly conductances?: Histogram;
  readonly weights: Histogram;
  /** Devices by pulses received: log2 bins, bin 0 holds devices without a pulse, bin k those with 2^(k-1) … 2^k - 1. */
  readonly pulsesPerDevice?: readonly number[];
}

export interface RunRecord {
  readonly format: 'memspike-run/1';
  /** SHA-256 of the resolved configuration (which holds the seed). */
  readonly id: string;
  readonly config: ExperimentConfig;
  readonly versions: { readonly memspike: string; readonly runtime: string; readonly kernels: string };
  readonly dataset: { readonly id: string; readonly train: number; readonly test: number };
  readonly seed: number;
  readonly epochs: readonly EpochRecord[];
  /** Of the last epoch. */
  readonly accuracy: number;
  readonly hiddenAccuracy: number;
  /** Rows: true class; columns: class chosen by the output layer. */
  readonly confusion: readonly (readonly number[])[];
  readonly layers: readonly LayerRecord[];
  readonly pulsesPerSample: number;
  readonly maxPulsesPerDevice: number;
  readonly updateReads: number;
  readonly digitalBitsPerSynapse: number;
  readonly devicesPerSynapse: number;
  /** SHA-256 of the final conductances of all layers (of the weights, for the ideal device). */
  readonly conductanceHash: string;
  readonly trainingSeconds: number;
  readonly samplesPerSecond: number;
  readonly machine: string;
}
