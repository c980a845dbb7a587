/** The deviates that the Wasm kernels add to conductances, read from the conductances. */
import { ARRAY_BYTES, hitWords, wordsAt } from '../../src/crossbar/layout.ts';
import { createArena } from '../../src/engine/arena.ts';
import {
  COMPLEMENTARY,
  HIT_BYTES,
  OWN_GROUPS,
  OWN_HIGH,
  OWN_LOW,
  STAT_BYTES,
} from '../../src/engine/array-records.ts';
import * as word from '../../src/engine/array-words.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { deriveKey } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { batches, type Source } from './source.ts';

const ELEMENTS = 784 * 208;

/**
 * Update after update, every pair of devices gets one pulse that forgets the conductance (scale and offset 0) and adds
 * noise of σ = 1 between rails far apart: what is left is the deviate. Both devices of an element follow each other.
 */
export async function openNoise(seed: number): Promise<Source> {
  const arena = createArena();
  const plane = 4 * ELEMENTS;
  const array = arena.reserve(ARRAY_BYTES);
  const [g, w, counts, stats] = [2 * plane, plane, 2 * plane, STAT_BYTES].map(arena.reserve);
  const [own, hits] = [OWN_GROUPS * 2 * plane, HIT_BYTES * ELEMENTS].map(arena.reserve);
  const { kernels, memory, f32, u32 } = await createEngine({ bytes: arena.size() });
  const { whole, real } = wordsAt(memory, array);
  whole(word.CONDUCTANCES, g);
  whole(word.PLANE_BYTES, plane);
  whole(word.DEVICES_PER_POLARITY, 1);
  whole(word.WEIGHTS, w);
  whole(word.SCHEME, COMPLEMENTARY);
  whole(word.PULSE_COUNTS, counts);
  whole(word.STATS, stats);
  whole(word.OWN_PARAMETERS, own);
  real(word.SIGMA, 1);
  f32(own + OWN_LOW * 2 * plane, 2 * ELEMENTS).fill(-64);
  f32(own + OWN_HIGH * 2 * plane, 2 * ELEMENTS).fill(64);
  const oneLtpPulse = 2;
  u32(hits, (HIT_BYTES / 4) * ELEMENTS).set(
    hitWords(Array.from({ length: ELEMENTS }, (_, i) => [i, oneLtpPulse])),
  );
  const planes = u32(g, 2 * ELEMENTS);
  const pairs = new Uint32Array(2 * ELEMENTS);
  let update = 0;
  return batches(() => {
    kernels.applyPulses(array, hits, ELEMENTS, 0, ...deriveKey(seed, STREAM.cycleToCycle, 0, update++));
    for (let i = 0; i < ELEMENTS; i++) {
      pairs[2 * i] = planes[i];
      pairs[2 * i + 1] = planes[ELEMENTS + i];
    }
    return pairs;
  });
}
