/**
 * Line threshold: lines that hardly spike take no part in an update.
 *
 *   line j left out where its mean rate P_j ≤ rate
 */
import { fraction, option } from '../../schema/option.ts';
import { defineGate } from './gate-kind.ts';

export const lineThreshold = defineGate({
  kind: 'line-threshold',
  summary: 'quiet lines take no part',
  source: 'Chang et al., IEEE JETCAS 8:116, 2018 (thresholds on error and activity)',
  options: {
    rate: option(fraction, 0.02, 'mean rate per step at or below which a line takes no part'),
  },
  prepare: ({ rate }) => ({ lineThreshold: rate }),
});
