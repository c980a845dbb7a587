/**
 * Several devices per polarity, of which a global counter selects one for each update: the step becomes finer, and
 * its noise is averaged (Boybat et al., Nat. Commun. 9:2514, 2018).
 *
 *   W = w/m·Σ_k (g⁺_k - g⁻_k), n = ⌊|ΔW|·N·m/w + u⌋ on device k = update mod m
 */
import { definePolicy } from '../policy.ts';
import { stopLevels, wideScales } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const multiDevice = definePolicy({
  name: 'multi-device',
  summary: 'as read-free-pair, with four devices per polarity and one global selection counter',
  source: 'Boybat et al., Nat. Commun. 9:2514, 2018',
  hardware: 'four times the devices, one counter, one random bit per update, one comparator per layer',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', m: 4, centre: 'symmetry-point' },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned['multi-device'],
  tunable: { ...wideScales, ...stopLevels },
});
