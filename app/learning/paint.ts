/** Pictures of many cells, drawn pixel by pixel on a canvas and enlarged by the page. */
import type { Look } from '../engine/messages.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** Colours of the page at this moment, as numbers. */
function inks(canvas: HTMLCanvasElement): { ink: Colour; paper: Colour; plus: Colour; minus: Colour } {
  const style = getComputedStyle(canvas);
  const read = (name: string): Colour => {
    const hex = style.getPropertyValue(name).trim();
    return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour;
  };
  return { ink: read('--ink'), paper: read('--paper'), plus: read('--plus'), minus: read('--minus') };
}

/** Draws `width` × `height` cells; `shade` gives −1 to 1: towards the minus colour, paper, or the plus colour. */
function paintCells(
  canvas: HTMLCanvasElement,
  [width, height]: readonly [number, number],
  shade: (x: number, y: number) => number,
  isSigned: boolean,
): void {
  const { ink, minus, paper, plus } = inks(canvas);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = Math.min(1, Math.max(-1, shade(x, y)));
      const towards = isSigned ? (value < 0 ? minus : plus) : ink;
      const at = 4 * (y * width + x);
      for (let c = 0; c < 3; c++) image.data[at + c] = paper[c] + (towards[c] - paper[c]) * Math.abs(value);
      image.data[at + 3] = 255;
    }
  context.putImageData(image, 0, 0);
}

export function paintDigit(canvas: HTMLCanvasElement, { digit, shape: [rows, columns] }: Look): void {
  paintCells(canvas, [columns, rows], (x, y) => digit[y * columns + x] / 255, false);
}

export function paintRaster(canvas: HTMLCanvasElement, { raster, steps }: Look): void {
  let neurons = 1;
  for (let i = 1; i < raster.length; i += 2) neurons = Math.max(neurons, raster[i] + 1);
  const cells = new Uint8Array(steps * neurons);
  for (let i = 0; i < raster.length; i += 2) cells[raster[i + 1] * steps + raster[i]] = 1;
  paintCells(canvas, [steps, neurons], (x, y) => cells[y * steps + x], false);
}

/** One row a class, step by step. */
export function paintMembranes(canvas: HTMLCanvasElement, { membranes, steps }: Look): void {
  const classes = membranes.length / steps;
  const most = membranes.reduce((a, value) => Math.max(a, Math.abs(value)), 1e-9);
  paintCells(canvas, [steps, classes], (x, y) => membranes[x * classes + y] / most, true);
}

/** The neurons' weights as pictures, ten in a row, with a line between them. */
export function paintFields(
  canvas: HTMLCanvasElement,
  { fieldCount, fields, shape: [rows, columns] }: Look,
): void {
  const across = Math.min(10, fieldCount);
  const down = Math.ceil(fieldCount / across);
  const most = Array.from({ length: fieldCount }, (_, k) =>
    fields
      .subarray(k * rows * columns, (k + 1) * rows * columns)
      .reduce((a, value) => Math.max(a, Math.abs(value)), 1e-9),
  );
  const [cellWidth, cellHeight] = [columns + 1, rows + 1];
  paintCells(
    canvas,
    [across * cellWidth - 1, down * cellHeight - 1],
    (x, y) => {
      const k = Math.floor(y / cellHeight) * across + Math.floor(x / cellWidth);
      const [i, j] = [x % cellWidth, y % cellHeight];
      if (k >= fieldCount || i === columns || j === rows) return 0;
      return fields[k * rows * columns + j * columns + i] / most[k];
    },
    true,
  );
}

/** Truth downwards, answers across; each row is a share of its truth. */
export function paintConfusion(canvas: HTMLCanvasElement, { confusion }: Look): void {
  const classes = Math.round(Math.sqrt(confusion.length));
  const sums = Array.from({ length: classes }, (_, truth) =>
    confusion.subarray(truth * classes, (truth + 1) * classes).reduce((a, b) => a + b, 0),
  );
  paintCells(
    canvas,
    [classes, classes],
    (x, y) => Math.sqrt(confusion[y * classes + x] / Math.max(1, sums[y])),
    false,
  );
}
