/**
 * Error-triggered updates: a neuron whose modulator is small, and a line that hardly spikes, get no pulses; the
 * threshold follows a target rate of events.
 *
 *   δ_i ← 0 where |Σδ_i| < θ;  θ ← θ·exp(0.02·(share - target)/target)
 */
import { definePolicy } from '../policy.ts';
import { eventLevels } from '../tunable.ts';

export const threshold = definePolicy({
  name: 'threshold',
  summary: 'alternating pair; only neurons whose error exceeds an adaptive threshold are updated',
  source:
    'Payvand et al., arXiv 1910.06152 (error-triggered); Chang et al., IEEE JETCAS 8:116, 2018 (thresholds)',
  hardware: 'one comparator per output line, one threshold per layer',
  readFree: true,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    weightScale: [1.34, 0.822],
    rate: [0.0302, 0.00039],
    balance: 0.298,
    eventRate: 0.118,
    lineThreshold: 0.02,
  },
  quiet: { weightScale: [2, 1], rate: [0.02, 0.0005], balance: 0.25, eventRate: 0.15 },
  tunable: eventLevels,
});
