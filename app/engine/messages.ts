/** What the page and its engine, a worker, say to each other. Plain data, so that it can be posted. */
import type { DeviceOptions, ExperimentInput } from 'memspike';

/** A network that learns beside others, from the same digits in the same order: what differs is told by its lane. */
export const LANES = ['ideal', 'plain', 'chosen'] as const;
export type LaneName = (typeof LANES)[number];

/** Everything that the lanes have in common. */
export interface Choice {
  readonly device: DeviceOptions;
  readonly policy: string;
  readonly hidden: number;
  readonly steps: number;
  readonly encoder: string;
  readonly noise: boolean;
  readonly seed: number;
}

export type Order =
  /** The digits, as a file of `decodeDigits`; once, first. */
  | { readonly kind: 'digits'; readonly bytes: Uint8Array }
  /** Another data set instead of the digits. */
  | { readonly kind: 'samples'; readonly dataset: PlainDataset }
  /** Begins anew with these choices. `number` comes back with every report. */
  | { readonly kind: 'begin'; readonly choice: Choice; readonly number: number }
  | { readonly kind: 'play'; readonly samplesPerSecond: number }
  | { readonly kind: 'pause' }
  /** One more digit, paused. */
  | { readonly kind: 'step' };

export interface PlainDataset {
  readonly id: string;
  readonly features: number;
  readonly classes: number;
  readonly shape?: readonly [number, number];
  readonly classNames?: readonly string[];
  readonly train: PlainSamples;
  readonly test: PlainSamples;
}

export interface PlainSamples {
  readonly count: number;
  readonly inputs: Uint8Array;
  readonly labels: Uint16Array;
}

export interface LaneReport {
  readonly lane: LaneName;
  /** Share of the last training digits that were right before they were learnt. */
  readonly running: number;
  /** Of the watched test digits, all asked at the same moment; absent before the first time. */
  readonly tested?: number;
  readonly pulsesPerSample: number;
}

/** What the chosen lane looks like inside, at the digit that it saw last. */
export interface Look {
  readonly shape: readonly [rows: number, columns: number];
  readonly digit: Uint8Array;
  readonly label: number;
  readonly answer: number;
  /** Class scores of the output, as shares of their sum after a softmax, [classes]. */
  readonly scores: Float32Array;
  /** Spikes of the digit: pairs of step and hidden neuron. */
  readonly raster: Uint16Array;
  readonly steps: number;
  /** Membranes of the output neurons, [steps][classes]. */
  readonly membranes: Float32Array;
  /** Weights that some hidden neurons have, [neurons][features]. */
  readonly fields: Float32Array;
  readonly fieldCount: number;
  /** Devices by conductance (0–1), in equal bins; empty for ideal weights. */
  readonly conductances: readonly number[];
  /** Devices by pulses: bin 0 none, bin k from 2^(k−1) to 2^k − 1. */
  readonly pulses: readonly number[];
  /** Of the watched test digits, [truth][answer]. */
  readonly confusion: Uint16Array;
}

export type Report =
  | {
      readonly kind: 'ready';
      readonly name: string;
      readonly train: number;
      readonly test: number;
      readonly classNames: readonly string[];
    }
  | {
      readonly kind: 'progress';
      readonly number: number;
      readonly samples: number;
      /** Training digits when the lanes were tested last; −1: not yet. */
      readonly testedAt: number;
      readonly watched: number;
      readonly lanes: readonly LaneReport[];
      readonly look?: Look;
      readonly samplesPerSecond: number;
      /** All planned digits have been seen. */
      readonly done: boolean;
    }
  | { readonly kind: 'failed'; readonly number: number; readonly problem: string };

/** The configuration of a lane, the same that the command line takes. */
export function configOf(choice: Choice, lane: LaneName): ExperimentInput {
  const { device, encoder, hidden, noise, policy, seed, steps } = choice;
  return {
    device: lane === 'ideal' ? 'ideal' : device,
    compensation: { policy: lane === 'ideal' ? 'ideal-baseline' : lane === 'plain' ? 'none' : policy },
    network: { hidden: hidden === 0 ? [] : [hidden], steps },
    encoder: { kind: encoder } as ExperimentInput['encoder'],
    noise: { c2c: noise },
    seed,
  };
}
