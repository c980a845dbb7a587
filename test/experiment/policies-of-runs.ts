/** The configurations that determinism is checked over: every policy, with noise and, for one, spread of devices. */
import { policyNames } from '../../src/compensation/policies.ts';
import type { ExperimentInput } from '../../src/experiment/config.ts';

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
  ['every step', { learning: { update: 1 } }],
  ['coincidence', { compensation: { policy: 'read-free', settings: { pulses: { kind: 'coincidence' } } } }],
];
