/**
 * The best that one pair can do without reads and without digital memory: alternating updates from the symmetry
 * point, and no update where the readout is already sure.
 *
 *   n = ⌊|ΔW|·N/w + u⌋ on one device of the pair; none where p(label) > stop
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const readFreePair = definePolicy({
  name: 'read-free-pair',
  alias: 'read-free',
  summary: 'alternating pair, started at the symmetry point, with stop-learning',
  source: 'this project; stop-learning as in Brivio et al., Front. Neurosci. 15:580909, 2021',
  hardware: 'one random bit per update, one comparator per layer',
  readFree: true,
  settings: { cell: { scheme: 'alternating', centre: 'symmetry-point' }, gates: { 'stop-learning': {} } },
  tuned: tuned['read-free-pair'],
  tunable: stopLevels,
});
