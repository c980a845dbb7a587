/**
 * A population: neurons of one model, the projections whose currents they add up, and the readout by which these learn.
 * A hidden population has a fixed random readout (DECOLLE); the output is read from its own membranes, and its neurons,
 * one a class, do not spike.
 */
import { type Arena, strideOf } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
import { readoutKey } from '../random/address.ts';
import type { KindOptions } from '../schema/kind.ts';
import type { Lines } from './lines.ts';
import type { NeuronModel, Neurons } from './neurons/neuron.ts';
import type { Projection } from './projection.ts';

export interface PopulationOptions {
  readonly name: string;
  readonly size: number;
  readonly model: NeuronModel;
  /** Of the model. */
  readonly neuron: KindOptions;
  /** Factor of every current before it reaches the neurons. */
  readonly gain: number;
}

export interface PopulationRole {
  /** Its place in the order in which populations take a step. */
  readonly index: number;
  /** Whether its neurons are the classes. */
  readonly output: boolean;
  readonly classes: number;
  /** Part of every random address: the index of the first of its projections. */
  readonly address: number;
}

export interface PopulationLayout extends PopulationOptions, PopulationRole {
  /** Padded neurons. */
  readonly stride: number;
  /** Padded classes. */
  readonly classStride: number;
  /** What the synapses give in a step, f32 [stride]. */
  readonly current: Pointer;
  /** U, f32 [stride]. */
  readonly membrane: Pointer;
  /** Spikes of each neuron in this presentation, f32 [stride]. */
  readonly counts: Pointer;
  /** Neurons that spike in this step, u32 [stride]. */
  readonly spikes: Pointer;
  /** Σ over the steps so far of the readout (hidden) or of the membranes (output), f32 [classStride]. */
  readonly scores: Pointer;
  /** f32 [classStride]: derivative of the loss; and scratch, what the readout gives to every class. */
  readonly error: Pointer;
  readonly probabilities: Pointer;
  /** Readout G, f32 [neurons][classStride], and its transpose, f32 [classes][stride]; 0 for the output. */
  readonly readout: Pointer;
  readonly back: Pointer;
  /** What a presentation starts from zero lies in [stateStart, stateStart + stateBytes). */
  readonly stateStart: Pointer;
  readonly stateBytes: number;
  /** Of the model's own. */
  readonly memory: { readonly state: unknown; readonly constants: unknown };
}

export interface Population extends PopulationLayout {
  readonly neurons: Neurons;
  /** Its spikes. */
  readonly lines: Lines;
  /** The order in which currents are added. */
  readonly incoming: readonly Projection[];
}

export function layoutPopulation(
  arena: Arena,
  options: PopulationOptions,
  role: PopulationRole,
): PopulationLayout {
  const { model, neuron, size } = options;
  const { classes: count, output } = role;
  const [stride, classStride] = [strideOf(size), strideOf(count)];
  const neurons = () => arena.reserve(stride * 4);
  const classes = () => arena.reserve(classStride * 4);
  const stateStart = arena.size();
  // What a step goes through lies side by side, in the order in which it does.
  const current = neurons();
  const own = model.state?.(arena, { size, stride }, neuron);
  const state = { current, membrane: neurons(), counts: neurons(), scores: classes(), error: classes() };
  const stateBytes = arena.size() - stateStart;
  return {
    ...options,
    ...role,
    ...state,
    stride,
    classStride,
    stateStart,
    stateBytes,
    probabilities: classes(),
    spikes: arena.reserve((stride + 16) * 4),
    readout: output ? 0 : arena.reserve(size * classStride * 4),
    back: output ? 0 : arena.reserve(count * stride * 4),
    memory: { state: own, constants: model.constants?.(arena, { size, stride }, neuron) },
  };
}

/** `seed` draws the readout. */
export function buildPopulation(
  engine: Engine,
  layout: PopulationLayout,
  { incoming, seed }: { readonly incoming: readonly Projection[]; readonly seed: number },
): Population {
  const { counts, gain, membrane, memory, model, neuron, output, size, spikes, stride } = layout;
  if (!output) drawReadout(engine, layout, seed);
  const place = { engine, gain, membrane, counts, size, spikes, spiking: !output, stride };
  return {
    ...layout,
    incoming,
    neurons: model.build(place, neuron, memory),
    lines: {
      size,
      graded: false,
      foreseen: undefined,
      list: 0,
      listed: size,
      places: 0,
      counts,
      levels: 0,
      events: { at: spikes, count: 0 },
    },
  };
}

/** G uniform on ±√(3/neurons), so that a score has unit variance for neurons that all spike. */
function drawReadout(engine: Engine, layout: PopulationLayout, seed: number): void {
  const { address, back, classes, classStride, readout, size, stride } = layout;
  const [k0, k1] = readoutKey(seed, address);
  engine.kernels.fillUniform(readout, size * classStride, Math.sqrt(3 / size), k0, k1);
  const g = engine.f32(readout, size * classStride);
  const transposed = engine.f32(back, classes * stride);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < classStride; k++) {
      if (k < classes) transposed[k * stride + i] = g[i * classStride + k];
      else g[i * classStride + k] = 0;
    }
}

/** The class with the highest score of a population's readout, the first of equals. */
export function chosenClass(engine: Engine, { classes, scores }: PopulationLayout): number {
  const values = engine.f32(scores, classes);
  let best = 0;
  for (let k = 1; k < classes; k++) if (values[k] > values[best]) best = k;
  return best;
}
