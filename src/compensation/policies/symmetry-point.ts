/**
 * A single device whose reference lies at its symmetry point, where LTP and LTD steps are equal, so that the
 * activity-proportional decay ends at W = 0 (zero-shifting: Kim et al., arXiv 1907.10228).
 *
 *   W = 2w·(g - g*), up(g*) = down(g*)
 */
import { definePolicy } from '../policy.ts';
import { tuned } from '../tuned.ts';

export const symmetryPoint = definePolicy({
  name: 'symmetry-point',
  summary: 'one device against a reference at its symmetry point',
  source: 'Kim et al., arXiv 1907.10228 (zero-shifting)',
  hardware: 'a reference column, calibrated once',
  readFree: true,
  settings: { cell: { scheme: 'single', centre: 'symmetry-point' } },
  tuned: tuned['symmetry-point'],
});
