import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDataset, type Dataset, shareDataset, withTestFrom } from '../../src/data/dataset.ts';
import { thrown } from './support.ts';

const test = suite('data set');

const small: Dataset = {
  id: 'small',
  features: 2,
  classes: 3,
  shape: [1, 2],
  classNames: ['a', 'b', 'c'],
  train: { count: 3, inputs: Uint8Array.of(1, 2, 3, 4, 5, 6), labels: Uint16Array.of(0, 1, 2) },
  test: { count: 1, inputs: Uint8Array.of(7, 8), labels: Uint16Array.of(2) },
};

test('a shared set has the same content in shared memory, and is not copied twice', () => {
  const shared = shareDataset(small);
  for (const part of ['train', 'test'] as const) {
    assert.equal([...shared[part].inputs], [...small[part].inputs]);
    assert.equal([...shared[part].labels], [...small[part].labels]);
    assert.ok(shared[part].inputs.buffer instanceof SharedArrayBuffer);
    assert.ok(shared[part].labels.buffer instanceof SharedArrayBuffer);
  }
  assert.is(shareDataset(shared), shared);
});

test('without SharedArrayBuffer sharing gives the set itself', () => {
  const kept = globalThis.SharedArrayBuffer;
  try {
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
    assert.is(shareDataset(small), small);
  } finally {
    globalThis.SharedArrayBuffer = kept;
  }
});

test('a set whose parts fit is returned; one that does not names the part', () => {
  assert.is(checkDataset(small), small);
  const wrong: [Partial<Record<keyof Dataset, unknown>>, RegExp][] = [
    [{ features: 1.5 }, /features is not a whole number/],
    [{ classes: 1 }, /classes is not/],
    [{ classes: 65536 }, /classes is not/],
    [{ classes: 2, classNames: undefined }, /label of train sample 2 is not below 2/],
    [{ shape: [2, 2] }, /shape does not multiply to 2/],
    [{ classNames: ['a'] }, /classNames does not name 3/],
    [{ test: { ...small.test, count: 2 } }, /test\.inputs is not 2 × 2 bytes/],
    [{ test: { ...small.test, labels: Uint16Array.of(1, 2) } }, /test\.labels is not 1 long/],
    [{ train: { ...small.train, inputs: [1, 2, 3, 4, 5, 6] } }, /train\.inputs is not a Uint8Array/],
    [{ train: { ...small.train, labels: [0, 1, 2] } }, /train\.labels is not a Uint16Array/],
    [{ train: { ...small.train, count: -1 } }, /train\.count/],
    [{ train: null }, /there is no part "train"/],
    [{ test: undefined }, /there is no part "test"/],
  ];
  for (const [change, message] of wrong)
    assert.match(thrown(() => checkDataset({ ...small, ...change } as Dataset)).message, message);
});

test('training images of one set go with the test images of another of the same size', () => {
  const full: Dataset = { ...small, id: 'mnist', test: small.train };
  const mixed = withTestFrom({ ...small, id: 'mnist-10k' }, full);
  assert.is(mixed.id, 'mnist-10k+t10k');
  assert.is(mixed.train, small.train);
  assert.is(mixed.test, full.test);
  assert.is(withTestFrom(small, { ...full, id: 'idx:abc' }).id, 'small+idx:abc');
  assert.match(
    thrown(() => withTestFrom(small, { ...full, features: 3 })).message,
    'features differ: 2 in "small", 3',
  );
  assert.match(thrown(() => withTestFrom(small, { ...full, classes: 4 })).message, 'classes differ');
});

test.run();
