/**
 * A full-precision accumulator per synapse; whole pulses go to the device, blindly.
 *
 *   χ_ij += ΔW_ij;  n_ij = trunc(χ_ij/ε), ε = w/N;  χ_ij ← χ_ij - n_ij·ε
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const mixedPrecision = definePolicy({
  name: 'mixed-precision',
  summary: 'alternating pair with a 32-bit accumulator per synapse',
  source: 'Nandakumar et al., Front. Neurosci. 14:406, 2020 (mixed precision)',
  hardware: 'a 32-bit word per synapse',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    pulses: { kind: 'residual', bits: 32, block: 1 },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned['mixed-precision'],
  tunable: stopLevels,
});
