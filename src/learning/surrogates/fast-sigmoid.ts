/** Derivative of the fast sigmoid: 1 / (1 + d)². */
import { type Surrogate, surrogateSchema } from './surrogate.ts';

export const fastSigmoid: Surrogate = {
  kind: 'fast-sigmoid',
  summary: 'falls as 1/(1 + d)², and is nowhere 0',
  source: 'Zenke & Ganguli, Neural Comput. 30:1514, 2018',
  schema: surrogateSchema('fast-sigmoid'),
  code: 1,
  slope: (d) => 1 / ((1 + d) * (1 + d)),
};
