/**
 * Tiki-Taka with choppers and a dynamic reference: an offset of the fast array changes sign with the chopper and cancels.
 *
 *   A_j ← A_j + c_j·ΔW_j, c_j = ±1;  H_j ← H_j + α·c_j·(A_j - R_j);  c_j flips with p = 0.1, then R_j ← ⟨A_j⟩
 */
import { definePolicy } from '../policy.ts';
import { transferLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const tikiTakaDynamic = definePolicy({
  name: 'tiki-taka-dynamic',
  summary: 'as tiki-taka-filtered, with choppers and a reference that is found on the way',
  source: 'Rasch et al., Nat. Commun. 15:7133, 2024 (AGAD; choppers: c-TTv2)',
  hardware: 'a second array, reads of its lines, three 32-bit words per synapse',
  readFree: false,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    organisation: { kind: 'transfer', lines: 8, chopper: 0.1, reference: 'last-period' },
    pulses: { kind: 'residual', bits: 32, block: 1 },
  },
  tuned: tuned['tiki-taka-dynamic'],
  tunable: transferLevels,
});
