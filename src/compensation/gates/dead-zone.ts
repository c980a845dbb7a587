/**
 * Dead zone: neurons whose error is small are not updated.
 *
 *   δ_i ← 0 where |Σδ_i| < threshold, summed since the last update
 */
import { option, real } from '../../schema/option.ts';
import { defineGate } from './gate-kind.ts';
import { zeroBelow } from './zero-below.ts';

export const deadZone = defineGate({
  kind: 'dead-zone',
  summary: 'small modulators count as nothing',
  source: 'Chang et al., IEEE JETCAS 8:116, 2018 (f_th of the error)',
  options: {
    threshold: option(real(0, 1e6), 0.1, 'summed modulators below this in magnitude are 0'),
  },
  prepare: ({ threshold }) => (threshold > 0 ? { modulators: (d) => zeroBelow(d, threshold) } : {}),
});
