/**
 * The ideal read: what the devices hold. A step costs one call of the kernel over the cached weights, and nothing is
 * allocated.
 */
import type { CrossbarArray } from '../array.ts';
import type { Periphery } from './periphery.ts';

export function idealPeriphery({ at, engine }: CrossbarArray): Periphery {
  const { kernels } = engine;
  const { g, rows, stride, w } = at;
  const plane = rows * stride * 4;
  return {
    ideal: true,
    events: (to, active, count) => kernels.vmmEvents(to, w, stride, active, count),
    graded: (to, lines, x, count) => kernels.vmmLines(to, w, stride, lines, x, count),
    part: (to, column, width, active, count) => kernels.vmmEvents(to, w + column * 4, width, active, count),
    weights: (row) => w + row * stride * 4,
    devices(into, index, row, { list, count }) {
      const from = engine.f32(g + index * plane + row * stride * 4, stride);
      const read = engine.f32(into, stride);
      if (list === 0) read.set(from.subarray(0, count));
      else for (const i of engine.u32(list, count)) read[i] = from[i];
    },
  };
}
