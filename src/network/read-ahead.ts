/**
 * Reads of large projections whose lines' spikes are known for all steps of a presentation before the first one, so that
 * the weights, which stay as they are until its end, need not come from main memory once for every step: some lines are
 * taken at a time, and of a wide projection some columns, as many as the caches hold, and read for all steps in turn.
 * Every sum adds the lines in the same order as step by step: ascending.
 */
import type { CrossbarLayout } from '../crossbar/layout.ts';
import type { Reads } from '../crossbar/periphery/periphery.ts';
import type { ReadAddress } from '../crossbar/periphery/read-address.ts';
import { type Arena, tilesOf } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
import type { Lines } from './lines.ts';

/** Bytes of weights that are read at a time: the second-level cache and a share of the third (bench/scale). */
const AT_ONCE = 1 << 22;
/** Bytes of weights up to which the caches keep what a presentation reads of them. */
const CACHED = 1 << 24;

/** Room for the currents of so many steps, f32 [steps][stride]; 0 where the crossbar is too small to gain. */
export function reservedAhead(arena: Arena, { rows, stride }: CrossbarLayout, steps: number): Pointer {
  return rows * stride * 4 > CACHED && steps > 0 ? arena.reserve(steps * stride * 4) : 0;
}

/** What is read ahead, and where to. */
export interface Ahead {
  readonly ahead: Pointer;
  readonly lines: Lines;
  readonly columns: number;
  readonly stride: number;
  readonly synapses: { readonly reads: readonly Reads[] };
}

/** The currents at all steps of the sample that has been encoded, from 0. */
export function readAhead(
  engine: Engine,
  { ahead, columns, lines: from, stride, synapses }: Ahead,
  { reading, steps }: { readonly reading: ReadAddress; readonly steps: number },
): void {
  if (from.foreseen === undefined) return;
  const { kernels } = engine;
  const tiles = tilesOf(columns);
  const width = stride / tiles;
  const offsets = engine.u32(from.foreseen.offsets, steps + 1);
  const events = engine.u32(from.foreseen.events, offsets[steps]);
  const lines = engine.u32(from.list, from.listed);
  const linesAtOnce = Math.max(16, Math.floor(AT_ONCE / (4 * width)));
  // A matrix of rows as wide as a tile: line j is its row tiles·j, counted from the tile's first column.
  for (let k = 0; tiles > 1 && k < events.length; k++) events[k] *= tiles;
  kernels.clear(ahead, steps * stride * 4);
  for (const array of synapses.reads) {
    const next = offsets.slice(0, steps);
    for (let last = linesAtOnce - 1; last < lines.length + linesAtOnce - 1; last += linesAtOnce) {
      const first = next.slice();
      for (let t = 0; t < steps; t++)
        while (next[t] < offsets[t + 1] && !(events[next[t]] > tiles * lines[last])) next[t]++;
      for (let column = 0; column < stride; column += width)
        for (let t = 0; t < steps; t++) {
          const active = events.byteOffset + first[t] * 4;
          const currents = ahead + (t * stride + column) * 4;
          reading.place = t;
          array.part(currents, column, width, active, next[t] - first[t], reading);
        }
    }
  }
  for (let k = 0; tiles > 1 && k < events.length; k++) events[k] /= tiles;
}
