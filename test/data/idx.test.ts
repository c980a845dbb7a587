import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readIdxDataset } from '../../src/data/idx/idx.ts';
import { findIdxNames, IDX_ROLES, type IdxRole } from '../../src/data/idx/names.ts';
import { MemspikeError } from '../../src/errors.ts';
import { idx, tinyIdx } from './idx-fixture.ts';
import { rejection, thrown } from './support.ts';

const test = suite('idx');

type Files = Record<IdxRole, Uint8Array>;

function read(files: Files) {
  const named = IDX_ROLES.map((role) => [role, { name: role, bytes: files[role] }]);
  return readIdxDataset(Object.fromEntries(named));
}

test('images and labels are read in their order', async () => {
  const set = await read(tinyIdx());
  assert.equal([set.features, set.classes, set.shape], [6, 3, [2, 3]]);
  assert.equal(
    [...set.train.inputs],
    Array.from({ length: 24 }, (_, i) => i),
  );
  assert.equal([...set.train.labels], [0, 1, 2, 1]);
  assert.equal(
    [...set.test.inputs],
    Array.from({ length: 12 }, (_, i) => 100 + i),
  );
  assert.equal([...set.test.labels], [2, 0]);
});

test('gzip is detected by its first bytes, and the id names the uncompressed content', async () => {
  const plain = tinyIdx();
  const set = await read(plain);
  assert.match(set.id, /^idx:[0-9a-f]{12}$/);
  const packed: Files = { ...plain };
  for (const role of IDX_ROLES) packed[role] = gzipSync(plain[role]);
  const unpacked = await read(packed);
  assert.is(unpacked.id, set.id);
  assert.equal([...unpacked.train.inputs], [...set.train.inputs]);
  const other = await read({ ...plain, testLabels: idx([2], [1, 0]) });
  assert.is.not(other.id, set.id);
});

test('a file that is wrong is named, with what was found and what was expected', async () => {
  const good = tinyIdx();
  const wrong: [IdxRole, Uint8Array, RegExp][] = [
    [
      'trainImages',
      good.trainLabels,
      /^trainImages: magic number is 0x00000801, expected 0x00000803 \(images\)[\s\S]*a file of labels/,
    ],
    [
      'testLabels',
      good.testImages,
      /^testLabels: magic number is 0x00000803, expected 0x00000801[\s\S]*a file of images/,
    ],
    [
      'testImages',
      Uint8Array.of(0, 0, 0x0d, 3, 0, 0, 0, 0),
      /magic number is 0x00000d03[\s\S]*not unsigned bytes/,
    ],
    ['trainImages', new TextEncoder().encode('<!DOCTYPE html>'), /^trainImages: magic number is 0x3c21444f/],
    ['trainImages', new Uint8Array(), /^trainImages: truncated: 0 bytes, expected a header of 16/],
    ['trainImages', good.trainImages.subarray(0, 10), /truncated: 10 bytes, expected a header of 16/],
    ['trainImages', good.trainImages.subarray(0, 39), /truncated: 39 bytes, expected 40 for 4 × 2 × 3/],
    [
      'trainLabels',
      Uint8Array.of(...good.trainLabels, 7),
      /^trainLabels: has 1 bytes more than the 12 expected/,
    ],
    ['testImages', idx([0, 2, 3], []), /^testImages: holds no images: its dimensions are 0 × 2 × 3/],
    ['testImages', idx([2, 0, 3], []), /holds no images/],
    ['testLabels', idx([0], []), /holds no labels/],
    ['testLabels', idx([3], [0, 1, 2]), /^testLabels: has 3 labels for the 2 images of testImages/],
    ['testLabels', idx([2], [0, 3]), /^testLabels: label 1 is 3, expected 0–2 as in trainLabels/],
    ['trainLabels', idx([4], [1, 1, 1, 1]), /^trainLabels: every label is 1/],
    [
      'testImages',
      idx([2, 3, 2], new Array(12).fill(0)),
      /^testImages: images are 3 × 2, those of trainImages are 2 × 3/,
    ],
    ['testImages', idx([0xffffffff, 0xffffffff, 0xffffffff], [0]), /truncated: 17 bytes/],
    ['trainImages', gzipSync(good.trainImages).subarray(0, 30), /^trainImages: damaged gzip/],
    ['trainImages', Uint8Array.of(0x1f, 0x8b, 1, 2, 3), /^trainImages: damaged gzip/],
    ['trainImages', gzipSync(good.trainImages).map((v, i) => (i === 25 ? v ^ 255 : v)), /^trainImages: /],
  ];
  for (const [role, bytes, message] of wrong) {
    const error = await rejection(read({ ...good, [role]: bytes }));
    assert.is(error.code, 'DATA');
    assert.match(error.message, message);
  }
});

test('each of the four files is found under any of its usual names', () => {
  const dotted = ['train-images.idx3-ubyte', 'train-labels.idx1-ubyte.gz', 't10k-images-idx3-ubyte.gz'];
  const found = findIdxNames([...dotted, 't10k-labels-idx1-ubyte', 'README'], 'dir');
  assert.equal(found, {
    trainImages: 'train-images.idx3-ubyte',
    trainLabels: 'train-labels.idx1-ubyte.gz',
    testImages: 't10k-images-idx3-ubyte.gz',
    testLabels: 't10k-labels-idx1-ubyte',
  });
  const error = thrown(() => findIdxNames(dotted, 'dir'));
  assert.match(error.message, 'dir: 1 of the four IDX files of MNIST are missing');
  assert.match(error.message, 'accepted: t10k-labels-idx1-ubyte\n');
  assert.match(thrown(() => findIdxNames([], 'dir')).message, '4 of the four');
});

test('whatever the bytes are, only a MemspikeError is thrown', async () => {
  const good = tinyIdx();
  const packed = gzipSync(good.trainImages);
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .tuple(fc.constantFrom(good.trainImages, packed), fc.nat(80), fc.nat(255), fc.nat(80))
      .map(([from, at, value, end]) => {
        const damaged = Uint8Array.from(from);
        damaged[at % damaged.length] = value;
        return damaged.subarray(0, end % 4 === 0 ? end % damaged.length : damaged.length);
      }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...IDX_ROLES), anything, async (role, bytes) => {
      try {
        await read({ ...good, [role]: bytes });
      } catch (error) {
        assert.instance(error, MemspikeError);
      }
    }),
    { numRuns: 400 },
  );
});

test.run();
