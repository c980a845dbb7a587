/**
 * A reference device for every device, programmed to its symmetry point before the training: decay then ends at W = 0,
 * also where devices differ.
 *
 *   W = 2w·(g - g_ref), g_ref of each device where its own up(g) = down(g)
 */
import { definePolicy } from '../policy.ts';
import { tuned } from '../tuned.ts';

export const zeroShift = definePolicy({
  name: 'zero-shift',
  summary: 'one device against a reference of its own at its own symmetry point',
  source: 'Kim et al., arXiv 1907.10228, 2019 (zero-shifting)',
  hardware: 'a reference device per synapse, a calibration with reads before the training',
  readFree: true,
  settings: { cell: { scheme: 'single', centre: 'zero-shift' } },
  tuned: tuned['zero-shift'],
});
