/** All voltages of a tile, from what the steps of a read leave behind. */
import type { EachStep } from './solve.ts';
import { place, rowPlace, type Tile } from './tile.ts';

export interface Voltages {
  /** f64 [rows][columns], volts, at both terminals of every device. */
  readonly word: Float64Array;
  readonly bit: Float64Array;
}

/**
 * Follows the steps of one `solveTile`; `finish` then gives the voltages. Bit lines are w_i = f_i (W_i + w_{i+1}) where W
 * is what the steps add up to; word lines are solved anew, so that currents into their nodes sum to zero to the last bits.
 */
export function followVoltages(tile: Tile): { readonly step: EachStep; finish(): Voltages } {
  const { all, columns, ends, g, rows, sources, units } = tile;
  const bit = new Float64Array(rows * columns);
  return {
    step(alpha) {
      for (let i = 0; i < rows; i++) {
        const { p } = rowPlace(tile, i);
        for (let j = 0; j < columns; j++) bit[i * columns + j] += alpha * all[p + place(j)];
      }
    },
    finish() {
      for (let i = rows - 1; i >= 0; i--) {
        const { f } = rowPlace(tile, i);
        for (let j = 0; j < columns; j++) {
          const at = i * columns + j;
          bit[at] = all[f + place(j)] * (bit[at] + (i + 1 < rows ? bit[at + columns] : 0));
        }
      }
      const word = new Float64Array(rows * columns);
      for (let i = 0; i < rows; i++) solveWord(i, word);
      return { word, bit };
    },
  };

  /** The voltages of one word line, between its drivers and the bit lines. */
  function solveWord(i: number, word: Float64Array): void {
    const from = i * columns;
    const pivots = new Float64Array(columns);
    let [near, carried] = [ends.left[i], sources.left[i]];
    for (let j = 0; j < columns; j++) {
      const a = g[from + j] * units.word;
      const last = j + 1 === columns;
      const s = a + near;
      pivots[j] = 1 / ((last ? ends.right[i] : 1) + s);
      carried = pivots[j] * (a * bit[from + j] + carried + (last ? sources.right[i] : 0));
      word[from + j] = carried;
      near = s * pivots[j];
    }
    for (let j = columns - 2; j >= 0; j--) word[from + j] += pivots[j] * word[from + j + 1];
  }
}
