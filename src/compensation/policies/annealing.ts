/**
 * Learning rates fall during the training. Decay and pulse noise are both proportional to the number of pulses, so what
 * is gained is the gradient's noise alone.
 *
 *   η_k = η·decay^(k/K) at presentation k of K
 */
import { definePolicy } from '../policy.ts';
import { decayLevels, stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const annealing = definePolicy({
  name: 'annealing',
  summary: 'as read-free-pair, with learning rates that fall exponentially',
  source: 'this project; Robbins & Monro, Ann. Math. Stat. 22:400, 1951 (falling steps)',
  hardware: 'one random bit per update, one comparator per layer, a pulse rate that can be set',
  readFree: true,
  settings: { cell: { scheme: 'alternating', centre: 'symmetry-point' }, gates: { 'stop-learning': {} } },
  tuned: tuned.annealing,
  tunable: { ...stopLevels, ...decayLevels },
});
