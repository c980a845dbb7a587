/** Columns as most plans take them: those with a wish, packed, in pulses. */
import type { Pointer } from '../../engine/kernels.ts';
import type { ReadableArray } from '../read.ts';

/** Lists them in at.cols, and in at.c0 and at.c1 the pulses wanted per unit of a line's factor; returns how many. */
export function packInPulses(
  { at, cell, engine, ltpPulses, ltdPulses }: ReadableArray,
  d: Pointer,
  rate: number,
): number {
  const down = cell.ltpOnly ? ltpPulses : ltdPulses;
  return engine.kernels.packColumns(at.cols, at.c0, at.c1, d, at.columns, rate, ltpPulses, down, 0);
}

/** What is wanted of the negative device: only where the polarity is drawn can an LTP of the weight be its LTD. */
export const wantedOfNegative = ({ at, cell }: ReadableArray): Pointer =>
  cell.drawsPolarity ? at.c1 : at.c0;
