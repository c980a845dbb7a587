/**
 * The sum of many presentations, kept at the edges of the array to a low rank: less memory than a buffer of as many.
 *
 *   S ≈ Σ_k σ_k l_k r_kᵀ, k ≤ r, kept by a QR step and the singular values of an (r+1) × (r+1) core
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const lowRank = definePolicy({
  name: 'low-rank',
  summary: 'as buffer, for 32 presentations, kept to rank 8 without bias',
  source: 'Gural et al., arXiv 2009.03887, 2020 (LRT); Hoskins et al., Front. Neurosci. 13:793, 2019 (SBE)',
  hardware: 'eight words per line and per column, a processor for a small singular value decomposition',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    organisation: { kind: 'buffer', updates: 32, rank: 8, unbiased: true },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned['low-rank'],
  tunable: stopLevels,
});
