/**
 * One small counter for each 2×2 block of neighbouring inputs and neuron: the pulse goes to the synapse that is being
 * updated when the counter overflows. Works because neighbouring inputs carry similar gradients.
 *
 *   c += ΔW_ij·N/w for every line j of the block;  n_ij = trunc(c);  c ← c - n_ij, in eighths of a pulse
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const sharedResidual = definePolicy({
  name: 'shared-residual',
  summary: 'as residual, one 4-bit counter per 2×2 block of inputs and neuron: 1 bit per synapse',
  source: 'this project; counters after Nandakumar et al., Front. Neurosci. 14:406, 2020',
  hardware: 'a 4-bit counter per four synapses, one random number per update',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    pulses: { kind: 'residual', bits: 4, block: 2 },
    gates: { 'stop-learning': {} },
    output: { pulses: { block: 1 } },
  },
  tuned: tuned['shared-residual'],
  tunable: stopLevels,
});
