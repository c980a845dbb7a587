/**
 * Where the parts of one crossbar lie in linear memory, and the words that describe it to the kernels
 * (`assembly/write/pulse.ts`: `array`).
 */
import { type Arena, strideOf } from '../engine/arena.ts';
import type { Pointer } from '../engine/kernels.ts';

/** Indices of the describing words. */
export const WORD = {
  g: 0,
  plane: 1,
  m: 2,
  w: 3,
  scheme: 4,
  gain: 5,
  counts: 6,
  stats: 7,
  sigma: 8,
  params: 9,
  ltpScale: 10,
  ltpOffset: 11,
  ltdScale: 12,
  ltdOffset: 13,
  states: 14,
  left: 15,
  table: 16,
  last: 17,
  relative: 18,
  drawn: 19,
  top: 20,
} as const;

/** Words of a description. */
export const WORDS = 21;

/**
 * Hits that the planning kernels may list at once; longer plans are cut into runs of rows. A quarter of a small array,
 * so that its list does not outweigh it; sixteen rows of a wide one, so that preparing the columns is not done for every
 * row.
 */
function hitCapacity(rows: number, stride: number): number {
  return Math.max(Math.min(1 << 17, Math.ceil(rows / 4) * stride), Math.min(rows, 16) * stride);
}

export interface CrossbarShape {
  readonly rows: number;
  readonly columns: number;
  /** Devices per polarity; 0 for ideal weights, which have no devices. */
  readonly m: number;
  /** Whether every device has parameters of its own. */
  readonly varied: boolean;
  /** Nodes of the table of a law that is not affine; 0 for none. */
  readonly nodes: number;
  /** Quantiles at each node of a law whose steps are drawn; 0 for none. */
  readonly quantiles: number;
  /** Rows of residual counters, 0 for none. */
  readonly counterRows: number;
  /** Whether updates still owed are kept in float32 (exact programming). */
  readonly owed: boolean;
}

export interface CrossbarLayout extends CrossbarShape {
  /** Floats from one row to the next. */
  readonly stride: number;
  readonly array: Pointer;
  readonly table: Pointer;
  readonly drawn: Pointer;
  readonly g: Pointer;
  readonly w: Pointer;
  readonly counts: Pointer;
  readonly stats: Pointer;
  readonly params: Pointer;
  readonly counters: Pointer;
  readonly groups: Pointer;
  readonly left: Pointer;
  /** Scratch of an update: rows and their factors, columns and theirs, what a plan keeps of its columns, hits. */
  readonly lines: Pointer;
  readonly factors: Pointer;
  readonly cols: Pointer;
  readonly c0: Pointer;
  readonly c1: Pointer;
  readonly scratch: Pointer;
  readonly hits: Pointer;
  /** Hits that there is room for; at least a row of them. */
  readonly hitCapacity: number;
}

export function reserveCrossbar(arena: Arena, shape: CrossbarShape): CrossbarLayout {
  const { rows, columns, m, varied, nodes, quantiles, counterRows, owed } = shape;
  const stride = strideOf(columns);
  const plane = rows * stride * 4;
  const capacity = hitCapacity(rows, stride);
  const optional = (bytes: number): Pointer => (bytes > 0 ? arena.reserve(bytes) : 0);
  return {
    ...shape,
    stride,
    array: arena.reserve(WORDS * 4),
    table: optional(nodes * 8),
    drawn: optional(nodes * quantiles * 8),
    g: optional(2 * m * plane),
    w: arena.reserve(plane),
    counts: optional(2 * m * plane),
    stats: arena.reserve(40),
    params: optional(varied ? 6 * 2 * m * plane : 0),
    counters: optional(counterRows * stride * 4),
    groups: optional(counterRows > 0 ? rows * 4 : 0),
    left: optional(owed ? plane : 0),
    lines: arena.reserve((rows + 16) * 4),
    factors: arena.reserve((rows + 16) * 4),
    cols: arena.reserve((stride + 16) * 4),
    c0: arena.reserve((stride + 16) * 4),
    c1: arena.reserve((stride + 16) * 4),
    scratch: arena.reserve(3 * (stride + 16) * 4),
    hits: optional(m > 0 ? capacity * 8 + 64 : 0),
    hitCapacity: capacity,
  };
}
