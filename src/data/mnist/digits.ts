/**
 * A compact file of labelled images, class by class: what the cache holds and what a web page fetches.
 *
 *   "MSDIGIT1"                        8 bytes
 *   rows, columns, classes, idLength  u16 each, little-endian
 *   id                                ASCII, idLength bytes
 *   count of each class               u32 each, little-endian
 *   pixels                            u8, all images of class 0, then of class 1, …; 0–255
 */
import { MemspikeError } from '../../errors.ts';
import type { Dataset } from '../dataset.ts';
import { splitSamples, splitSizes } from '../split.ts';

/** Images grouped by class, in the order of the file. */
export interface DigitImages {
  readonly id: string;
  readonly shape: readonly [rows: number, columns: number];
  /** Images of each class. */
  readonly counts: readonly number[];
  /** Σ counts × rows × columns bytes. */
  readonly pixels: Uint8Array;
}

export interface DigitSplit {
  /** Of the stratified split; 1 if not given. */
  readonly seed?: number;
  readonly train?: number;
  /** A fifth of the images if not given: 8000 / 2000 for mnist-10k. */
  readonly test?: number;
}

const MAGIC = 'MSDIGIT1';
const FIXED = 16;

export function encodeDigits({ id, shape, counts, pixels }: DigitImages): Uint8Array {
  const start = FIXED + id.length + 4 * counts.length;
  const bytes = new Uint8Array(start + pixels.length);
  const view = new DataView(bytes.buffer);
  const ascii = (text: string, at: number) =>
    bytes.set(
      Array.from(text, (c) => c.charCodeAt(0) & 0x7f),
      at,
    );
  ascii(MAGIC, 0);
  for (const [i, word] of [shape[0], shape[1], counts.length, id.length].entries())
    view.setUint16(8 + 2 * i, word, true);
  ascii(id, FIXED);
  for (const [label, count] of counts.entries()) view.setUint32(FIXED + id.length + 4 * label, count, true);
  bytes.set(pixels, start);
  return bytes;
}

/** The images of an encoded file; the pixels are a view into `bytes`. Throws DATA if it is not one. */
export function readDigits(bytes: Uint8Array, where = 'digits file'): DigitImages {
  const refuse = (problem: string): never => {
    throw new MemspikeError('DATA', problem, { where, hint: 'make the file again from the cache' });
  };
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes.length < FIXED || ascii(0, 8) !== MAGIC) refuse(`does not begin with "${MAGIC}"`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [rows, columns, classes, idLength] = [8, 10, 12, 14].map((at) => view.getUint16(at, true));
  const start = FIXED + idLength + 4 * classes;
  if (rows * columns === 0 || classes < 2 || bytes.length < start) refuse('header is damaged');
  const counts = Array.from({ length: classes }, (_, label) =>
    view.getUint32(FIXED + idLength + 4 * label, true),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = start + total * rows * columns;
  if (bytes.length !== expected) refuse(`is ${bytes.length} bytes long, expected ${expected}`);
  return {
    id: ascii(FIXED, FIXED + idLength),
    shape: [rows, columns],
    counts,
    pixels: bytes.subarray(start),
  };
}

/** An encoded file (not compressed; see `gunzip`) as a data set with a seeded stratified split. */
export function decodeDigits(bytes: Uint8Array, split: DigitSplit = {}): Dataset {
  return digitDataset(readDigits(bytes), split);
}

export function digitDataset(
  { id, shape, counts, pixels }: DigitImages,
  { seed = 1, ...sizes }: DigitSplit = {},
): Dataset {
  const labels = Uint16Array.from(counts.flatMap((count, label) => new Array<number>(count).fill(label)));
  const all = { count: labels.length, inputs: pixels, labels };
  const parts = splitSamples(all, splitSizes(all.count, sizes), seed);
  return { id, features: shape[0] * shape[1], classes: counts.length, shape, ...parts };
}
