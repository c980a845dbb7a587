/**
 * Every device is read before it is written, and the law inverted for its pulse count; what is less than a pulse is
 * rounded stochastically and forgotten.
 *
 *   n: the most pulses with |g(n) - g| ≤ |ΔW|/w, and one more with probability (rest)/(its step)
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';

export const inverse = definePolicy({
  name: 'inverse',
  summary: 'the true state is read before every write and the law inverted, without memory',
  source: 'inverse of the device law (docs: device/law.ts); stochastic rounding: Gupta et al., ICML 2015',
  hardware: 'a read of every synapse of active lines at every update',
  readFree: false,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    pulses: { kind: 'exact', remainder: 'rounded', verify: 0 },
    weightScale: [0.5, 0.5],
    balance: 0.4,
    stop: 0.9,
    rate: [0.0144, 0.000919],
  },
  tunable: { stop: stopLevels },
});
