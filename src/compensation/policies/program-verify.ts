/**
 * Write, read, correct: as inverse, and a device that lands a pulse or more off its target is written again.
 *
 *   as inverse; then n again from the read g until |g - target| is below a pulse or σ
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';

export const programVerify = definePolicy({
  name: 'program-verify',
  summary: 'as inverse; written devices are read again and corrected, five times at most',
  source: 'Chen et al., ICCAD 2015 (smart programming); program-verify of multi-level memories',
  hardware: 'a read before and after every write, a comparator per column',
  readFree: false,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    pulses: { kind: 'exact', remainder: 'rounded', verify: 5 },
    weightScale: [0.818, 0.825],
    balance: 0.165,
    stop: 0.9,
    rate: [0.0244, 0.000569],
  },
  tunable: { stop: stopLevels },
});
