/**
 * No compensation: the naive arm that all others are compared with.
 *
 *   W = w·(2g - 2·½), n = ⌊|ΔW|·N/2w + u⌋ pulses, u uniform on [0, 1)
 */
import { definePolicy } from '../policy.ts';
import { tuned } from '../tuned.ts';

export const none = definePolicy({
  name: 'none',
  summary: 'one device against a mid-range reference, stochastic rounding',
  source: 'common practice; NeuroSim: Chen, Peng & Yu, IEEE TCAD 37:3067, 2018 (W = 2G - 1)',
  hardware: 'a reference column',
  readFree: true,
  settings: { cell: { scheme: 'single' } },
  tuned: tuned.none,
});
