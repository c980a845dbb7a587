/** Presynaptic traces: the low-pass filtered spikes of a projection's lines. Equations: `assembly/neurons/trace.ts`. */
import type { Arena } from '../engine/arena.ts';
import type { Kernels, Pointer } from '../engine/kernels.ts';
import type { Lines } from './lines.ts';
import type { Neurons } from './neurons/neuron.ts';

/**
 * Room for all lines, padded to a multiple of 4. Traces stand in the order of the list of the lines, so that those of
 * lines that cannot spike take no time.
 */
export interface Traces {
  readonly padded: number;
  readonly p: Pointer;
  readonly q: Pointer;
  /** Σ of p since the last update. */
  readonly sum: Pointer;
}

export function layoutTraces(arena: Arena, lines: number): Traces {
  const padded = Math.ceil(lines / 4) * 4;
  const words = () => arena.reserve(padded * 4);
  return { padded, p: words(), q: words(), sum: words() };
}

export function clearTraces(kernels: Kernels, { padded, p, q, sum }: Traces): void {
  for (const at of [p, q, sum]) kernels.clear(at, padded * 4);
}

/** What has come together since the last update is past. */
export function clearTraceSums(kernels: Kernels, { sum }: Traces, lines: Lines): void {
  kernels.clear(sum, paddedTo4(lines.listed) * 4);
}

/** One step of the traces of these lines, filtered as the neurons do that they lead to. */
export function stepTraces(
  kernels: Kernels,
  { p, q, sum }: Traces,
  lines: Lines,
  { membrane, synapse }: Neurons['filter'],
): void {
  const { events, listed, places } = lines;
  const padded = paddedTo4(listed);
  kernels.traceStep(p, q, sum, padded, events.at, events.count, membrane, synapse, 1 - synapse, places);
}

const paddedTo4 = (count: number) => Math.ceil(count / 4) * 4;
