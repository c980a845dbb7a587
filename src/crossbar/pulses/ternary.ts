/**
 * Sign updates above a threshold: one pulse wherever |x| ≥ threshold, in the direction of x.
 */
import type * as v from 'valibot';
import { kindSchema } from '../../schema/kind.ts';
import { option, positive } from '../../schema/option.ts';
import { packInPulses, wantedOfNegative } from './packed-columns.ts';
import type { PulseScheme } from './scheme.ts';

const schema = kindSchema('ternary', {
  threshold: option(positive, 0.5, 'wanted pulses from which on one is given'),
});

export const ternary = {
  kind: 'ternary',
  summary: 'one pulse wherever the wanted change reaches a threshold',
  source: 'Payvand et al., arXiv 1910.06152, 2020 (ternary updates)',
  schema,
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
} as const satisfies PulseScheme<v.InferOutput<typeof schema>>;
