/**
 * An easy data set that is the same everywhere: no file, no Math function that differs between engines. Each class has
 * a pattern of bright inputs; a sample is its class's pattern with a few inputs flipped and every intensity jittered.
 */
import type { Dataset, Samples } from '../../src/data/dataset.ts';

export interface SyntheticOptions {
  readonly side?: number;
  readonly classes?: number;
  readonly train?: number;
  readonly test?: number;
  /** Inputs out of 100 that differ from the class's pattern. */
  readonly flips?: number;
}

/** `side`² inputs; samples of each part take the classes in turn. */
export function syntheticDataset(options: SyntheticOptions = {}): Dataset {
  const { side = 8, classes = 4, train = 300, test = 100, flips = 5 } = options;
  const features = side * side;
  const next = generator(20260);
  const patterns = Array.from({ length: classes }, () =>
    Uint8Array.from({ length: features }, () => Number(next() % 10 < 3)),
  );
  const draw = (count: number): Samples => {
    const inputs = new Uint8Array(count * features);
    const labels = Uint16Array.from({ length: count }, (_, i) => i % classes);
    for (let i = 0; i < count; i++)
      for (let j = 0; j < features; j++) {
        const bright = (patterns[labels[i]][j] === 1) !== next() % 100 < flips;
        inputs[i * features + j] = bright ? 160 + (next() % 96) : 0;
      }
    return { count, inputs, labels };
  };
  const id = `synthetic-${side}x${side}-${classes}-${train}-${test}-${flips}`;
  return { id, features, classes, shape: [side, side], train: draw(train), test: draw(test) };
}

/** Marsaglia's xorshift32. */
function generator(state: number): () => number {
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
