/**
 * A small digital counter per synapse keeps what has not become a pulse: cancelling updates cancel there and never
 * reach the device (Nandakumar et al., Front. Neurosci. 14:406, 2020, with 3 fraction bits and stochastic rounding).
 *
 *   r_ij += ΔW_ij·N/w rounded stochastically to 1/8;  n_ij = trunc(r_ij);  r_ij ← r_ij - n_ij
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';

export const residual = definePolicy({
  name: 'residual',
  summary: 'alternating pair with a 4-bit counter per synapse (sign and 3 fraction bits)',
  source: 'Nandakumar et al., Front. Neurosci. 14:406, 2020 (mixed precision), with few bits',
  hardware: 'a 4-bit counter per synapse, one random number per update',
  readFree: true,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    pulses: { kind: 'residual', bits: 4, block: 1 },
    weightScale: [0.636, 1.26],
    rate: [0.00547, 0.000261],
    balance: 0.161,
    stop: 0.9,
  },
  quiet: { weightScale: [2, 1], rate: [0.02, 0.0005], balance: 0.25 },
  tunable: { stop: stopLevels },
});
