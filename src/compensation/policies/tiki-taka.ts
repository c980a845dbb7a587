/**
 * Tiki-Taka: a second array takes the updates; its content is transferred line by line.
 *
 *   A ← A + ΔW;  at every update, for 8 lines j in turn: C_j ← C_j + α·A_j;  the network reads C
 */
import { definePolicy } from '../policy.ts';
import { transferLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const tikiTaka = definePolicy({
  name: 'tiki-taka',
  summary: 'updates go to a second array, whose lines are read in turn and written into the first',
  source: 'Gokmen & Haensch, Front. Neurosci. 14:103, 2020',
  hardware: 'a second array of the same size, reads of its lines',
  readFree: false,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    organisation: { kind: 'transfer', lines: 8 },
  },
  tuned: tuned['tiki-taka'],
  tunable: transferLevels,
});
