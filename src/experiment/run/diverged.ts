/**
 * Numbers that are none: a run whose weights, conductances or membranes are NaN or infinite has learnt nothing since,
 * and its accuracy looks like that of a bad device. It ends with the place where they were found.
 *
 * A sum over everything is finite exactly if all of it is: f32 of up to 2^128 add up to far less than an f64 can hold.
 */
import { MemspikeError } from '../../errors.ts';
import type { Network } from '../../network/network.ts';

/** Presentations from one look to the next. */
export const LOOKED_AT_EVERY = 2000;

/** Throws DIVERGED, naming layer, line and neuron; `presentation` is the number of those that are over. */
export function requireFinite({ engine, populations, projections }: Network, presentation: number): void {
  for (const { from, to, synapses } of projections)
    for (const { at, ideal } of synapses.crossbars) {
      const place = { layer: `${from} → ${to}`, stride: at.stride, rows: at.rows, presentation };
      const cells = at.rows * at.stride;
      if (!ideal) requireAll(engine.f32(at.g, 2 * at.m * cells), { ...place, what: 'conductances' });
      requireAll(engine.f32(at.w, cells), { ...place, what: 'weights' });
    }
  for (const { membrane, name, stride } of populations)
    requireAll(engine.f32(membrane, stride), {
      ...{ what: 'membranes', layer: name, rows: 1, stride, presentation },
    });
}

interface Place {
  readonly what: string;
  readonly layer: string;
  readonly stride: number;
  readonly rows: number;
  readonly presentation: number;
}

/** In four parts that do not wait for each other; strides, and so lengths, are multiples of 16. */
function sumOf(values: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i += 4) {
    a += values[i];
    b += values[i + 1];
    c += values[i + 2];
    d += values[i + 3];
  }
  return a + b + (c + d);
}

function requireAll(values: Float32Array, { layer, presentation, rows, stride, what }: Place): void {
  if (Number.isFinite(sumOf(values))) return;
  const found = values.findIndex((value) => !Number.isFinite(value));
  const line = Math.floor(found / stride) % rows;
  const neuron = `neuron ${found % stride}`;
  throw new MemspikeError('DIVERGED', `${what} are no longer numbers`, {
    where: `layer ${layer}, presentation ${presentation}`,
    received: `${values[found]} at ${rows > 1 ? `line ${line}, ${neuron}` : neuron}`,
    hint: 'a lower learning rate, smaller initial weights, or a rule of your own that divides by nothing',
  });
}
