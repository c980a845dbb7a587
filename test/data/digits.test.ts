import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type DigitImages, decodeDigits, encodeDigits, readDigits } from '../../src/data/mnist/digits.ts';
import { MemspikeError } from '../../src/errors.ts';
import { thrown } from './support.ts';

const test = suite('digits file');

const images: DigitImages = {
  id: 'tiny',
  shape: [2, 3],
  counts: [5, 10],
  pixels: Uint8Array.from({ length: 90 }, (_, i) => i),
};

test('what is encoded is read again, also out of the middle of a buffer', () => {
  const bytes = encodeDigits(images);
  assert.is(bytes.length, 16 + 4 + 2 * 4 + 90);
  const wide = new Uint8Array(bytes.length + 8);
  wide.set(bytes, 3);
  const read = readDigits(wide.subarray(3, 3 + bytes.length));
  assert.equal({ ...read, pixels: [...read.pixels] }, { ...images, pixels: [...images.pixels] });
});

test('decoded images keep their labels, are split by class, and belong to one part', () => {
  const set = decodeDigits(encodeDigits(images), { seed: 4 });
  assert.equal([set.id, set.features, set.classes, set.shape], ['tiny', 6, 2, [2, 3]]);
  assert.equal([set.train.count, set.test.count], [12, 3]);
  assert.equal([...set.test.labels], [0, 1, 1]);
  const firstPixels: number[] = [];
  for (const { inputs, labels, count } of [set.train, set.test]) {
    for (let i = 0; i < count; i++) {
      firstPixels.push(inputs[i * 6]);
      assert.is(labels[i], Number(inputs[i * 6] >= 5 * 6));
    }
  }
  assert.equal(
    firstPixels.sort((a, b) => a - b),
    Array.from({ length: 15 }, (_, i) => 6 * i),
  );
});

test('a file that is not one says why', () => {
  const bytes = encodeDigits(images);
  assert.match(
    thrown(() => readDigits(new Uint8Array(), 'a.bin')).message,
    'a.bin: does not begin with "MSDIGIT1"',
  );
  assert.match(thrown(() => readDigits(bytes.subarray(0, 20))).message, 'header is damaged');
  assert.match(thrown(() => readDigits(bytes.subarray(0, 100))).message, 'is 100 bytes long, expected 118');
  assert.match(
    thrown(() => readDigits(Uint8Array.of(...bytes, 0))).message,
    'is 119 bytes long, expected 118',
  );
});

test('whatever the bytes are, only a MemspikeError is thrown', () => {
  const bytes = encodeDigits(images);
  const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 });
  fc.assert(
    fc.property(changes, fc.nat(bytes.length), (edits, length) => {
      const damaged = bytes.slice(0, length);
      for (const [at, value] of edits) if (at < length) damaged[at] = value;
      try {
        decodeDigits(damaged);
      } catch (error) {
        assert.instance(error, MemspikeError);
      }
    }),
    { numRuns: 500 },
  );
});

test.run();
