/** The configurations that determinism is checked over: every policy, with noise and, for one, spread of devices. */
import { policyNames } from '../../src/compensation/all-policies.ts';
import type { ExperimentInput } from '../../src/experiment/config/config.ts';

export const variants: readonly (readonly [name: string, input: ExperimentInput])[] = [
  ...policyNames.map((policy) => [policy, { compensation: { policy } }] as const),
  ['none, spread of devices', { compensation: { policy: 'none' }, noise: { d2d: true } }],
  ['ideal weights', { device: 'ideal', compensation: { policy: 'ideal-baseline' } }],
  [
    'a table of steps, noise of the step, spread of devices',
    {
      device: {
        name: 'table',
        law: { kind: 'table', ltp: [0.03, 0.02, 0.004], ltd: [0.002, 0.03, 0.05] },
        c2c: 0.8,
        c2cOf: 'step',
      },
      noise: { d2d: true },
    },
  ],
  [
    'steps drawn from a table, spread of devices',
    {
      device: {
        name: 'drawn',
        law: {
          kind: 'stochastic',
          ltp: [
            [0, 0.02, 0.09],
            [-0.02, 0.01, 0.03],
          ],
          ltd: [
            [-0.01, 0, 0.01],
            [0.01, 0.03, 0.08],
          ],
        },
        variation: { pulsesLtp: { std: 0.3, distribution: 'log-normal' } },
      },
      noise: { d2d: true },
    },
  ],
  [
    'exponential steps',
    {
      device: {
        name: 'q',
        law: { kind: 'exponential', ltp: { alpha: 0.04, beta: 3 }, ltd: { alpha: 0.02, beta: 2 } },
      },
    },
  ],
  ['every step', { learning: { update: 1 } }],
  [
    'coincidence',
    { compensation: { policy: 'read-free-pair', settings: { pulses: { kind: 'coincidence' } } } },
  ],
];
