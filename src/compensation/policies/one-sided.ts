/**
 * LTP alone: a positive update potentiates G+, a negative one G-; exhausted pairs are reset.
 *
 *   n = ⌊|ΔW|·N/w + u⌋ up on G⁺ for ΔW > 0, up on G⁻ for ΔW < 0
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const oneSided = definePolicy({
  name: 'one-sided',
  summary: 'LTP only, on G+ or on G-; exhausted pairs are read, reset and rewritten',
  source: 'Burr et al., IEDM 2014 and IEEE TED 62:3498, 2015 (two PCM devices with occasional RESET)',
  hardware: 'a read and a reset of every pair now and then',
  readFree: false,
  settings: { cell: { scheme: 'one-sided', refreshEvery: 100 }, gates: { 'stop-learning': {} } },
  tuned: tuned['one-sided'],
  tunable: stopLevels,
});
