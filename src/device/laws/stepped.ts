/** Laws that are not affine: the kernels follow the steps that their pulses make. */
import { type ExponentialLaw, exponentialSteps } from './exponential.ts';
import { meanSteps, type StochasticLaw } from './stochastic.ts';
import type { TableLaw } from './table.ts';

export type SteppedLaw = TableLaw | StochasticLaw | ExponentialLaw;

/** The steps without noise, at equally spaced conductances. */
export function certainSteps(law: SteppedLaw): TableLaw {
  if (law.kind === 'table') return law;
  return law.kind === 'stochastic' ? meanSteps(law) : exponentialSteps(law);
}
