/**
 * How the baselines are driven. The linear device takes stochastic pulses on an alternating pair, as the arms do that
 * it is compared with; ideal weights take the wanted update itself.
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const linearBaseline = definePolicy({
  name: 'linear-baseline',
  summary: 'alternating pair of linear devices, with stop-learning',
  source: 'this project',
  hardware: 'none',
  readFree: true,
  settings: { cell: { scheme: 'alternating' }, gates: { 'stop-learning': {} } },
  tuned: tuned['linear-baseline'],
  tunable: stopLevels,
});

export const idealBaseline = definePolicy({
  name: 'ideal-baseline',
  summary: 'ideal weights: unbounded float32, every update exact',
  source: 'this project',
  hardware: 'none',
  readFree: true,
  // Without the weight scales of docs/tuning.json, which ideal weights do not have.
  settings: { learning: { rate: 0.023, balance: 0.167 }, output: { learning: { rate: 0.000494 } } },
});
