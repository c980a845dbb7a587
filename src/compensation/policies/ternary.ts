/**
 * Ternary updates: every neuron whose error passes an adaptive threshold sends one pulse, of the error's sign, to every
 * line that is active enough. The learning rate has no part in it: the servo's target does what it does elsewhere.
 *
 *   n_ij = sign(ΔW_ij) for |Σδ_i| ≥ θ and P_j > θ_p, else 0;  θ by the servo of `threshold`
 */
import { definePolicy } from '../policy.ts';
import { fewEvents, lineLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const ternary = definePolicy({
  name: 'ternary',
  summary: 'alternating pair; one pulse of the sign of the error, for neurons that an event servo lets pass',
  source: 'Payvand et al., arXiv 1910.06152 and 2011.10852, 2020 (error-triggered ternary updates)',
  hardware: 'one comparator per line and per column, one threshold per layer',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    pulses: { kind: 'ternary', threshold: 1e-9 },
    gates: { 'event-servo': {}, 'line-threshold': {} },
  },
  tuned: tuned.ternary,
  tunable: { ...fewEvents, ...lineLevels },
});
