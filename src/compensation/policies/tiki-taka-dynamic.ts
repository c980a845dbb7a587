/**
 * Tiki-Taka with choppers and a dynamic reference: an offset of the fast array changes sign with the chopper and cancels.
 *
 *   A_j ← A_j + c_j·ΔW_j, c_j = ±1;  H_j ← H_j + α·c_j·(A_j - R_j);  c_j flips with p = 0.1, then R_j ← ⟨A_j⟩
 */
import { definePolicy } from '../policy.ts';
import { transferLevels } from '../tunable.ts';

export const tikiTakaDynamic = definePolicy({
  name: 'tiki-taka-dynamic',
  summary: 'as tiki-taka-filtered, with choppers and a reference that is found on the way',
  source: 'Rasch et al., Nat. Commun. 15:7133, 2024 (AGAD; choppers: c-TTv2)',
  hardware: 'a second array, reads of its lines, three 32-bit words per synapse',
  readFree: false,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    organisation: { kind: 'transfer', lines: 8, chopper: 0.1, reference: 'last-period' },
    pulses: { kind: 'residual', bits: 32, block: 1 },
    weightScale: [0.536, 0.699],
    rate: [0.493, 0.00516],
    transferRate: [0.00461, 0.00519],
    balance: 0.382,
  },
  quiet: {
    rate: [0.431, 0.00477],
    weightScale: [0.543, 0.478],
    balance: 0.413,
    transferRate: [0.00536, 0.00641],
  },
  tunable: transferLevels,
});
