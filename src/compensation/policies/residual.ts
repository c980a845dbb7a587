/**
 * A small digital counter per synapse keeps what has not become a pulse: cancelling updates cancel there and never
 * reach the device (Nandakumar et al., Front. Neurosci. 14:406, 2020, with 3 fraction bits and stochastic rounding).
 *
 *   r_ij += ΔW_ij·N/w rounded stochastically to 1/8;  n_ij = trunc(r_ij);  r_ij ← r_ij - n_ij
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const residual = definePolicy({
  name: 'residual',
  summary: 'alternating pair with a 4-bit counter per synapse (sign and 3 fraction bits)',
  source: 'Nandakumar et al., Front. Neurosci. 14:406, 2020 (mixed precision), with few bits',
  hardware: 'a 4-bit counter per synapse, one random number per update',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    pulses: { kind: 'residual', bits: 4, block: 1 },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned.residual,
  tunable: stopLevels,
});
