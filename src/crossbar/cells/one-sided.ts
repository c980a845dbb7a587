/**
 * LTP only, of G⁺ for a positive and of G⁻ for a negative change. Both conductances rise until the pair is refreshed
 * (refresh.ts).
 */
import { ONE_SIDED } from '../../engine/array-records.ts';
import type { Cell } from './cell.ts';

export const oneSided: Cell = {
  kind: 'one-sided',
  summary: 'LTP only, of one device of a pair for each sign of the change; refreshed now and then',
  source: 'Burr et al., IEDM 2014',
  code: ONE_SIDED,
  isPair: true,
  devicesPerPulse: 1,
  drawsPolarity: false,
  ltpOnly: true,
};
