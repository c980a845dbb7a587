/**
 * A projection: the synapses from the lines of the input, or of a population, to the neurons of another. Its own are the
 * crossbars, and what has to be kept of its lines.
 */
import type { CrossbarLayout } from '../crossbar/layout.ts';
import type { ReadAddress } from '../crossbar/periphery/read-address.ts';
import type { Arena } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
import {
  buildSynapses,
  layoutSynapses,
  type Synapses,
  type SynapsesLayout,
  type SynapsesOptions,
} from '../synapses/synapses.ts';
import type { Lines } from './lines.ts';
import { reservedAhead } from './read-ahead.ts';
import { layoutTraces, type Traces } from './traces.ts';
import { layoutWorkspace, type WorkspaceLayout, type WorkspaceShape } from './workspace.ts';

export interface ProjectionOptions {
  /** Name of a population, or 'input'. */
  readonly from: string;
  readonly to: string;
  /** Rows are the lines of `from`, columns the neurons of `to`. */
  readonly synapses: SynapsesOptions;
}

/** What the rest of a network asks of a projection. */
export interface ProjectionRole {
  /** Its place in the configuration: part of every random address of its synapses. */
  readonly index: number;
  /** Whether presynaptic traces are kept. */
  readonly traces: boolean;
  /** Whether its lines carry currents instead of spikes. */
  readonly graded: boolean;
  /** Steps whose currents may be read before the first one; 0: none. */
  readonly ahead: number;
  /** What the learning rule keeps beside the synapses. */
  readonly workspace?: WorkspaceShape;
}

export interface ProjectionLayout extends Omit<ProjectionOptions, 'synapses'> {
  readonly index: number;
  readonly options: SynapsesOptions;
  readonly synapsesLayout: SynapsesLayout;
  /** Of the main crossbar. */
  readonly crossbar: CrossbarLayout;
  readonly rows: number;
  readonly columns: number;
  /** Padded columns. */
  readonly stride: number;
  readonly traces?: Traces;
  /** Currents of all steps that are read before the first one, f32 [steps][stride]; 0 where every step reads its own. */
  readonly ahead: Pointer;
  /** Of graded lines: their constant current, f32 [stride]; 0 elsewhere. */
  readonly held: Pointer;
  readonly workspace: WorkspaceLayout;
}

export interface Projection extends ProjectionLayout {
  /** Where it comes from. */
  readonly lines: Lines;
  readonly synapses: Synapses;
}

export function layoutProjection(
  arena: Arena,
  { from, to, synapses }: ProjectionOptions,
  { ahead, graded, index, traces, workspace }: ProjectionRole,
): ProjectionLayout {
  const synapsesLayout = layoutSynapses(arena, synapses);
  const crossbar = synapsesLayout.main;
  const { columns, rows, stride } = crossbar;
  return {
    from,
    to,
    index,
    options: synapses,
    synapsesLayout,
    crossbar,
    rows,
    columns,
    stride,
    ...(traces && { traces: layoutTraces(arena, rows) }),
    ahead: synapsesLayout.superposes ? reservedAhead(arena, crossbar, ahead) : 0,
    held: graded ? arena.reserve(stride * 4) : 0,
    workspace: layoutWorkspace(arena, workspace ?? {}, crossbar),
  };
}

export function buildProjection(engine: Engine, layout: ProjectionLayout, lines: Lines): Projection {
  return { ...layout, lines, synapses: buildSynapses(engine, layout.synapsesLayout) };
}

/** The constant current of graded lines, from the weights as they are now. */
export function holdCurrent(
  { kernels }: Engine,
  { held, lines, stride, synapses }: Projection,
  reading: ReadAddress,
): void {
  kernels.clear(held, stride * 4);
  for (const array of synapses.reads) array.graded(held, lines.list, lines.levels, lines.listed, reading);
}

/** The constant current from step t on: at the start, and after a write. What no two reads see alike is read at every step. */
export function renewCurrent(engine: Engine, projection: Projection, reading: ReadAddress, t: number): void {
  if (!projection.synapsesLayout.repeats) return;
  reading.place = t;
  holdCurrent(engine, projection, reading);
}
