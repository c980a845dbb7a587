/** Reads a live session's state into plain arrays, for `presentPlainly`. */
import type { Session } from '../../src/experiment/run/session.ts';
import type { Network } from '../../src/network/network.ts';
import type { PlainLayer } from './plain.ts';

export function layersOf({ engine, layers }: Network): PlainLayer[] {
  return layers.map(({ classes, classStride, output, readout, crossbar, stride }) => ({
    weights: rows(engine.f32(crossbar.w, crossbar.rows * stride), crossbar.rows, stride, crossbar.columns),
    ...(!output && {
      readout: rows(
        engine.f32(readout, crossbar.columns * classStride),
        crossbar.columns,
        classStride,
        classes,
      ),
    }),
  }));
}

/** What the input lines carried at each step of the last presentation, [steps][inputs]. */
export function inputsOf({ encoder, engine, options }: Network): number[][] {
  const { events, inputs, lines, rates, active } = encoder;
  const steps = Array.from({ length: options.steps }, () => new Array<number>(inputs).fill(0));
  if (encoder.options.kind === 'current') {
    const rate = engine.f32(rates, active);
    const listed = engine.u32(lines, active);
    for (const step of steps) for (let k = 0; k < active; k++) step[listed[k]] = rate[k];
    return steps;
  }
  const offsets = engine.u32(encoder.offsets, options.steps + 1);
  const listed = engine.u32(events, offsets[options.steps]);
  for (const [t, step] of steps.entries())
    for (let k = offsets[t]; k < offsets[t + 1]; k++) step[listed[k]] += 1;
  return steps;
}

export function spikeCountsOf({ network }: Session, layer: number): number[] {
  const { counts, crossbar } = network.layers[layer];
  return [...network.engine.f32(counts, crossbar.columns)];
}

export function scoresOf({ network }: Session, layer: number): number[] {
  const { scores, classes } = network.layers[layer];
  return [...network.engine.f32(scores, classes)];
}

function rows(values: Float32Array, count: number, stride: number, width: number): number[][] {
  return Array.from({ length: count }, (_, row) => [...values.subarray(row * stride, row * stride + width)]);
}
