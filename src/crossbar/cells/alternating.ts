/**
 * One of the two devices of a pair, chosen at random for each update, moves: LTP and LTD are as often pulses of either
 * device, so that their asymmetry averages out, at half the pulses of a complementary pair.
 */
import { ALTERNATING } from '../../engine/array-records.ts';
import type { Cell } from './cell.ts';

export const alternating: Cell = {
  kind: 'alternating',
  summary: 'one device of a pair moves, chosen at random for each update',
  source: 'differential pair: Burr et al., IEEE TED 62:3498, 2015; random choice of the device: this project',
  code: ALTERNATING,
  isPair: true,
  devicesPerPulse: 1,
  drawsPolarity: true,
  ltpOnly: false,
};
