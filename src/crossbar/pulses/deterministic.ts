/**
 * Rounding to the nearest whole pulse.
 *
 *   n = round(|x|), half up. Changes below half a pulse vanish.
 */
import { packInPulses, wantedOfNegative } from './packed-columns.ts';
import { definePulses } from './scheme.ts';

export const deterministic = definePulses({
  kind: 'deterministic',
  summary: 'the nearest whole number of pulses; changes below half a pulse vanish',
  source: 'common practice; NeuroSim: Chen, Peng & Yu, IEEE TCAD 37:3067, 2018',
  options: {},
  build(array) {
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
          0,
        ),
    };
  },
  bits: () => 0,
  inWords: () => 'rounded to whole pulses',
});
