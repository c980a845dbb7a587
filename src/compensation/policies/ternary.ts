/**
 * Ternary updates: every neuron whose error passes an adaptive threshold sends one pulse, of the error's sign, to every
 * line that is active enough. The learning rate has no part in it: the servo's target does what it does elsewhere.
 *
 *   n_ij = sign(ΔW_ij) for |Σδ_i| ≥ θ and P_j > θ_p, else 0;  θ by the servo of `threshold`
 */
import { definePolicy } from '../policy.ts';
import { lineLevels } from '../tunable.ts';

export const ternary = definePolicy({
  name: 'ternary',
  summary: 'alternating pair; one pulse of the sign of the error, for neurons that an event servo lets pass',
  source: 'Payvand et al., arXiv 1910.06152 and 2011.10852, 2020 (error-triggered ternary updates)',
  hardware: 'one comparator per line and per column, one threshold per layer',
  readFree: true,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    pulses: { kind: 'ternary', threshold: 1e-9 },
    weightScale: [2, 1],
    balance: 0.25,
    eventRate: 0.02,
    lineThreshold: 0.05,
    rate: [0.02, 0.0005],
  },
  tunable: { eventRate: { kind: 'log', low: 0.003, high: 0.2, most: 0.9 }, lineThreshold: lineLevels },
});
