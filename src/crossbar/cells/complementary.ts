/**
 * Both devices of a pair move, in opposite directions: what LTP and LTD differ by at the same conductance cancels.
 *
 *   ΔW > 0:  LTP of G⁺ and LTD of G⁻;  ΔW < 0:  LTD of G⁺ and LTP of G⁻
 */
import { COMPLEMENTARY } from '../../engine/array-records.ts';
import type { Cell } from './cell.ts';

export const complementary: Cell = {
  kind: 'complementary',
  summary: 'both devices of a pair move, in opposite directions',
  source: 'CrossSim BalancedCore: Agarwal et al., IJCNN 2016',
  code: COMPLEMENTARY,
  isPair: true,
  devicesPerPulse: 2,
  drawsPolarity: false,
  ltpOnly: false,
};
