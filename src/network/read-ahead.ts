/**
 * Reads of a large first layer. Its spikes are known for all steps of a presentation before the first one, so that the
 * weights, which stay as they are until its end, need not come from main memory once for every step: some lines are
 * taken at a time, and of a wide layer some columns, as many as the caches hold, and read for all steps in turn. Every
 * sum adds the lines in the same order as step by step: ascending.
 */
import type { ReadAddress } from '../crossbar/periphery/read-address.ts';
import { type Arena, tilesOf } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
import type { Encoder } from './encoders/encoder.ts';
import type { Layer, LayerLayout } from './layer.ts';

/** Bytes of weights that are read at a time: the second-level cache and a share of the third (bench/scale). */
const AT_ONCE = 1 << 22;
/** Bytes of weights up to which the caches keep what a presentation reads of them. */
const CACHED = 1 << 24;

/**
 * Room for the currents of all steps, f32 [steps][stride]; 0 where the layer is too small to gain, or its
 * currents do not superpose.
 */
export function layoutAhead(
  arena: Arena,
  { crossbar, stride, synapsesLayout }: LayerLayout,
  steps: number,
): Pointer {
  const gains = crossbar.rows * stride * 4 > CACHED && synapsesLayout.superposes;
  return gains ? arena.reserve(steps * stride * 4) : 0;
}

export interface ReadAhead {
  /** Where the currents go: see `layoutAhead`. */
  readonly ahead: Pointer;
  readonly encoder: Encoder;
  readonly engine: Engine;
  /** The first of them is read. */
  readonly layers: readonly Layer[];
  readonly reading: ReadAddress;
}

/** The currents of the first layer at all steps of the sample that has been encoded, from 0. Overwrites its events. */
export function readAhead({
  ahead,
  encoder,
  engine,
  layers: [{ crossbar, stride, synapses }],
  reading,
}: ReadAhead): void {
  const { kernels } = engine;
  const { steps } = encoder;
  const tiles = tilesOf(crossbar.columns);
  const width = stride / tiles;
  const offsets = engine.u32(encoder.offsets, steps + 1);
  const events = engine.u32(encoder.events, offsets[steps]);
  const lines = engine.u32(encoder.lines, encoder.active);
  const linesAtOnce = Math.max(16, Math.floor(AT_ONCE / (4 * width)));
  // A matrix of rows as wide as a tile: line j of the layer is its row tiles·j, counted from the tile's first column.
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
          const active = encoder.events + first[t] * 4;
          const currents = ahead + (t * stride + column) * 4;
          reading.place = t;
          array.part(currents, column, width, active, next[t] - first[t], reading);
        }
    }
  }
}
