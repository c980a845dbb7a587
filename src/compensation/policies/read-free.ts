/**
 * The best that one pair can do without reads and without digital memory: alternating updates from the symmetry
 * point, and no update where the readout is already sure.
 *
 *   n = ⌊|ΔW|·N/w + u⌋ on one device of the pair; none where p(label) > stop
 */
import { definePolicy } from '../policy.ts';
import { stopLevels } from '../tunable.ts';

export const readFree = definePolicy({
  name: 'read-free',
  summary: 'alternating pair, started at the symmetry point, with stop-learning',
  source: 'this project; stop-learning as in Brivio et al., Front. Neurosci. 15:580909, 2021',
  hardware: 'one random bit per update, one comparator per layer',
  readFree: true,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    weightScale: [1.27, 0.743],
    rate: [0.0206, 0.0005],
    balance: 0.259,
    stop: 0.9,
  },
  tunable: { stop: stopLevels },
});
