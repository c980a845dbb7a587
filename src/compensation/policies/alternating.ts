/**
 * A differential pair of which one device, chosen by a coin, takes each update: decay ends at W = 0 by symmetry.
 *
 *   W = w·(g⁺ - g⁻), one of the two moved by n = ⌊|ΔW|·N/w + u⌋
 */
import { definePolicy } from '../policy.ts';
import { tuned } from '../tuned.ts';

export const alternating = definePolicy({
  name: 'alternating',
  summary: 'a differential pair; a coin chooses which of the two takes each update',
  source: 'differential pair: Burr et al., IEEE TED 62:3498, 2015; random choice of the device: this project',
  hardware: 'one random bit per update',
  readFree: true,
  settings: { cell: { scheme: 'alternating' } },
  tuned: tuned.alternating,
});
