/** How the baselines are driven: a linear device takes stochastic pulses on an alternating pair; ideal weights take the update itself. */
import { definePolicy } from './policy.ts';

export const baseline = definePolicy({
  name: 'baseline',
  summary: 'alternating pair with stop-learning, for the linear device and for ideal weights',
  source: 'this project',
  hardware: 'none',
  readFree: true,
  settings: { scheme: 'alternating', centre: 'symmetry-point', weightScale: [1, 1], stop: 0.9, balance: 0.25 },
});
