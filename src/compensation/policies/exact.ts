/**
 * What reads can give: every device is read before it is written, the pulse count follows its true state, and what was
 * not reached is kept in float32 and written later. Not read-free; shown to tell how much is left to gain.
 *
 *   r_ij += ΔW_ij;  n: the most pulses with |g(n) - g| ≤ |r_ij|/w;  r_ij ← r_ij - (true change)
 */
import { definePolicy } from '../policy.ts';
import { tuned } from '../tuned.ts';

export const exact = definePolicy({
  name: 'exact',
  summary:
    'the true state is read before every write, the remainder kept in full precision: what reads can give',
  source: 'inverse of the device law with residual; cf. program-verify, Chen et al., ICCAD 2015',
  hardware: 'a read of every updated synapse, a 32-bit word per synapse',
  readFree: false,
  // Not what the search chose: its output rate was too low for noisy devices (docs/tuning.md).
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point', weightScale: 0.5 },
    pulses: { kind: 'exact' },
    learning: { rate: 0.0181, balance: 0.167 },
    output: { cell: { weightScale: 2 }, learning: { rate: 0.0005 } },
  },
  quiet: tuned.exact.quiet,
});
