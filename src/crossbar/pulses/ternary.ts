/**
 * Sign updates above a threshold: one pulse wherever |x| ≥ threshold, in the direction of x.
 */
import { option, positive } from '../../schema/option.ts';
import { packInPulses, wantedOfNegative } from './packed-columns.ts';
import { definePulses } from './scheme.ts';

export const ternary = definePulses({
  kind: 'ternary',
  summary: 'one pulse wherever the wanted change reaches a threshold',
  source: 'Payvand et al., arXiv 1910.06152 and 2011.10852, 2020',
  options: {
    threshold: option(positive, 0.5, 'wanted pulses from which on one is given'),
  },
  build(array, { threshold }) {
    const { at, engine } = array;
    const c1 = wantedOfNegative(array);
    return {
      prepare: (d, rate) => packInPulses(array, d, rate),
      plan: ({ first, count, columns, key: [k0, k1] }) =>
        engine.kernels.planRounded(
          at.hits,
          at.lines + first * 4,
          at.factors + first * 4,
          count,
          at.cols,
          at.c0,
          c1,
          columns,
          at.stride,
          k0,
          k1,
          threshold,
        ),
    };
  },
  bits: () => 0,
  inWords: ({ threshold }) => `one pulse from ${threshold} wanted pulses on`,
});
