/** Images for measurements: blurred strokes, one direction and place for each class, with as many grey pixels as a digit. */
import type { Dataset, Samples } from '../src/data/dataset.ts';
import { drawBits, rowKey, uniform } from '../src/random/generator.ts';

const CLASSES = 10;

/** `count` images of side × side pixels, of which a fifth is grey (as in MNIST), their classes in turn. */
function strokes(side: number, count: number): Samples {
  const inputs = new Uint8Array(count * side * side);
  const labels = Uint16Array.from({ length: count }, (_, i) => i % CLASSES);
  const scale = side / 28;
  const middle = (side - 1) / 2;
  for (let i = 0; i < count; i++) {
    const draw = (k: number) => uniform(drawBits(rowKey([7, 7], i), k));
    const angle = (Math.PI * labels[i]) / CLASSES;
    const [x, y] = [middle + 3 * scale * (draw(0) - 0.5), middle + 3 * scale * (draw(1) - 0.5)];
    for (let r = 0; r < side; r++)
      for (let c = 0; c < side; c++) {
        const along = Math.abs((c - x) * Math.cos(angle) + (r - y) * Math.sin(angle));
        const across = Math.abs((r - y) * Math.cos(angle) - (c - x) * Math.sin(angle));
        const grey = along < 11 * scale ? Math.max(0, 1 - (across / (3.5 * scale)) ** 2) : 0;
        inputs[(i * side + r) * side + c] = Math.round(255 * grey);
      }
  }
  return { count, inputs, labels };
}

export function strokesDataset(side: number, count: number): Dataset {
  const samples = strokes(side, count);
  return {
    id: `strokes-${side}-${count}`,
    features: side * side,
    classes: CLASSES,
    shape: [side, side],
    train: samples,
    test: samples,
  };
}
