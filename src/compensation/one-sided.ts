/** LTP alone: a positive update potentiates G+, a negative one G-; exhausted pairs are reset. */
import { definePolicy } from './policy.ts';

export const oneSided = definePolicy({
  name: 'one-sided',
  summary: 'LTP only, on G+ or on G-; exhausted pairs are read, reset and rewritten',
  source: 'Burr et al., IEDM 2014 and IEEE TED 62:3498, 2015 (two PCM devices with occasional RESET)',
  hardware: 'a read and a reset of every pair now and then',
  readFree: false,
  settings: { scheme: 'one-sided', weightScale: [2, 1], refreshEvery: 100, balance: 0.25, stop: 0.9 },
});
