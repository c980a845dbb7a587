/**
 * Tiki-Taka, second version: what is read from the fast array is gathered digitally, and whole pulses are written.
 *
 *   H_j ← H_j + α·A_j;  n = trunc(H_j·N/w) pulses to C_j;  H_j ← H_j - n·w/N
 */
import { definePolicy } from '../policy.ts';
import { transferLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const tikiTakaFiltered = definePolicy({
  name: 'tiki-taka-filtered',
  summary: 'as tiki-taka, with a digital word per synapse that filters what is transferred',
  source: 'Gokmen, Front. Artif. Intell. 4:699148, 2021 (TTv2)',
  hardware: 'a second array, reads of its lines, a 32-bit word per synapse',
  readFree: false,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    organisation: { kind: 'transfer', lines: 8 },
    pulses: { kind: 'residual', bits: 32, block: 1 },
  },
  tuned: tuned['tiki-taka-filtered'],
  tunable: transferLevels,
});
