/**
 * IDX, the file format of MNIST (http://yann.lecun.com/exdb/mnist): a big-endian magic number 0x0000TTDD (type, number
 * of dimensions), the dimensions as u32, the elements. Here type 08 (unsigned byte) with 3 dimensions for images and
 * 1 for labels; gzip is detected and undone.
 */

import { sha256 } from '../../engine/digest.ts';
import { MemspikeError } from '../../errors.ts';
import type { Dataset, Samples } from '../dataset.ts';
import { gunzip } from '../gzip.ts';
import { IDX_ROLES, type IdxRole } from './names.ts';

export interface NamedBytes {
  /** For error messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface IdxArray {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly elements: Uint8Array;
}

/** What the four may unpack to together: EMNIST by class, the largest set of this form, has 640 MB. */
const MOST_BYTES = 2 ** 30;

/** SHA-256 of the uncompressed files of MNIST. */
const MNIST_SHA256: Record<IdxRole, string> = {
  trainImages: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  trainLabels: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  testImages: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  testLabels: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
};

/**
 * The data set of four IDX files, in their order. Its id is "mnist" if they are MNIST to the byte, else "idx:" and the
 * first 12 digits of a hash of the four. As many classes as the greatest training label says.
 * Throws DATA, with the file and what was found and expected in it.
 */
export async function readIdxDataset(files: Readonly<Record<IdxRole, NamedBytes>>): Promise<Dataset> {
  const plain: Partial<Record<IdxRole, NamedBytes>> = {};
  let left = MOST_BYTES;
  for (const role of IDX_ROLES) {
    const { name, bytes: packed } = files[role];
    const bytes = await gunzip(packed, name, left);
    plain[role] = { name, bytes };
    left -= bytes === packed ? 0 : bytes.length;
  }
  return idxDataset(plain as Record<IdxRole, NamedBytes>);
}

function idxDataset(files: Record<IdxRole, NamedBytes>): Dataset {
  const trainImages = parseIdx(files.trainImages, 3);
  const testImages = parseIdx(files.testImages, 3);
  const trainLabels = parseIdx(files.trainLabels, 1);
  const testLabels = parseIdx(files.testLabels, 1);
  const [, rows, columns] = trainImages.dimensions;
  if (testImages.dimensions[1] !== rows || testImages.dimensions[2] !== columns)
    throw new MemspikeError(
      'DATA',
      `images are ${sizeOf(testImages)}, those of ${trainImages.name} are ${sizeOf(trainImages)}`,
      { where: testImages.name },
    );
  const train = pair(trainImages, trainLabels);
  const test = pair(testImages, testLabels);
  const classes = train.labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  if (train.labels.every((label) => label === train.labels[0]))
    throw new MemspikeError('DATA', `every label is ${train.labels[0]}, expected at least two classes`, {
      where: trainLabels.name,
    });
  const unknown = test.labels.findIndex((label) => label >= classes);
  if (unknown >= 0)
    throw new MemspikeError(
      'DATA',
      `label ${unknown} is ${test.labels[unknown]}, expected 0–${classes - 1} as in ${trainLabels.name}`,
      { where: testLabels.name },
    );
  return { id: idOf(files), features: rows * columns, classes, shape: [rows, columns], train, test };
}

function sizeOf({ dimensions }: IdxArray): string {
  return dimensions.slice(1).join(' × ');
}

function idOf(files: Record<IdxRole, NamedBytes>): string {
  const hashes = IDX_ROLES.map((role) => sha256(files[role].bytes));
  if (IDX_ROLES.every((role, i) => hashes[i] === MNIST_SHA256[role])) return 'mnist';
  return `idx:${sha256(new TextEncoder().encode(hashes.join('\n'))).slice(0, 12)}`;
}

function pair(images: IdxArray, labels: IdxArray): Samples {
  const [count] = images.dimensions;
  if (labels.dimensions[0] !== count)
    throw new MemspikeError(
      'DATA',
      `has ${labels.dimensions[0]} labels for the ${count} images of ${images.name}`,
      {
        where: labels.name,
      },
    );
  return { count, inputs: images.elements, labels: Uint16Array.from(labels.elements) };
}

function parseIdx({ name, bytes }: NamedBytes, dimensionCount: 1 | 3): IdxArray {
  const refuse = (problem: string, hint?: string): never => {
    throw new MemspikeError('DATA', problem, { where: name, hint });
  };
  const header = 4 + 4 * dimensionCount;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) refuse(`truncated: ${bytes.length} bytes, expected a header of ${header}`);
  const magic = view.getUint32(0);
  if (magic !== (0x0800 | dimensionCount))
    refuse(
      `magic number is ${hex(magic)}, expected ${hex(0x0800 | dimensionCount)} (${kinds[dimensionCount]})`,
      whatIs(magic),
    );
  if (bytes.length < header) refuse(`truncated: ${bytes.length} bytes, expected a header of ${header}`);
  const dimensions = Array.from({ length: dimensionCount }, (_, i) => view.getUint32(4 + 4 * i));
  if (dimensions.includes(0))
    refuse(`holds no ${kinds[dimensionCount]}: its dimensions are ${dimensions.join(' × ')}`);
  // Three u32 multiply to less than 2^96: not exact as a double, but never mistaken for the length of a file.
  const expected = header + dimensions.reduce((product, n) => product * n, 1);
  if (bytes.length < expected)
    refuse(`truncated: ${bytes.length} bytes, expected ${expected} for ${dimensions.join(' × ')}`);
  if (bytes.length > expected)
    refuse(
      `has ${bytes.length - expected} bytes more than the ${expected} expected for ${dimensions.join(' × ')}`,
    );
  return { name, dimensions, elements: bytes.subarray(header) };
}

const kinds = { 1: 'labels', 3: 'images' } as const;

function hex(word: number): string {
  return `0x${word.toString(16).padStart(8, '0')}`;
}

function whatIs(magic: number): string | undefined {
  if (magic === 0x0801) return 'this is a file of labels';
  if (magic === 0x0803) return 'this is a file of images';
  if (magic >>> 16 === 0 && [0x09, 0x0b, 0x0c, 0x0d, 0x0e].includes(magic >>> 8))
    return 'an IDX file, but its elements are not unsigned bytes';
  return undefined;
}
