/** Where the parts of one crossbar lie in linear memory, and how its description is filled in. */
import { type Arena, strideOf } from '../engine/arena.ts';
import {
  HIT_BYTES,
  HIT_CODE,
  HIT_ELEMENT,
  OWN_GROUPS,
  SCRATCH_WORDS,
  STAT_BYTES,
} from '../engine/array-records.ts';
import * as word from '../engine/array-words.ts';
import type { Pointer } from '../engine/kernels.ts';

/** Bytes of a description. */
export const ARRAY_BYTES = 4 * Object.keys(word).length;

/** Sets words of the description at `array`: addresses, counts and flags as they are, real numbers as float32. */
export function wordsAt(
  memory: ArrayBufferLike,
  array: Pointer,
): { whole(offset: number, value: number): void; real(offset: number, value: number): void } {
  const view = new DataView(memory, array, ARRAY_BYTES);
  return {
    whole: (offset, value) => view.setUint32(offset, value, true),
    real: (offset, value) => view.setFloat32(offset, value, true),
  };
}

/** The u32 words of a list of hits, each given by its element and its code. */
export function hitWords(hits: readonly (readonly [element: number, code: number])[]): Uint32Array {
  const list = new Uint32Array((hits.length * HIT_BYTES) / 4);
  for (const [k, [element, code]] of hits.entries()) {
    list[(k * HIT_BYTES + HIT_ELEMENT) / 4] = element;
    list[(k * HIT_BYTES + HIT_CODE) / 4] = code;
  }
  return list;
}

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
}

export interface CrossbarLayout extends CrossbarShape {
  /** Floats from one row to the next. */
  readonly stride: number;
  readonly array: Pointer;
  readonly stepTable: Pointer;
  readonly drawnSteps: Pointer;
  readonly g: Pointer;
  readonly w: Pointer;
  readonly counts: Pointer;
  readonly stats: Pointer;
  readonly ownParameters: Pointer;
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
  const { rows, columns, m, varied, nodes, quantiles } = shape;
  const stride = strideOf(columns);
  const plane = rows * stride * 4;
  const capacity = hitCapacity(rows, stride);
  const optional = (bytes: number): Pointer => (bytes > 0 ? arena.reserve(bytes) : 0);
  return {
    ...shape,
    stride,
    array: arena.reserve(ARRAY_BYTES),
    stepTable: optional(nodes * 8),
    drawnSteps: optional(nodes * quantiles * 8),
    g: optional(2 * m * plane),
    w: arena.reserve(plane),
    counts: optional(2 * m * plane),
    stats: arena.reserve(STAT_BYTES),
    ownParameters: optional(varied ? OWN_GROUPS * 2 * m * plane : 0),
    lines: arena.reserve((rows + 16) * 4),
    factors: arena.reserve((rows + 16) * 4),
    cols: arena.reserve((stride + 16) * 4),
    c0: arena.reserve((stride + 16) * 4),
    c1: arena.reserve((stride + 16) * 4),
    scratch: arena.reserve(SCRATCH_WORDS * (stride + 16) * 4),
    hits: optional(m > 0 ? capacity * HIT_BYTES + 64 : 0),
    hitCapacity: capacity,
  };
}
