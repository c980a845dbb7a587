/**
 * A differential pair whose devices move in opposite directions at every update.
 *
 *   W = w·(g⁺ - g⁻), both moved by n = ⌊|ΔW|·N/2w + u⌋, one up and one down
 */
import { definePolicy } from '../policy.ts';
import { tuned } from '../tuned.ts';

export const complementary = definePolicy({
  name: 'complementary',
  summary: 'a differential pair; both devices take each update, in opposite directions',
  source: 'CrossSim BalancedCore: Agarwal et al., IJCNN 2016',
  hardware: 'none',
  readFree: true,
  settings: { cell: { scheme: 'complementary' } },
  tuned: tuned.complementary,
});
