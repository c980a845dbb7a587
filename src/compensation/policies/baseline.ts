/**
 * How the baselines are driven. The linear device takes stochastic pulses on an alternating pair, as the arms do that
 * it is compared with; ideal weights take the wanted update itself.
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';

export const linearBaseline = definePolicy({
  name: 'linear-baseline',
  summary: 'alternating pair of linear devices, with stop-learning',
  source: 'this project',
  hardware: 'none',
  readFree: true,
  settings: {
    scheme: 'alternating',
    weightScale: [0.302, 0.433],
    rate: [0.0163, 0.000542],
    balance: 0.191,
    stop: 0.9,
  },
  quiet: { weightScale: [0.5, 0.5], rate: [0.0128, 0.000603], balance: 0.25 },
  tunable: { stop: stopLevels },
});

export const idealBaseline = definePolicy({
  name: 'ideal-baseline',
  summary: 'ideal weights: unbounded float32, every update exact',
  source: 'this project',
  hardware: 'none',
  readFree: true,
  settings: { rate: [0.023, 0.000494], balance: 0.167 },
});
