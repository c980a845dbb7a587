/**
 * A network: an encoder and a list of layers over one engine. Plain data; `present` runs a sample through it.
 */
import type { Crossbar } from '../crossbar/crossbar.ts';
import { READ, type ReadAddress } from '../crossbar/periphery/read-address.ts';
import { createArena, requireFits } from '../engine/arena.ts';
import { type Backend, createEngine, type Engine, type KernelSource } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
import type { SynapsesOptions } from '../synapses/synapses.ts';
import { type Encoder, type EncoderOptions, layoutEncoder } from './encoders/encoder.ts';
import { buildLayer, type Layer, layoutLayer } from './layer.ts';
import { type NeuronOptions, RESETS } from './neurons/neuron.ts';
import { layoutAhead } from './read-ahead.ts';
import { layoutTraces, type Traces } from './traces.ts';
import type { WorkspaceShape } from './workspace.ts';

export interface NetworkOptions {
  readonly inputs: number;
  readonly classes: number;
  /** Steps of a presentation. */
  readonly steps: number;
  readonly encoder: EncoderOptions;
  readonly neuron: NeuronOptions;
  /** One entry per layer, the output layer last: columns of one are rows of the next. */
  readonly synapses: readonly SynapsesOptions[];
  /** Whether presynaptic traces are kept, for updates within a presentation. */
  readonly traces: boolean;
  /**
   * Whether weights stay as they are throughout a presentation and nobody asks which spikes a step has, so that a large
   * first layer may be read for all steps at once. Default: if no traces are kept.
   */
  readonly ahead?: boolean;
  /** What the learning rule keeps beside the synapses of each layer. */
  readonly workspace?: WorkspaceShape;
  readonly backend?: Backend;
  readonly source?: KernelSource;
}

export interface Network {
  readonly options: NetworkOptions;
  readonly engine: Engine;
  readonly encoder: Encoder;
  readonly layers: readonly Layer[];
  /** Presynaptic traces of each layer's lines, where they are kept. */
  readonly traces: readonly Traces[];
  readonly neuron: NeuronCoefficients;
  /** Currents of the first layer that are read before the first step; 0 where every step reads its own. */
  readonly ahead: Pointer;
  /** Address of the read that is made now. */
  readonly reading: ReadAddress;
  /** Bytes of linear memory in use. */
  readonly bytes: number;
}

export interface NeuronCoefficients extends NeuronOptions {
  readonly resetCode: number;
}

export async function createNetwork(options: NetworkOptions): Promise<Network> {
  const { backend, neuron, source } = options;
  const { ahead, bytes, encoder, layouts, traces } = layoutNetwork(options);
  const engine = await createEngine({ bytes, backend, source });
  return {
    options,
    engine,
    encoder,
    layers: layouts.map((layout) => buildLayer(engine, layout)),
    traces,
    neuron: { ...neuron, resetCode: RESETS.indexOf(neuron.reset) },
    ahead,
    reading: { purpose: READ.test, time: 0, term: 0, place: 0 },
    bytes,
  };
}

/** Where everything will lie, and how many bytes that takes. Throws MEMORY if linear memory cannot hold them. */
export function layoutNetwork(options: Omit<NetworkOptions, 'backend' | 'source'>) {
  const { inputs, classes, steps, synapses, workspace } = options;
  const arena = createArena();
  const encoder = layoutEncoder(arena, options.encoder, inputs, steps);
  const layouts = synapses.map((one, index) =>
    layoutLayer(arena, one, { index, output: index === synapses.length - 1, classes, workspace }),
  );
  const traces = options.traces ? synapses.map(({ crossbar }) => layoutTraces(arena, crossbar.rows)) : [];
  const spiking = options.encoder.kind !== 'current';
  const ahead = spiking && (options.ahead ?? !options.traces) ? layoutAhead(arena, layouts[0], steps) : 0;
  const bytes = arena.size();
  requireFits(
    bytes,
    synapses.reduce((sum, { crossbar }) => sum + crossbar.rows * crossbar.columns, 0),
  );
  return { ahead, bytes, encoder, layouts, traces };
}

/** All crossbars, layer by layer. */
export function crossbarsOf({ layers }: Network): Crossbar[] {
  return layers.flatMap(({ synapses }) => synapses.crossbars);
}

/** Synapses in all layers. */
export function synapsesOf({ layers }: Network): number {
  return layers.reduce((sum, { crossbar }) => sum + crossbar.rows * crossbar.columns, 0);
}
