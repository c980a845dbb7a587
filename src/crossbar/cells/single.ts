/**
 * One device against a reference: G⁺ is written, and G⁻, which never moves, lies where the cell is set up.
 *
 *   W = gain · (G⁺ - reference)
 */
import { SINGLE } from '../../engine/array-records.ts';
import type { Cell } from './cell.ts';

export const single: Cell = {
  kind: 'single',
  summary: 'one device against a reference that never moves',
  source: 'Gokmen & Vlasov, Front. Neurosci. 10:333, 2016',
  code: SINGLE,
  isPair: false,
  devicesPerPulse: 1,
  drawsPolarity: false,
  ltpOnly: false,
};
