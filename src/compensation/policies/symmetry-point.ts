/**
 * A single device whose reference lies at its symmetry point, where LTP and LTD steps are equal, so that the
 * activity-proportional decay ends at W = 0 (zero-shifting: Kim et al., arXiv 1907.10228).
 *
 *   W = 2w·(g - g*), up(g*) = down(g*)
 */
import { definePolicy } from '../policy.ts';

export const symmetryPoint = definePolicy({
  name: 'symmetry-point',
  summary: 'one device against a reference at its symmetry point',
  source: 'Kim et al., arXiv 1907.10228 (zero-shifting)',
  hardware: 'a reference column, calibrated once',
  readFree: true,
  settings: {
    scheme: 'single',
    centre: 'symmetry-point',
    weightScale: [0.816, 2.58],
    rate: [0.0274, 0.00114],
    balance: 0.371,
  },
});
