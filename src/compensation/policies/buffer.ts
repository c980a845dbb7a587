/**
 * The factors of several presentations are kept at the edges of the array, and their sum is written at once: what cancels
 * in the sum needs no pulse.
 *
 *   S = Σ_{b<B} δ_b P_bᵀ;  ΔW = -η S, once in B presentations
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const buffer = definePolicy({
  name: 'buffer',
  summary: 'as read-free-pair, with the sum of 8 presentations written at once',
  source: 'mini-batches; factors kept at the edges: this project',
  hardware: 'line counts and modulators of 8 presentations, digital outer products',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    organisation: { kind: 'buffer', updates: 8 },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned.buffer,
  tunable: stopLevels,
});
