/**
 * What a synapse does not get as a pulse is handed to the next line of the same neuron: one register per column carries
 * the rounding error along the lines, as in halftoning.
 *
 *   x = ΔW·N/w + c_i;  n = trunc(x);  c_i ← x - n, handed to line j + 1 of neuron i
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';

export const errorDiffusion = definePolicy({
  name: 'error-diffusion',
  summary: 'alternating pair; one 8-bit register per neuron carries what is not a pulse from line to line',
  source:
    'Floyd & Steinberg, Proc. SID 17:75, 1976 (error diffusion), along the lines of a crossbar: this project',
  hardware: 'an 8-bit register per neuron, lines written one after the other',
  readFree: true,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    pulses: { kind: 'residual', bits: 8, block: 4096 },
    weightScale: [0.5, 0.5],
    balance: 0.4,
    stop: 0.9,
    rate: [0.00709, 0.00014],
  },
  quiet: { rate: [0.02, 0.0005], weightScale: [1.27, 0.743], balance: 0.25 },
  tunable: { stop: stopLevels },
});
