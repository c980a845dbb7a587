/** Boxcar: 1 for d < 1, else 0. */
import { type Surrogate, surrogateSchema } from './surrogate.ts';

export const boxcar: Surrogate = {
  kind: 'boxcar',
  summary: '1 near the threshold, 0 elsewhere: two comparators a neuron',
  source: 'Payvand et al., arXiv 1910.06152, 2020',
  schema: surrogateSchema('boxcar'),
  code: 2,
  slope: (d) => Number(d < 1),
};
