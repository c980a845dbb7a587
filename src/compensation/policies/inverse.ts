/**
 * Every device is read before it is written, and the law inverted for its pulse count; what is less than a pulse is
 * rounded stochastically and forgotten.
 *
 *   n: the most pulses with |g(n) - g| ≤ |ΔW|/w, and one more with probability (rest)/(its step)
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const inverse = definePolicy({
  name: 'inverse',
  summary: 'the true state is read before every write and the law inverted, without memory',
  source: 'inverse of the device law (docs: device/law.ts); stochastic rounding: Gupta et al., ICML 2015',
  hardware: 'a read of every synapse of active lines at every update',
  readFree: false,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    pulses: { kind: 'exact', remainder: 'rounded', verify: 0 },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned.inverse,
  tunable: stopLevels,
});
