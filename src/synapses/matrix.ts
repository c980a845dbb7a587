/**
 * A whole matrix of wanted changes, one number a synapse, written row by row through whatever organisation the synapses
 * have. Rows of nothing but zeros are not written.
 */

import type { Pointer } from '../engine/kernels.ts';
import { MemspikeError } from '../errors.ts';
import type { Synapses } from './synapses.ts';

export interface MatrixWrite {
  /** Weight change wanted per unit of the matrix. */
  readonly rate: number;
  readonly update: number;
  /** Which of the products that are this update together. */
  readonly term: number;
  /** One of many small updates. */
  readonly small: boolean;
}

/** Writes the matrix f32 [rows][stride] at `matrix`, whose padding is 0. */
export type MatrixWriter = (write: MatrixWrite) => void;

export function matrixWriter(synapses: Synapses, matrix: Pointer): MatrixWriter {
  requireRows(synapses);
  const [
    {
      at,
      engine,
      options: { rows },
    },
  ] = synapses.crossbars;
  const { stride } = at;
  const values = engine.f32(matrix, rows * stride);
  const line = engine.u32(at.lines, 1);
  const factor = engine.f32(at.factors, 1);
  const product = { rowCount: 1, d: 0, rate: 0, update: 0, term: 0, largestFactor: 1, small: false };

  function isZero(row: number): boolean {
    for (let k = row * stride; k < (row + 1) * stride; k++) if (values[k] !== 0) return false;
    return true;
  }

  return ({ rate, update, term, small }) => {
    product.rate = -rate;
    product.update = update;
    product.term = term;
    product.small = small;
    for (let row = 0; row < rows; row++) {
      if (isZero(row)) continue;
      line[0] = row;
      factor[0] = 1;
      product.d = matrix + row * stride * 4;
      synapses.write(product);
    }
  };
}

function requireRows({ rowsRefused }: Synapses): void {
  if (rowsRefused === undefined) return;
  const { option, ...facts } = rowsRefused;
  throw new MemspikeError(
    'CONFIG',
    'the learning rule gives whole matrices, and the synapses keep outer products',
    { where: `compensation.settings.organisation.${option}`, ...facts },
  );
}
