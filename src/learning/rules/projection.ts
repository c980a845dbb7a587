/** What a learning rule sees of one projection: lines that spike, synapses, neurons. */
import type { Engine } from '../../engine/engine.ts';
import type { Kernels, Pointer } from '../../engine/kernels.ts';
import type { Layer } from '../../network/layer.ts';
import type { Network } from '../../network/network.ts';
import { type Vector, viewWorkspace, type Workspace } from '../../network/workspace.ts';

/** Those that spiked in this step, ascending: u32 [count] at `at`. */
export interface Spikes {
  at: Pointer;
  count: number;
}

/** Vectors are views of live state, made once. */
export interface ProjectionView {
  readonly engine: Engine;
  readonly kernels: Kernels;
  /** From 0. */
  readonly index: number;
  /** Whether its neurons are the classes. */
  readonly output: boolean;
  /** Presynaptic lines. */
  readonly lines: number;
  readonly neurons: number;
  /** Padded neurons: floats from one row of weights to the next. */
  readonly stride: number;
  readonly classes: number;
  /** Steps of a presentation. */
  readonly steps: number;
  /** Threshold of the neurons. */
  readonly theta: number;
  /** Class of the sample. */
  label: number;
  /** Of the lines. */
  readonly events: Spikes;
  /** Of the neurons. */
  readonly spikes: Spikes;
  /** Spikes of each neuron so far in this presentation, [neurons]. */
  readonly spikeCounts: Vector;
  /** U, [neurons]. */
  readonly membrane: Vector;
  /** Σ over the steps so far of the class scores of the layer's readout, [classes]. */
  readonly scores: Vector;
  /** Derivative of the loss with respect to each class score, [classes]; only if the rule requires it. */
  readonly error: Vector;
  /** What a gate that asks for it was told last, [classes]. */
  readonly probabilities: Vector;
  /** Fixed random readout G, [classes][stride], class-major; empty for the output layer. */
  readonly back: Vector;
  /** What the rule has asked for. */
  readonly memory: Workspace;
}

export function viewProjection({ engine, neuron, options }: Network, layer: Layer): ProjectionView {
  const { back, classes, counts, crossbar, error, output, scores, spikes, stride, u, workspace } = layer;
  const vector = (at: Pointer, count: number): Vector => ({ at, values: engine.f32(at, count) });
  return {
    engine,
    kernels: engine.kernels,
    index: layer.index,
    output,
    lines: crossbar.rows,
    neurons: crossbar.columns,
    stride,
    classes,
    steps: options.steps,
    theta: neuron.theta,
    label: 0,
    events: { at: 0, count: 0 },
    spikes: { at: spikes, count: 0 },
    spikeCounts: vector(counts, crossbar.columns),
    membrane: vector(u, crossbar.columns),
    scores: vector(scores, classes),
    error: vector(error, classes),
    probabilities: vector(layer.probabilities, classes),
    back: vector(back, output ? 0 : classes * stride),
    memory: viewWorkspace(engine, workspace, crossbar),
  };
}
