/** The state in which a training begins: devices that differ, drawn weights, and conductances that make them. */
import type { Device } from '../device/device.ts';
import { drawVariation } from '../device/variation.ts';
import type { Pointer } from '../engine/kernels.ts';
import { initialWeightsKey } from '../random/address.ts';
import type { CrossbarArray } from './array.ts';
import { centresOf } from './centre.ts';
import { ownParameters, railsOf } from './own-parameters.ts';
import { READ } from './periphery/read-address.ts';
import type { ReadableArray } from './read.ts';

/** In which parameters, and by how much, every device differs. */
export function drawOwnParameters({ engine, at, options }: CrossbarArray): void {
  const { noise, seed, layer } = options;
  const device = noise.d2d ? options.device : withoutSpread(options.device);
  const count = at.rows * at.stride;
  for (let plane = 0; plane < 2 * at.m; plane++)
    drawVariation({ device, seed, layer, plane, count, out: ownParameters(engine, at, plane) });
}

function withoutSpread(device: Device): Device {
  const variation = Object.fromEntries(
    Object.keys(device.variation).map((key) => [key, { std: 0, distribution: 'normal' }]),
  ) as unknown as Device['variation'];
  return { ...device, variation };
}

/** Initial weights, uniform on ±span, into W; padding columns are 0. */
export function drawWeights({ engine, at, options }: CrossbarArray): void {
  const { initialSpan, seed, layer } = options;
  const [k0, k1] = initialWeightsKey(seed, layer);
  engine.kernels.fillUniform(at.w, at.rows * at.stride, initialSpan, k0, k1);
  const w = engine.f32(at.w, at.rows * at.stride);
  for (let row = 0; row < at.rows; row++) w.fill(0, row * at.stride + at.columns, (row + 1) * at.stride);
}

/**
 * Sets conductances that give the weights in W, and W to what they give: a pair moves apart from the centre, a single
 * device from its reference. Where every reference is a device's own symmetry point, it is programmed to that point as
 * it has been read.
 */
export function spreadConductances(array: ReadableArray): void {
  const { at, cell, engine, gain, options, periphery } = array;
  const { centre, m } = options;
  const count = at.rows * at.stride;
  const w = engine.f32(at.w, count);
  const reach = cell.isPair ? 0.5 / (gain * m) : 1 / (gain * m);
  for (let plane = 0; plane < 2 * m; plane++) {
    const g = engine.f32(at.g + plane * count * 4, count);
    const reference = !cell.isPair && plane >= m;
    const side = plane < m ? reach : reference ? 0 : -reach;
    // The reference of a single device is programmed to that device's point, not to its own.
    const centres = centresOf(engine, at, { options, plane: cell.isPair ? plane : plane % m });
    const [low, high] = reference ? [] : railsOf(engine, at, plane);
    for (let i = 0; i < count; i++) {
      const inside = i % at.stride < at.columns;
      const wanted = centres(i) + (inside ? side * w[i] : 0);
      g[i] = inside && !reference ? Math.min(Math.max(wanted, low?.[i] ?? 0), high?.[i] ?? 1) : wanted;
    }
    if (reference && centre === 'zero-shift' && !periphery.ideal) readReferences(array, plane);
  }
  engine.kernels.cacheWeights(at.array, count);
}

/** Devices that alternating pulses have brought to their points are read; their references become what is read. */
function readReferences({ at, engine, periphery }: ReadableArray, plane: number): void {
  const columns = { list: 0, count: at.columns };
  for (let row = 0; row < at.rows; row++) {
    const line: Pointer = at.g + (plane * at.rows + row) * at.stride * 4;
    const address = { purpose: READ.setUp, time: 0, term: 0, place: row };
    periphery.devices(at.c0, plane, row, columns, address);
    engine.f32(line, at.columns).set(engine.f32(at.c0, at.columns));
  }
}
