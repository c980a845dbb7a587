/** Presynaptic traces: the low-pass filtered spikes of a crossbar's lines. Equations: `assembly/neurons/trace.ts`. */
import type { Arena } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';

export interface Traces {
  /**
   * Room for all lines, padded to a multiple of 4. The inputs' traces stand in the order of the encoder's list, so that
   * those of inputs that cannot spike take no time.
   */
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

export function clearTraces({ kernels }: Engine, { padded, p, q, sum }: Traces): void {
  for (const at of [p, q, sum]) kernels.clear(at, padded * 4);
}
