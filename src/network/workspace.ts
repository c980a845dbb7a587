/**
 * Memory of a learning rule beside the synapses that it changes. It lies in linear memory, so that kernels reach it and
 * checkpoints keep it; it starts at 0 and only the rule writes it.
 */
import type { Arena } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';

/** How many vectors and matrices, all f32. */
export interface WorkspaceShape {
  /** Vectors of one number a neuron, [stride]. */
  readonly neurons?: number;
  /** Vectors of one number a presynaptic line, [rows]. */
  readonly lines?: number;
  /** Matrices of one number a synapse, [rows][stride]. */
  readonly synapses?: number;
}

/** Numbers in linear memory: where they lie for kernels, and a view of them. */
export interface Vector {
  readonly at: Pointer;
  readonly values: Float32Array;
}

export interface Workspace {
  /** The views are [neurons] long; the padding up to the stride stays 0. */
  readonly neurons: readonly Vector[];
  readonly lines: readonly Vector[];
  /** The views are [rows · stride] long; the padding of every row stays 0. */
  readonly synapses: readonly Vector[];
}

export interface WorkspaceLayout {
  readonly neurons: readonly Pointer[];
  readonly lines: readonly Pointer[];
  readonly synapses: readonly Pointer[];
}

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

export function layoutWorkspace(
  arena: Arena,
  { neurons = 0, lines = 0, synapses = 0 }: WorkspaceShape,
  { rows, stride }: Shape,
): WorkspaceLayout {
  const reserve = (count: number, words: number) =>
    Array.from({ length: count }, () => arena.reserve(words * 4));
  return {
    neurons: reserve(neurons, stride),
    lines: reserve(lines, rows + 16),
    synapses: reserve(synapses, rows * stride),
  };
}

export function viewWorkspace(
  engine: Engine,
  { neurons, lines, synapses }: WorkspaceLayout,
  { rows, columns, stride }: Shape,
): Workspace {
  const view = (pointers: readonly Pointer[], count: number) =>
    pointers.map((at) => ({ at, values: engine.f32(at, count) }));
  return {
    neurons: view(neurons, columns),
    lines: view(lines, rows),
    synapses: view(synapses, rows * stride),
  };
}
