/**
 * As multi-device with twice the devices. Pulse noise and decay trade off against each other over the weight scale; more
 * devices make both smaller.
 *
 *   Per unit of |ΔW|, decay is λN/w and noise variance σ²N·w/m: their product falls with 1/m
 */
import { definePolicy } from '../policy.ts';
import { stopLevels, wideScales } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const multiDeviceEight = definePolicy({
  name: 'multi-device-eight',
  summary: 'as multi-device, with eight devices per polarity',
  source: 'Boybat et al., Nat. Commun. 9:2514, 2018',
  hardware: 'eight times the devices, one counter, one random bit per update, one comparator per layer',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', m: 8, centre: 'symmetry-point' },
    gates: { 'stop-learning': {} },
  },
  tuned: tuned['multi-device-eight'],
  tunable: { ...wideScales, ...stopLevels },
});
