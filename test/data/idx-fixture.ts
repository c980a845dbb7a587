import type { IdxRole } from '../../src/data/idx/names.ts';

/** An IDX file of unsigned bytes. */
export function idx(dimensions: readonly number[], elements: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + elements.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0800 + dimensions.length);
  for (const [i, n] of dimensions.entries()) view.setUint32(4 + 4 * i, n);
  bytes.set(elements, 4 + 4 * dimensions.length);
  return bytes;
}

/** Four training and two test images of 2 × 3 pixels in three classes. */
export function tinyIdx(): Record<IdxRole, Uint8Array> {
  return {
    trainImages: idx(
      [4, 2, 3],
      Array.from({ length: 24 }, (_, i) => i),
    ),
    trainLabels: idx([4], [0, 1, 2, 1]),
    testImages: idx(
      [2, 2, 3],
      Array.from({ length: 12 }, (_, i) => 100 + i),
    ),
    testLabels: idx([2], [2, 0]),
  };
}
