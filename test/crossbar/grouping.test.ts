import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { groupAlike, groupInputs } from '../../src/crossbar/grouping.ts';

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

test('inputs that are active together share, wherever they stand; every group but the last is full', () => {
  // Twelve lines of three kinds, in turn, with a little of their own; the fourth kind is silent.
  const lines = 14;
  const count = 60;
  const inputs = Uint8Array.from({ length: lines * count }, (_, at) => {
    const [sample, line] = [Math.floor(at / lines), at % lines];
    if (line >= 12) return 0;
    return sample % 3 === line % 3 ? 200 + ((sample * 7 + line * 13) % 50) : (sample * line) % 20;
  });
  const { groupOf, groups } = groupAlike({ inputs, count }, lines, 4);
  assert.is(groups, 4);
  for (const kind of [0, 1, 2])
    assert.is(new Set([0, 3, 6, 9].map((line) => groupOf[line + kind])).size, 1, `kind ${kind}`);
  assert.equal([groupOf[12], groupOf[13]], [3, 3]);
  assert.equal(
    [0, 1, 2, 3].map((group) => groupOf.filter((one) => one === group).length),
    [4, 4, 4, 2],
  );
});

test('alike is what points the same way, whatever its size; the strongest input chooses first', () => {
  // One strong line, one nearly as strong beside it, and a weak one of half the likeness.
  const series = [
    [10, 10, 0, 0],
    [1, 0, 1, 0],
    [9, 9, 0, 0],
    [0, 0, 1, 1],
  ];
  const inputs = Uint8Array.from({ length: 16 }, (_, at) => series[at % 4][Math.floor(at / 4)]);
  assert.equal([...groupAlike({ inputs, count: 4 }, 4, 2).groupOf], [0, 1, 0, 1]);
});

test.run();
