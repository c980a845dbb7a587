/** A wanted change of one row of a crossbar. */
import type { Crossbar } from '../crossbar/crossbar.ts';
import { writeOuterProduct } from '../crossbar/write.ts';
import type { Pointer } from '../engine/kernels.ts';

export interface RowChange {
  readonly row: number;
  /** f32 [stride], zero in the padding. */
  readonly change: Pointer;
  /** Weight change wanted per unit of `change`. */
  readonly factor: number;
  readonly update: number;
  /** Where the weights go as the pulse scheme has read them, f32 [stride]. */
  readonly found?: Pointer;
}

/** Overwrites the crossbar's list of lines. */
export function writeRow(crossbar: Crossbar, { row, change, factor, update, found }: RowChange): void {
  const { at, engine } = crossbar;
  engine.u32(at.lines, 1)[0] = row;
  engine.f32(at.factors, 1)[0] = 1;
  writeOuterProduct(crossbar, {
    rowCount: 1,
    d: change,
    rate: -factor,
    update,
    largestFactor: 1,
    small: false,
    found,
  });
}
