/** The deviates that the Wasm kernels add to conductances, read from the conductances. */
import { WORD, WORDS } from '../../src/crossbar/layout.ts';
import { createArena } from '../../src/engine/arena.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { deriveKey } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { batches, type Source } from './source.ts';

const ELEMENTS = 784 * 208;
const COMPLEMENTARY = 1;

/**
 * Update after update, every pair of devices gets one pulse that forgets the conductance (scale and offset 0) and adds
 * noise of σ = 1 between rails far apart: what is left is the deviate. Both devices of an element follow each other.
 */
export async function openNoise(seed: number): Promise<Source> {
  const arena = createArena();
  const plane = 4 * ELEMENTS;
  const array = arena.reserve(4 * WORDS);
  const [g, w, counts, stats] = [2 * plane, plane, 2 * plane, 40].map(arena.reserve);
  const [params, hits] = [12 * plane, 2 * plane].map(arena.reserve);
  const { kernels, f32, u32 } = await createEngine({ bytes: arena.size() });
  const words = { g, plane, m: 1, w, scheme: COMPLEMENTARY, counts, stats, params };
  for (const [name, value] of Object.entries(words))
    u32(array, WORDS)[WORD[name as keyof typeof words]] = value;
  f32(array, WORDS)[WORD.sigma] = 1;
  f32(params, 12 * ELEMENTS)
    .fill(-64, 8 * ELEMENTS, 10 * ELEMENTS)
    .fill(64, 10 * ELEMENTS);
  const oneLtpPulse = 2;
  const list = u32(hits, 2 * ELEMENTS);
  for (let i = 0; i < ELEMENTS; i++) list.set([i, oneLtpPulse], 2 * i);
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
