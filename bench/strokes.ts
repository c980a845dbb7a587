/** Samples of the training benchmark, which needs no data set. */
import type { Samples } from '../src/data/dataset.ts';
import { drawBits, rowKey, uniform } from '../src/engine/reference/random.ts';

const SIDE = 28;
const CLASSES = 10;

/** Blurred strokes, one direction and place for each class: as many grey pixels as a digit of MNIST has, about 150. */
export function strokes(count: number): Samples {
  const inputs = new Uint8Array(count * SIDE * SIDE);
  const labels = Uint16Array.from({ length: count }, (_, i) => i % CLASSES);
  for (let i = 0; i < count; i++) {
    const draw = (k: number) => uniform(drawBits(rowKey([7, 7], i), k));
    const angle = (Math.PI * labels[i]) / CLASSES;
    const [x, y] = [13.5 + 3 * (draw(0) - 0.5), 13.5 + 3 * (draw(1) - 0.5)];
    for (let r = 0; r < SIDE; r++)
      for (let c = 0; c < SIDE; c++) {
        const along = Math.abs((c - x) * Math.cos(angle) + (r - y) * Math.sin(angle));
        const across = Math.abs((r - y) * Math.cos(angle) - (c - x) * Math.sin(angle));
        const grey = along < 11 ? Math.max(0, 1 - (across / 3.5) ** 2) : 0;
        inputs[(i * SIDE + r) * SIDE + c] = Math.round(255 * grey);
      }
  }
  return { count, inputs, labels };
}
