/**
 * Error trigger: small class errors are not sent back.
 *
 *   e_k ← 0 where |e_k| < threshold
 */
import { option, real } from '../../schema/option.ts';
import { defineGate } from './gate-kind.ts';
import { zeroBelow } from './zero-below.ts';

export const errorTrigger = defineGate({
  kind: 'error-trigger',
  summary: 'small class errors count as nothing',
  source: 'Payvand et al., arXiv 1910.06152; Chang et al., IEEE JETCAS 8:116, 2018',
  options: {
    threshold: option(real(0, 10), 0.1, 'class errors below this in magnitude are 0'),
  },
  prepare: ({ threshold }) => (threshold > 0 ? { error: (error) => zeroBelow(error, threshold) } : {}),
});
