/**
 * As residual, with four devices per polarity.
 *
 *   r_ij += ΔW_ij·N·m/w rounded stochastically to 1/8;  n_ij = trunc(r_ij);  r_ij ← r_ij - n_ij
 */
import { definePolicy } from '../policy.ts';
import { stopLevels, wideScales } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const residualMulti = definePolicy({
  name: 'residual-multi',
  summary: 'as residual (4 bits per synapse), with four devices per polarity',
  source:
    'Nandakumar et al., Front. Neurosci. 14:406, 2020, with few bits; Boybat et al., Nat. Commun. 9:2514, 2018',
  hardware: 'a 4-bit counter per synapse, four times the devices, one random number per update',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', m: 4, centre: 'symmetry-point' },
    pulses: { kind: 'residual', bits: 4, block: 1 },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned['residual-multi'],
  tunable: { ...wideScales, ...stopLevels },
});
