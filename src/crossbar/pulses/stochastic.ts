/**
 * Stochastic rounding, unbiased however small the change.
 *
 *   n = ⌊|x| + u⌋, u uniform on [0, 1)
 */
import { packInPulses, wantedOfNegative } from './packed-columns.ts';
import { definePulses } from './scheme.ts';

export const stochastic = definePulses({
  kind: 'stochastic',
  summary: 'pulses rounded up or down at random, so that the mean is what is wanted',
  source: 'Gupta et al., ICML 2015',
  options: {},
  build(array) {
    const { at, engine } = array;
    const { planSkipping, planStochastic } = engine.kernels;
    const c1 = wantedOfNegative(array);
    return {
      prepare: (d, rate) => packInPulses(array, d, rate),
      plan({ first, count, columns, key: [k0, k1] }, { small }) {
        const plan = small ? planSkipping : planStochastic;
        const lines = at.lines + first * 4;
        const factors = at.factors + first * 4;
        return plan(
          at.hits,
          lines,
          factors,
          count,
          at.cols,
          at.c0,
          c1,
          columns,
          at.stride,
          k0,
          k1,
          at.scratch,
        );
      },
    };
  },
  bits: () => 0,
  inWords: () => 'rounded at random',
});
