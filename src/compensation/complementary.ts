/** A differential pair whose devices move in opposite directions at every update. */
import { definePolicy } from './policy.ts';

export const complementary = definePolicy({
  name: 'complementary',
  summary: 'a differential pair; both devices take each update, in opposite directions',
  source: 'CrossSim BalancedCore: Agarwal et al., IJCNN 2016',
  hardware: 'none',
  readFree: true,
  settings: { scheme: 'complementary', weightScale: [2, 1], balance: 0.25 },
});
