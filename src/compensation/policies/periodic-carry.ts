/**
 * Three cells per weight, like digits: fine steps in the smallest, and now and then a carry.
 *
 *   W = Σ_k W_k, |W_k| ≤ w/5^k;  every 100 updates W_k → W_(k-1) where |W_k| > w/(2·5^k)
 */
import { definePolicy } from '../policy.ts';
import { tuned } from '../tuned.ts';

export const periodicCarry = definePolicy({
  name: 'periodic-carry',
  summary:
    'three cells per weight, of base 5; updates go to the smallest, carries are read and written exactly',
  source: 'Agarwal et al., Symp. VLSI Technology 2017, T174 (periodic carry)',
  hardware: 'three times the array, a read of every cell now and then',
  readFree: false,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    organisation: { kind: 'carry', cores: 3, base: 5, every: 100 },
  },
  tuned: tuned['periodic-carry'],
});
