/** The configurations that determinism is checked over: every policy, with noise and, for one, spread of devices. */
import { policyNames } from '../../src/compensation/policies.ts';
import type { ExperimentInput } from '../../src/experiment/config.ts';

export const variants: readonly (readonly [name: string, input: ExperimentInput])[] = [
  ...policyNames.map((policy) => [policy, { compensation: { policy } }] as const),
  ['none, spread of devices', { compensation: { policy: 'none' }, noise: { d2d: true } }],
  ['ideal weights', { device: 'ideal', compensation: { policy: 'ideal-baseline' } }],
  ['every step', { learning: { update: 1 } }],
  ['coincidence', { compensation: { policy: 'read-free', settings: { pulses: { kind: 'coincidence' } } } }],
];
