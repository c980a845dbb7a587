/** Lists the inputs that are not dark: everything after works on these alone. */
import type { InputLists } from './encoder.ts';

/** Entries beyond the list that kernels read, four at a time. */
const PADDING = 4;

/** A function that lists the non-zero inputs of a sample with the level `scale` · intensity; it returns how many. */
export function activeLister(
  { engine, inputs, levels, list, places }: InputLists,
  scale: number,
): (samples: Uint8Array, offset: number) => number {
  const lines = engine.u32(list, inputs + PADDING);
  const standing = engine.u32(places, inputs);
  const level = engine.f32(levels, inputs + PADDING);
  const perByte = scale / 255;
  return (samples, offset) => {
    let listed = 0;
    for (let j = 0; j < inputs; j++) {
      const intensity = samples[offset + j];
      if (intensity === 0) continue;
      standing[j] = listed;
      lines[listed] = j;
      level[listed++] = intensity * perByte;
    }
    for (let k = listed; k < listed + PADDING; k++) {
      lines[k] = 0;
      level[k] = 0;
    }
    return listed;
  };
}
