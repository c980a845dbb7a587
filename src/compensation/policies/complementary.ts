/**
 * A differential pair whose devices move in opposite directions at every update.
 *
 *   W = w·(g⁺ - g⁻), both moved by n = ⌊|ΔW|·N/2w + u⌋, one up and one down
 */
import { definePolicy } from '../policy.ts';

export const complementary = definePolicy({
  name: 'complementary',
  summary: 'a differential pair; both devices take each update, in opposite directions',
  source: 'CrossSim BalancedCore: Agarwal et al., IJCNN 2016',
  hardware: 'none',
  readFree: true,
  settings: { scheme: 'complementary', weightScale: [1.61, 0.669], rate: [0.0184, 0.000487], balance: 0.165 },
  quiet: { weightScale: [2, 1], rate: [0.02, 0.0005], balance: 0.25 },
});
