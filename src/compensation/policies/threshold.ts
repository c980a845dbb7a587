/**
 * Error-triggered updates: a neuron whose modulator is small, and a line that hardly spikes, get no pulses; the
 * threshold follows a target rate of events.
 *
 *   δ_i ← 0 where |Σδ_i| < θ;  θ ← θ·exp(0.02·(share - target)/target)
 */
import { definePolicy } from '../policy.ts';
import { eventShares, lineLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const threshold = definePolicy({
  name: 'threshold',
  summary: 'alternating pair; only neurons whose error exceeds an adaptive threshold are updated',
  source:
    'Payvand et al., arXiv 1910.06152 (error-triggered); Chang et al., IEEE JETCAS 8:116, 2018 (thresholds)',
  hardware: 'one comparator per output line, one threshold per layer',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    gates: { 'event-servo': {}, 'line-threshold': {} },
  },
  tuned: tuned.threshold,
  tunable: { ...eventShares, ...lineLevels },
});
