/**
 * Learning rules. A rule says, step by step, how strongly each neuron's incoming weights should change: its
 * modulator δ. The trainer sums δ, multiplies it with what the presynaptic lines did, and writes the product.
 *
 *   ΔW[j][i] = -rate · δ_i · (activity of line j)
 */
import type { Kernels } from '../../engine/kernels.ts';
import type { Layer } from '../../network/layer.ts';
import type { LearningOptions } from '../options.ts';

/** What a rule sees of one layer at one step. Arrays are views of live state, made once. */
export interface LayerStep {
  readonly layer: Layer;
  readonly kernels: Kernels;
  readonly options: LearningOptions;
  /** Threshold of the neurons. */
  readonly theta: number;
  /** Number of steps in a presentation. */
  readonly steps: number;
  /** This step, from 0. */
  t: number;
  /** The sample's class. */
  label: number;
  /** Derivative of the loss with respect to each class score, [classes]. */
  readonly error: Float32Array;
  /** Fixed random readout G, [classes][stride], class-major; empty for the output layer. */
  readonly back: Float32Array;
  readonly stride: number;
  /** Membranes U, [neurons]. */
  readonly membrane: Float32Array;
  /** Spikes of each neuron so far in this presentation, [neurons]. */
  readonly spikeCounts: Float32Array;
  /** The modulator, [neurons]: what the rule writes. Positive asks for weaker weights. */
  readonly delta: Float32Array;
}

export interface LearningRule {
  readonly name: string;
  /** Writes `step.delta` for all neurons of the layer. `step.error` is up to date. */
  modulate(step: LayerStep): void;
}
