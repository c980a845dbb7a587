/**
 * Write, read, correct: as inverse, and a device that lands a pulse or more off its target is written again.
 *
 *   as inverse; then n again from the read g until |g - target| is below a pulse or σ
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const programVerify = definePolicy({
  name: 'program-verify',
  summary: 'as inverse; written devices are read again and corrected, five times at most',
  source: 'Chen et al., ICCAD 2015 (smart programming); program-verify of multi-level memories',
  hardware: 'a read before and after every write, a comparator per column',
  readFree: false,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    pulses: { kind: 'exact', remainder: 'rounded', verify: 5 },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned['program-verify'],
  tunable: stopLevels,
});
