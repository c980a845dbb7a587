/** How pulse schemes and organisations are written: options with range, default and meaning. */
import * as v from 'valibot';
import { fraction, option, positive, real, whole } from '../schema/option.ts';

export const pulseSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('deterministic') }),
  v.strictObject({ kind: v.literal('stochastic') }),
  v.strictObject({
    kind: v.literal('coincidence'),
    slots: option(whole(1, 31), 31, 'pulses of the random trains along lines and columns'),
  }),
  v.strictObject({
    kind: v.literal('ternary'),
    threshold: option(positive, 0.5, 'wanted pulses from which one is given'),
  }),
  v.strictObject({
    kind: v.literal('residual'),
    bits: option(whole(1, 32), 4, 'bits of a counter: a sign, and fractions of a pulse'),
    block: option(whole(1, 4096), 1, 'block × block neighbouring inputs of a neuron share a counter'),
  }),
  v.strictObject({
    kind: v.literal('exact'),
    remainder: option(
      v.picklist(['kept', 'rounded']),
      'kept',
      'what is less than a pulse: kept for the next write, or rounded stochastically',
    ),
    verify: option(whole(0, 100), 0, 'times that a written device is read again and corrected'),
  }),
]);

export const organisationSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('plain') }),
  v.strictObject({
    kind: v.literal('buffer'),
    updates: option(whole(1, 1e6), 8, 'updates whose sum is written at once'),
    rank: option(whole(0, 32), 0, 'rank to which the sum is kept; 0: exactly'),
    unbiased: option(v.boolean(), false, 'whether what is cut off is mixed in at random'),
  }),
  v.strictObject({
    kind: v.literal('transfer'),
    lines: option(whole(1, 1 << 20), 8, 'lines of the fast array that are read at every update'),
    rate: option(real(0, 1000), 1, 'weight change per unit of weight that is read'),
    chopper: option(fraction, 0, 'probability that the sign of a line is flipped when it is read'),
    reference: option(
      v.picklist(['none', 'last-period']),
      'none',
      "what is taken off a read: nothing, or the line's mean in the period before its last flip",
    ),
  }),
  v.strictObject({
    kind: v.literal('carry'),
    cores: option(whole(2, 8), 3, 'cells of a weight'),
    base: option(
      v.pipe(v.number(), v.gtValue(1), v.maxValue(1000)),
      5,
      'range of a cell over that of the next',
    ),
    every: option(whole(1, 1e6), 100, 'updates from one carry to the next'),
  }),
]);
