/**
 * What a synapse does not get as a pulse is handed to the next line of the same neuron: one register per column carries
 * the rounding error along the lines, as in halftoning.
 *
 *   x = ΔW·N/w + c_i;  n = trunc(x);  c_i ← x - n, handed to line j + 1 of neuron i
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const errorDiffusion = definePolicy({
  name: 'error-diffusion',
  summary: 'alternating pair; one 8-bit register per neuron carries what is not a pulse from line to line',
  source:
    'Floyd & Steinberg, Proc. SID 17:75, 1976 (error diffusion), along the lines of a crossbar: this project',
  hardware: 'an 8-bit register per neuron, lines written one after the other',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    pulses: { kind: 'residual', bits: 8, block: 4096 },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned['error-diffusion'],
  tunable: stopLevels,
});
