/**
 * Querlioz's law of memristive synapses: steps that fall exponentially with the way already gone.
 *
 *   LTP  ΔG = α_P·e^(−β_P·g),  LTD  ΔG = −α_D·e^(−β_D·(1 − g)),  g = (G − Gmin)/(Gmax − Gmin)
 *
 * D. Querlioz, O. Bichler, P. Dollfus, C. Gamrat, IEEE Trans. Nanotechnology 12:288 (2013); α in shares of the range.
 * G grows with the logarithm of the number of pulses and is stopped by the rails alone: not the affine law. The kernels
 * know the steps at 257 conductances: between them they are within β²/524 288 of themselves.
 */
import * as v from 'valibot';
import { exp } from '../../math/exp-log.ts';
import { significant } from '../../math/significant.ts';
import { fraction, type ReadonlyDeep, real, required } from '../../schema/option.ts';
import { defineLaw } from './law.ts';
import { lawOfSteps, sampledSteps } from './table.ts';

const branch = v.strictObject({
  alpha: required(fraction, 'The step at the rail where the direction starts, in shares of the range.'),
  beta: required(real(-20, 20), 'How fast steps fall, per range: 0 is a constant step, below 0 steps grow.'),
});

export const exponential = defineLaw({
  kind: 'exponential',
  summary: 'Steps that fall exponentially with the conductance.',
  source: 'Querlioz et al., IEEE Trans. Nanotechnology 12:288 (2013)',
  options: { ltp: branch, ltd: branch },
  law({ ltp, ltd }) {
    const size = ({ alpha, beta }: typeof ltp, gone: number) => alpha * exp(-beta * gone);
    const words = ({ alpha, beta }: typeof ltp) => `α ${significant(alpha)}, β ${significant(beta)}`;
    return {
      ...lawOfSteps(sampledSteps((g) => ({ up: size(ltp, g), down: size(ltd, 1 - g) }))),
      inWords: 'exponential (Querlioz)',
      details: [['law', `exponential (Querlioz): ${words(ltp)} LTP, ${words(ltd)} LTD`]],
    };
  },
});

export type ExponentialLaw = ReadonlyDeep<v.InferOutput<typeof exponential.schema>>;
