/**
 * Learning rates fall during the training. Decay and pulse noise are both proportional to the number of pulses, so what
 * is gained is the gradient's noise alone.
 *
 *   η_k = η·decay^(k/K) at presentation k of K
 */
import { definePolicy } from '../policy.ts';
import { decayLevels, stopLevels } from '../tunable.ts';

export const annealing = definePolicy({
  name: 'annealing',
  summary: 'as read-free, with learning rates that fall exponentially',
  source: 'this project; Robbins & Monro, Ann. Math. Stat. 22:400, 1951 (falling steps)',
  hardware: 'one random bit per update, one comparator per layer, a pulse rate that can be set',
  readFree: true,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    weightScale: [1.19, 0.813],
    rate: [0.042, 0.00113],
    balance: 0.235,
    stop: 0.9,
    decay: 0.1,
  },
  quiet: { rate: [0.0412, 0.001], weightScale: [1.27, 0.743], balance: 0.25 },
  tunable: { stop: stopLevels, decay: decayLevels },
});
