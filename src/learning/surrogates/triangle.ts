/** Triangle: max(0, 1 - d). */
import { type Surrogate, surrogateSchema } from './surrogate.ts';

export const triangle: Surrogate = {
  kind: 'triangle',
  summary: 'falls linearly to 0 at d = 1',
  source: 'Esser et al., PNAS 113:11441, 2016',
  schema: surrogateSchema('triangle'),
  code: 0,
  slope: (d) => Math.max(0, 1 - d),
};
