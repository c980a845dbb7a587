/** Reads a live session's state into plain arrays, for `presentPlainly`. */
import type { Session } from '../../src/experiment/run/session.ts';
import type { Network } from '../../src/network/network.ts';
import type { PlainPopulation, PlainProjection } from './plain.ts';

/** In the order in which they take a step. */
export function populationsOf({ engine, populations }: Network): PlainPopulation[] {
  return populations.map(({ classes, classStride, gain, output, readout, size }) => ({
    size,
    gain,
    ...(!output && { readout: rows(engine.f32(readout, size * classStride), size, classStride, classes) }),
  }));
}

/** As they are configured. */
export function projectionsOf({ engine, populations, projections }: Network): PlainProjection[] {
  const indexOf = (name: string) => populations.findIndex((one) => one.name === name);
  return projections.map(({ columns, crossbar, from, rows: lines, stride, to }) => ({
    from: from === 'input' ? from : indexOf(from),
    to: indexOf(to),
    weights: rows(engine.f32(crossbar.w, lines * stride), lines, stride, columns),
  }));
}

/** What the input lines carried at each step of the last presentation, [steps][lines]. */
export function inputsOf({ engine, input: { lines }, options }: Network): number[][] {
  const { foreseen, levels, list, listed, size } = lines;
  const steps = Array.from({ length: options.steps }, () => new Array<number>(size).fill(0));
  if (foreseen === undefined) {
    const level = engine.f32(levels, listed);
    const line = engine.u32(list, listed);
    for (const step of steps) for (let k = 0; k < listed; k++) step[line[k]] = level[k];
    return steps;
  }
  const offsets = engine.u32(foreseen.offsets, options.steps + 1);
  const events = engine.u32(foreseen.events, offsets[options.steps]);
  for (const [t, step] of steps.entries())
    for (let k = offsets[t]; k < offsets[t + 1]; k++) step[events[k]] += 1;
  return steps;
}

export function spikeCountsOf({ network }: Session, population: number): number[] {
  const { counts, size } = network.populations[population];
  return [...network.engine.f32(counts, size)];
}

export function scoresOf({ network }: Session, population: number): number[] {
  const { classes, scores } = network.populations[population];
  return [...network.engine.f32(scores, classes)];
}

function rows(values: Float32Array, count: number, stride: number, width: number): number[][] {
  return Array.from({ length: count }, (_, row) => [...values.subarray(row * stride, row * stride + width)]);
}
