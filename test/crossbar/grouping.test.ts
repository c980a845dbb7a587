import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { groupInputs } from '../../src/crossbar/grouping.ts';

const test = suite('grouping');

test('a block of 1 gives every line a counter of its own', () => {
  const { groupOf, groups } = groupInputs(6, 1);
  assert.equal([...groupOf], [0, 1, 2, 3, 4, 5]);
  assert.is(groups, 6);
  assert.is(groupInputs(784, 1, [28, 28]).groups, 784);
});

test('pixels share by 2 × 2 blocks of the image; blocks at an odd edge are smaller', () => {
  const { groupOf, groups } = groupInputs(15, 2, [3, 5]);
  assert.equal([...groupOf], [0, 0, 1, 1, 2, 0, 0, 1, 1, 2, 3, 3, 4, 4, 5]);
  assert.is(groups, 6);
});

test('lines without a neighbourhood, or whose image has another size, share in runs of block²', () => {
  for (const shape of [undefined, [5, 5] as const]) {
    const { groupOf, groups } = groupInputs(10, 2, shape);
    assert.equal([...groupOf], [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]);
    assert.is(groups, 3);
  }
});

test.run();
