/**
 * Tiki-Taka: a second array takes the updates; its content is transferred line by line.
 *
 *   A ← A + ΔW;  at every update, for 8 lines j in turn: C_j ← C_j + α·A_j;  the network reads C
 */
import { definePolicy } from '../policy.ts';
import { transferLevels } from '../tunable.ts';

export const tikiTaka = definePolicy({
  name: 'tiki-taka',
  summary: 'updates go to a second array, whose lines are read in turn and written into the first',
  source: 'Gokmen & Haensch, Front. Neurosci. 14:103, 2020',
  hardware: 'a second array of the same size, reads of its lines',
  readFree: false,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    organisation: { kind: 'transfer', lines: 8, chopper: 0, reference: 'none' },
    pulses: { kind: 'stochastic' },
    weightScale: [0.81, 0.823],
    rate: [0.2, 0.0053],
    transferRate: [0.0043, 0.0062],
    balance: 0.162,
  },
  quiet: {
    rate: [0.185, 0.00584],
    weightScale: [1.42, 0.696],
    balance: 0.276,
    transferRate: [0.00601, 0.00458],
  },
  tunable: transferLevels,
});
