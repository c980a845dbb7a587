/**
 * Pulse counts divided by the slope of the branch they use, taken once, at the cell's starting point.
 *
 *   n = ⌊|ΔW|/(w·up(g*)) + u⌋ for LTP, with down(g*) for LTD: one gain for each branch
 */
import { definePolicy } from '../policy.ts';
import { tuned } from '../tuned.ts';

export const matchedGain = definePolicy({
  name: 'matched-gain',
  summary:
    'alternating pair whose LTP and LTD pulse counts are corrected by each branch at the symmetry point',
  source:
    'first-order inverse at a fixed point; cf. Fouda et al., arXiv 1909.01771 (matching rules to devices)',
  hardware: 'two gains, one random bit per update',
  readFree: true,
  settings: { cell: { scheme: 'alternating', centre: 'symmetry-point', gains: 'matched' } },
  tuned: tuned['matched-gain'],
});
