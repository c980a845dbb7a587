/**
 * Coincidence of random trains of bits along lines and columns (Gokmen & Vlasov, Front. Neurosci. 10:333, 2016): a
 * synapse gets a pulse for every slot in which its line and its column both fire, so that E[n] = |x|.
 */
import { option, whole } from '../../schema/option.ts';
import type { ReadableArray } from '../read.ts';
import { packInPulses, wantedOfNegative } from './packed-columns.ts';
import { definePulses } from './scheme.ts';

export const coincidence = definePulses({
  kind: 'coincidence',
  summary: 'pulses where random trains along lines and columns coincide',
  source: 'Gokmen & Vlasov, Front. Neurosci. 10:333, 2016',
  options: {
    slots: option(whole(1, 31), 31, 'bits of the random trains along lines and columns'),
  },
  build(array, { slots }) {
    const { at, engine } = array;
    const c1 = wantedOfNegative(array);
    return {
      prepare: (d, rate) => packInPulses(array, d, rate),
      plan: ({ first, count, columns, key: [k0, k1] }, { largestFactor }) =>
        engine.kernels.planCoincidence(
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
          slots,
          splitTrains(array, columns, slots, largestFactor),
          at.scratch,
        ),
    };
  },
  bits: () => 0,
  inWords: ({ slots }) => `coincidence of trains of ${slots} bits`,
});

/**
 * How the probability |x| / slots of a coincidence is shared between line and column: so that the busiest line and
 * the busiest column fire equally often (the "update management" of Gokmen & Vlasov).
 */
function splitTrains(
  { at, engine }: ReadableArray,
  columns: number,
  slots: number,
  largestFactor: number,
): number {
  const c = engine.f32(at.c0, columns);
  let largest = 0;
  for (let i = 0; i < columns; i++) largest = Math.max(largest, Math.abs(c[i]));
  return largestFactor > 0 && largest > 0 ? Math.sqrt(largest / (slots * largestFactor)) : 1;
}
