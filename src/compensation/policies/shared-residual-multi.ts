/**
 * As shared-residual, with eight devices per polarity: counters take out the pulses that cancel, devices average the noise
 * of those that are left.
 *
 *   c += ΔW_ij·N·m/w for every line j of the block;  n_ij = trunc(c);  c ← c - n_ij
 */
import { definePolicy } from '../policy.ts';
import { stopLevels, wideScales } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const sharedResidualMulti = definePolicy({
  name: 'shared-residual-multi',
  summary: 'as shared-residual (1 bit per synapse), with eight devices per polarity',
  source: 'this project; Nandakumar et al. 2020 (counters), Boybat et al. 2018 (devices)',
  hardware: 'a 4-bit counter per four synapses, eight times the devices, one random number per update',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', m: 8, centre: 'symmetry-point' },
    pulses: { kind: 'residual', bits: 4, block: 2 },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned['shared-residual-multi'],
  tunable: { ...wideScales, ...stopLevels },
});
