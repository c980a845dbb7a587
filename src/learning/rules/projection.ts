/** What a learning rule sees of one projection: lines that spike, synapses, neurons. */
import type { Engine } from '../../engine/engine.ts';
import type { Kernels, Pointer } from '../../engine/kernels.ts';
import type { Spikes } from '../../network/lines.ts';
import type { Network } from '../../network/network.ts';
import type { Population } from '../../network/population.ts';
import type { Projection } from '../../network/projection.ts';
import { type Vector, viewWorkspace, type Workspace } from '../../network/workspace.ts';

/** Vectors are views of live state, made once. */
export interface ProjectionView {
  readonly engine: Engine;
  readonly kernels: Kernels;
  /** Its place among the projections, from 0. */
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
  /** Class of the sample. */
  label: number;
  /** Of the lines, in this step. */
  readonly events: Spikes;
  /** Of the neurons, in this step. */
  readonly spikes: Spikes;
  /** Spikes of each neuron so far in this presentation, [neurons]. */
  readonly spikeCounts: Vector;
  /** U, [neurons]. */
  readonly membrane: Vector;
  /** Less `threshold`, the distance of every membrane from its neuron's threshold, [neurons]. */
  readonly margin: Vector;
  readonly threshold: number;
  /** Σ over the steps so far of the class scores of the population's readout, [classes]. */
  readonly scores: Vector;
  /** Derivative of the loss with respect to each class score, [classes]; only if the rule requires it. */
  readonly error: Vector;
  /** What a gate that asks for it was told last, [classes]. */
  readonly probabilities: Vector;
  /** Fixed random readout G, [classes][stride], class-major; empty for the output. */
  readonly back: Vector;
  /** What the rule has asked for. */
  readonly memory: Workspace;
}

export function viewProjection(
  { engine, options }: Network,
  population: Population,
  { crossbar, index, lines, rows, workspace }: Projection,
): ProjectionView {
  const { back, classes, counts, error, membrane, neurons, output, scores, size, stride } = population;
  const vector = (at: Pointer, count: number): Vector => ({ at, values: engine.f32(at, count) });
  return {
    engine,
    kernels: engine.kernels,
    index,
    output,
    lines: rows,
    neurons: size,
    stride,
    classes,
    steps: options.steps,
    label: 0,
    events: lines.events,
    spikes: population.lines.events,
    spikeCounts: vector(counts, size),
    membrane: vector(membrane, size),
    margin: vector(neurons.margin.at, size),
    threshold: neurons.margin.threshold,
    scores: vector(scores, classes),
    error: vector(error, classes),
    probabilities: vector(population.probabilities, classes),
    back: vector(back, output ? 0 : classes * stride),
    memory: viewWorkspace(engine, workspace, crossbar),
  };
}
