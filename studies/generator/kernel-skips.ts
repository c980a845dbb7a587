/** What the Wasm kernels make of their draws where small updates skip from pulse to pulse. */
import { createArena } from '../../src/engine/arena.ts';
import { HIT_BYTES, HIT_CODE, HIT_ELEMENT } from '../../src/engine/array-records.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { deriveKey } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { batches, type Source } from './source.ts';

const ROWS = 784;
const COLUMNS = 200;
const SYNAPSES = ROWS * COLUMNS;
/** The largest size of an update that is skipped through. */
const CHANCE = 1 / 16;

/**
 * Every synapse of update after update wants a sixteenth of a pulse, so that distances between pulses, across rows and
 * updates, are independent and alike. Three bits of every two pulses: which distance before them is longer (no bits if
 * they are equal), and both polarities.
 */
export async function openSkips(seed: number): Promise<Source> {
  const arena = createArena();
  const [rows, a, cols, c] = [ROWS, ROWS, COLUMNS + 16, COLUMNS + 16].map((count) =>
    arena.reserve(4 * count),
  );
  const scratch = arena.reserve(8 * (COLUMNS + 16));
  const hits = arena.reserve(HIT_BYTES * (SYNAPSES + 1));
  const { kernels, f32, u32 } = await createEngine({ bytes: arena.size() });
  u32(rows, ROWS).set(Array.from({ length: ROWS }, (_, i) => i));
  u32(cols, COLUMNS).set(Array.from({ length: COLUMNS }, (_, i) => i));
  f32(a, ROWS).fill(1);
  f32(c, COLUMNS).fill(CHANCE);
  const list = u32(hits, (HIT_BYTES / 4) * SYNAPSES);
  const words = new Uint32Array(SYNAPSES);
  let [update, before, distance, polarity, waiting, word, bits] = [0, 0, 0, 0, false, 0, 0];

  return batches(() => {
    const [k0, k1] = deriveKey(seed, STREAM.pulse, 0, update);
    const count = kernels.planSkipping(hits, rows, a, ROWS, cols, c, c, COLUMNS, COLUMNS, k0, k1, scratch);
    let filled = 0;
    for (let i = 0; i < count; i++) {
      const hit = i * HIT_BYTES;
      const at = update * SYNAPSES + list[(hit + HIT_ELEMENT) / 4];
      const bit = list[(hit + HIT_CODE) / 4] & 1;
      const next = at - before;
      before = at;
      if (!waiting) {
        [distance, polarity, waiting] = [next, bit, true];
        continue;
      }
      waiting = false;
      if (next === distance) continue;
      for (const said of [Number(next > distance), polarity, bit]) {
        word = (word << 1) | said;
        if (++bits === 32) {
          words[filled++] = word;
          bits = 0;
        }
      }
    }
    update++;
    return words.subarray(0, filled);
  });
}
