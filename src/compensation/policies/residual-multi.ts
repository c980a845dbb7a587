/**
 * As residual, with four devices per polarity.
 *
 *   r_ij += ΔW_ij·N·m/w rounded stochastically to 1/8;  n_ij = trunc(r_ij);  r_ij ← r_ij - n_ij
 */
import { definePolicy } from '../policy.ts';
import { stopLevels, wideScales } from '../tunable.ts';

export const residualMulti = definePolicy({
  name: 'residual-multi',
  summary: 'as residual (4 bits per synapse), with four devices per polarity',
  source:
    'Nandakumar et al., Front. Neurosci. 14:406, 2020, with few bits; Boybat et al., Nat. Commun. 9:2514, 2018',
  hardware: 'a 4-bit counter per synapse, four times the devices, one random number per update',
  readFree: true,
  settings: {
    scheme: 'alternating',
    m: 4,
    centre: 'symmetry-point',
    pulses: { kind: 'residual', bits: 4, block: 1 },
    weightScale: [1, 1],
    rate: [0.00547, 0.000261],
    balance: 0.161,
    stop: 0.9,
  },
  quiet: { rate: [0.0081, 0.000178], weightScale: [1.38, 0.858], balance: 0.189 },
  tunable: { weightScale: wideScales, stop: stopLevels },
});
