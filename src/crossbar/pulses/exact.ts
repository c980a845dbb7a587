/**
 * Exact programming: every device is read before it is written, and the pulse count follows from where it is and from
 * its law (assembly/write/exact.ts). What a whole number of pulses does not reach is kept for the next write, or rounded
 * stochastically.
 *
 * With `verify`, written devices are read again and corrected where they are off their target by a pulse or more, and by
 * more than the noise that one more would bring (program-verify), so many times at most.
 */
import * as v from 'valibot';
import { pulseNoise } from '../../device/cycle-noise.ts';
import * as word from '../../engine/array-words.ts';
import type { Pointer } from '../../engine/kernels.ts';
import { verifyNoiseKey } from '../../random/address.ts';
import type { OptionsOf } from '../../schema/kind.ts';
import { option, whole } from '../../schema/option.ts';
import { wordsAt } from '../layout.ts';
import type { OuterProduct, Run } from '../product.ts';
import type { ReadableArray } from '../read.ts';
import { type KnownMemory, knowledgeOf, layoutKnown } from './known.ts';
import { definePulses, type PulseWriter } from './scheme.ts';

/** Longest pulse train that is given at once. */
const LONGEST_TRAIN = 64;

const options = {
  remainder: option(
    v.picklist(['kept', 'rounded']),
    'kept',
    'what is less than a pulse: kept for the next write, in 32 bits a synapse, or rounded stochastically',
  ),
  verify: option(whole(0, 100), 0, 'times that a written device is read again and corrected'),
};

type Exact = OptionsOf<'exact', typeof options>;

export interface ExactMemory extends KnownMemory {
  /** f32 [rows][stride]: changes of weight still owed, from which every true change is taken. */
  readonly owed: Pointer;
}

export const exact = definePulses({
  kind: 'exact',
  summary: 'devices are read before every write, and programmed to the wanted change',
  source: 'cf. program-verify: Chen et al., ICCAD 2015; Alibart et al., Nanotechnology 23:075201, 2012',
  options,
  programs: true,
  layout: (arena, { at, crossbar }) => ({
    owed: arena.reserve(at.rows * at.stride * 4),
    ...layoutKnown(arena, at, crossbar),
  }),
  build: buildExact,
  bits: ({ remainder }, { rows, columns }) => (remainder === 'kept' ? rows * columns * 32 : 0),
  inWords: ({ verify }) => (verify > 0 ? `exact, verified up to ${verify} times` : 'exact'),
});

function buildExact(array: ReadableArray, { remainder, verify }: Exact, memory: ExactMemory): PulseWriter {
  const { at, engine, options } = array;
  const { kernels } = engine;
  const { owed } = memory;
  const kept = remainder === 'kept';
  wordsAt(engine.memory, at.array).whole(word.OWED, owed);
  const known = knowledgeOf(array, memory, owed);

  function forget({ first, count }: Run): void {
    for (const line of engine.u32(at.lines + first * 4, count))
      kernels.clear(owed + line * at.stride * 4, at.stride * 4);
  }

  /** Lists the pulses that bring `wanted` columns and what is owed, as far as is known. */
  function list(run: Run, wanted: Pointer, rounding: boolean): number {
    const { first, count, columns, replica, key } = run;
    return kernels.planExact(
      known.array,
      at.hits,
      at.lines + first * 4,
      at.factors + first * 4,
      count,
      at.cols,
      wanted,
      columns,
      at.stride,
      replica,
      LONGEST_TRAIN,
      Number(rounding),
      ...key,
    );
  }

  /** A device stays as it is where it is less than a pulse off, or by less than the noise that one more would bring. */
  function correct(run: Run, product: OuterProduct, hits: number): void {
    const { update, term } = product;
    kernels.clear(at.c1, at.stride * 4);
    let written = hits;
    for (let round = 1; round <= verify && written > 0; round++) {
      known.look(run, product, { round, hits: written });
      known.enter(run);
      tolerate(array, run, owed);
      written = list(run, at.c1, false);
      known.leave(run);
      const noise = verifyNoiseKey(options.seed, options.layer, update, round, term);
      kernels.applyPulses(at.array, at.hits, written, run.replica, ...noise);
    }
  }

  return {
    prepare: (d, rate) => kernels.packColumns(at.cols, at.c0, at.c1, d, at.columns, rate, 1, 1, 0),
    plan(run, product) {
      known.look(run, product);
      if (product.found !== undefined) known.tell(run, product.found);
      // With nothing kept, the change that is wanted starts from wherever the device has been found.
      if (kept) known.enter(run);
      const hits = list(run, at.c0, !kept);
      known.leave(run);
      return hits;
    },
    settle(run, product, hits) {
      if (verify > 0) correct(run, product, hits);
      if (!kept) forget(run);
    },
    // What others write is not owed.
    overwritten: forget,
    restart: () => kernels.clear(owed, at.rows * at.stride * 4),
  };
}

/** Forgives what is owed within the noise of one pulse. */
function tolerate({ at, engine, gain, options }: ReadableArray, { first, count }: Run, owed: Pointer): void {
  const { device, noise } = options;
  const tolerance = noise.c2c ? gain * pulseNoise(device) : 0;
  for (const line of engine.u32(at.lines + first * 4, count)) {
    const row = engine.f32(owed + line * at.stride * 4, at.columns);
    for (let i = 0; i < at.columns; i++) if (Math.abs(row[i]) <= tolerance) row[i] = 0;
  }
}
