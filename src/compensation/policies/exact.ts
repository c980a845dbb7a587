/**
 * What reads can give: every device is read before it is written, the pulse count follows its true state, and what was
 * not reached is kept in float32 and written later. Not read-free; shown to tell how much is left to gain.
 *
 *   r_ij += ΔW_ij;  n: the most pulses with |g(n) - g| ≤ |r_ij|/w;  r_ij ← r_ij - (true change)
 */
import { definePolicy } from '../policy.ts';

export const exact = definePolicy({
  name: 'exact',
  summary:
    'the true state is read before every write, the remainder kept in full precision: what reads can give',
  source: 'inverse of the device law with residual; cf. program-verify, Chen et al., ICCAD 2015',
  hardware: 'a read of every updated synapse, a 32-bit word per synapse',
  readFree: false,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    pulses: { kind: 'exact', remainder: 'kept', verify: 0 },
    weightScale: [0.5, 2],
    rate: [0.0181, 0.0005],
    balance: 0.167,
  },
  quiet: { weightScale: [0.51, 1.69], rate: [0.0152, 0.000307], balance: 0.043 },
});
