/** A digit and the weights of hidden neurons, as small canvases that style.css enlarges. */
import type { Look } from './messages.ts';

type Paint = (x: number) => readonly [red: number, green: number, blue: number, alpha: number];

export function drawDigit(canvas: HTMLCanvasElement, { digit, side }: Look): void {
  paint(canvas, side, digit, (x) => [255, 255, 255, x]);
}

/** One canvas per neuron in `holder`: orange weights excite, blue ones inhibit, on a scale common to all. */
export function drawWeights(holder: HTMLElement, { side, weights }: Look): void {
  const pixels = side * side;
  const neurons = weights.length / pixels;
  while (holder.children.length < neurons) holder.append(document.createElement('canvas'));
  const most = weights.reduce((size, w) => Math.max(size, Math.abs(w)), 1e-9);
  for (let i = 0; i < neurons; i++) {
    const own = weights.subarray(i * pixels, (i + 1) * pixels);
    paint(holder.children[i] as HTMLCanvasElement, side, own, (w) => {
      const strength = 255 * Math.sqrt(Math.abs(w) / most);
      return w > 0 ? [255, 150, 40, strength] : [70, 150, 255, strength];
    });
  }
}

function paint(canvas: HTMLCanvasElement, side: number, values: ArrayLike<number>, color: Paint): void {
  if (canvas.width !== side) canvas.width = side;
  if (canvas.height !== side) canvas.height = side;
  const image = new ImageData(side, side);
  for (let i = 0; i < values.length; i++) image.data.set(color(values[i]), 4 * i);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
