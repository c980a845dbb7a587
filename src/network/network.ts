/**
 * A network: an input, populations and projections over one engine. Plain data; `presentSample` runs a sample through
 * it.
 */
import type { Crossbar } from '../crossbar/crossbar.ts';
import { READ, type ReadAddress } from '../crossbar/periphery/read-address.ts';
import { createArena, requireFits } from '../engine/arena.ts';
import { type Backend, createEngine, type Engine, type KernelSource } from '../engine/engine.ts';
import type { KindOptions } from '../schema/kind.ts';
import type { Encoder } from './encoders/encoder.ts';
import { INPUT, OUTPUT, orderGraph } from './graph.ts';
import { buildInput, type Input, layoutInput } from './input.ts';
import type { Lines } from './lines.ts';
import { buildPopulation, layoutPopulation, type Population, type PopulationOptions } from './population.ts';
import { buildProjection, layoutProjection, type Projection, type ProjectionOptions } from './projection.ts';
import { type Turn, turnOf } from './turn.ts';
import type { WorkspaceShape } from './workspace.ts';

export interface NetworkOptions {
  readonly inputs: number;
  readonly classes: number;
  /** Steps of a presentation. */
  readonly steps: number;
  readonly encoder: { readonly model: Encoder; readonly options: KindOptions };
  /** One of them is named 'output', and has a neuron for every class. */
  readonly populations: readonly PopulationOptions[];
  /** The place in this list is part of every random address of a projection's synapses. */
  readonly projections: readonly ProjectionOptions[];
  /** Draws the fixed random readouts. */
  readonly seed: number;
  /** Whether presynaptic traces are kept, for updates within a presentation. */
  readonly traces: boolean;
  /**
   * Whether weights stay as they are throughout a presentation and nobody asks which spikes a step has, so that a large
   * projection of the input may be read for all steps at once. Default: if no traces are kept.
   */
  readonly ahead?: boolean;
  /** What the learning rule keeps beside the synapses of each projection. */
  readonly workspace?: WorkspaceShape;
  readonly backend?: Backend;
  readonly source?: KernelSource;
}

export interface Network {
  readonly options: NetworkOptions;
  readonly engine: Engine;
  readonly input: Input;
  /** In the order in which they take a step; the last is the output. */
  readonly populations: readonly Population[];
  /** As they are configured. */
  readonly projections: readonly Projection[];
  readonly output: Population;
  /** One for each population, in their order. */
  readonly turns: readonly Turn[];
  /** Address of the read that is made now. */
  readonly reading: ReadAddress;
  /** Bytes of linear memory in use. */
  readonly bytes: number;
}

export async function createNetwork(options: NetworkOptions): Promise<Network> {
  const { backend, seed, source } = options;
  const layout = layoutNetwork(options);
  const engine = await createEngine({ bytes: layout.bytes, backend, source });
  const input = buildInput(engine, layout.input);
  const linesOf = new Map<string, Lines>([[INPUT, input.lines]]);
  const projections: Projection[] = [];
  const populations = layout.populations.map(({ at, incoming }) => {
    for (const k of incoming) {
      const { from } = layout.projections[k];
      projections[k] = buildProjection(engine, layout.projections[k], linesOf.get(from) as Lines);
    }
    const population = buildPopulation(engine, at, { incoming: incoming.map((k) => projections[k]), seed });
    linesOf.set(at.name, population.lines);
    return population;
  });
  const output = populations[populations.length - 1];
  const reading = { purpose: READ.test, time: 0, term: 0, place: 0 };
  const turns = populations.map(turnOf);
  return { options, engine, input, populations, projections, output, turns, reading, bytes: layout.bytes };
}

/** Where everything will lie, and how many bytes that takes. Throws MEMORY if linear memory cannot hold them. */
export function layoutNetwork(options: Omit<NetworkOptions, 'backend' | 'source'>) {
  const { classes, encoder, inputs, steps, traces, workspace } = options;
  const order = orderGraph(
    options.populations.map(({ name }) => name),
    options.projections,
  );
  const arena = createArena();
  const input = layoutInput(arena, { inputs, steps, encoder: encoder.model, options: encoder.options });
  const firsts = new Set(order.map(({ incoming }) => incoming[0]));
  const projections = options.projections.map((one, index) => {
    const foreseen = one.from === INPUT && !encoder.model.graded;
    // Only the first projection of a population, so that its currents are added in the same order as step by step.
    const ahead = foreseen && firsts.has(index) && (options.ahead ?? !traces) ? steps : 0;
    const graded = one.from === INPUT && encoder.model.graded === true;
    return layoutProjection(arena, one, { index, traces, graded, ahead, workspace });
  });
  const populations = order.map(({ name, incoming }, index) => {
    const one = options.populations.find((candidate) => candidate.name === name) as PopulationOptions;
    const role = { index, output: name === OUTPUT, classes, address: incoming[0] };
    return { at: layoutPopulation(arena, one, role), incoming };
  });
  const bytes = arena.size();
  requireFits(bytes, {
    whole: 'the network',
    parts: 'synapses',
    count: synapseCount(projections),
    hint: 'fewer or smaller layers, fewer devices per synapse, or no device-to-device variation',
  });
  return { input, projections, populations, bytes };
}

/** All crossbars, projection by projection. */
export function crossbarsOf({ projections }: Network): Crossbar[] {
  return projections.flatMap(({ synapses }) => synapses.crossbars);
}

/** Synapses of all these projections. */
export function synapseCount(
  projections: readonly { readonly rows: number; readonly columns: number }[],
): number {
  return projections.reduce((sum, { columns, rows }) => sum + rows * columns, 0);
}
