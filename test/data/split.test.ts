import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Dataset, Samples } from '../../src/data/dataset.ts';
import { splitSizes, splitToHold, stratifiedSplit, subset, takeStratified } from '../../src/data/split.ts';
import { thrown } from './support.ts';

const test = suite('split');

const labelled = fc.array(fc.nat(6), { minLength: 1, maxLength: 200 });
const seeds = fc.maxSafeNat();

/** Labels, and sizes of up to four parts that fit into them. */
const task = labelled.chain((labels) =>
  fc
    .tuple(fc.constant(labels), fc.array(fc.nat(labels.length), { minLength: 1, maxLength: 4 }))
    .map(([l, cuts]) => {
      let left = l.length;
      const sizes = cuts.map((cut) => {
        const size = Math.min(cut, left);
        left -= size;
        return size;
      });
      return { labels: l, sizes };
    }),
);

/** One feature, unlike in every sample: a part shows which samples it is made of. */
function samples(labels: readonly number[], first = 0): Samples {
  const inputs = Uint8Array.from(labels, (_, i) => first + i);
  return { count: labels.length, inputs, labels: Uint16Array.from(labels) };
}

function countOf(labels: ArrayLike<number>, label: number): number {
  return Array.from(labels).filter((l) => l === label).length;
}

test('parts are disjoint, ascending, of exactly the sizes asked for', () => {
  fc.assert(
    fc.property(task, seeds, ({ labels, sizes }, seed) => {
      const parts = stratifiedSplit(labels, sizes, seed);
      assert.equal(
        parts.map((part) => part.length),
        sizes,
      );
      const all = parts.flatMap((part) => [...part]);
      assert.is(new Set(all).size, all.length);
      assert.ok(all.every((i) => i < labels.length));
      for (const part of parts) assert.ok(part.every((index, i) => i === 0 || index > part[i - 1]));
    }),
  );
});

test('in the first part each class is less than one sample from its share', () => {
  fc.assert(
    fc.property(task, seeds, ({ labels, sizes }, seed) => {
      const [part] = stratifiedSplit(labels, sizes, seed);
      for (let label = 0; label <= 6; label++) {
        const share = (sizes[0] * countOf(labels, label)) / labels.length;
        const got = Array.from(part).filter((i) => labels[i] === label).length;
        assert.ok(Math.abs(got - share) < 1, `${got} of class ${label}, its share is ${share}`);
      }
    }),
  );
});

test('a part depends on those before it only, not on the sizes after it', () => {
  fc.assert(
    fc.property(task, seeds, ({ labels, sizes }, seed) => {
      const [whole] = stratifiedSplit(labels, sizes, seed);
      const [alone] = stratifiedSplit(labels, sizes.slice(0, 1), seed);
      assert.equal([...whole], [...alone]);
    }),
  );
});

test('largest remainder by hand: 5 of 7, 2 and 1 samples are 3.5, 1 and 0.5, the tie going to class 0', () => {
  const labels = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2];
  const [part] = stratifiedSplit(labels, [5], 9);
  assert.equal(
    [0, 1, 2].map((label) => Array.from(part).filter((i) => labels[i] === label).length),
    [4, 1, 0],
  );
});

test('the same seed gives the same split, another seed another, above 2^32 too', () => {
  const labels = Array.from({ length: 300 }, (_, i) => i % 3);
  const of = (seed: number) => stratifiedSplit(labels, [60], seed)[0].join();
  assert.is(of(5), of(5));
  assert.is(new Set([0, 1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map(of)).size, 6);
});

test('every sample of a class is chosen about as often as the others', () => {
  const labels = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
  const chosen = new Array<number>(12).fill(0);
  for (let seed = 0; seed < 2000; seed++) for (const i of stratifiedSplit(labels, [6], seed)[0]) chosen[i]++;
  for (const times of chosen) assert.ok(Math.abs(times - 1000) < 5 * Math.sqrt(500), `${times} of 2000`);
});

test('too many samples, no number of samples and no seed are refused', () => {
  assert.match(thrown(() => stratifiedSplit([0, 1], [2, 1], 0)).message, '3 samples of 2');
  for (const size of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
    assert.match(thrown(() => stratifiedSplit([0, 1], [size], 0)).message, 'not a number of samples');
  for (const seed of [-1, 0.5, Number.NaN, 2 ** 53])
    assert.match(thrown(() => stratifiedSplit([0, 1], [1], seed)).message, 'not a seed');
});

test('a subset copies the samples asked for, in that order', () => {
  const pairs: Samples = {
    count: 3,
    inputs: Uint8Array.of(1, 2, 3, 4, 5, 6),
    labels: Uint16Array.of(7, 8, 9),
  };
  const part = subset(pairs, [2, 0, 2]);
  assert.equal([...part.inputs], [5, 6, 1, 2, 5, 6]);
  assert.equal([...part.labels], [9, 7, 9]);
  assert.is(subset({ count: 0, inputs: new Uint8Array(), labels: new Uint16Array() }, []).count, 0);
  for (const index of [3, -1, Number.NaN])
    assert.match(thrown(() => subset(pairs, [index])).message, 'no sample');
});

test('a fifth is for the test unless sizes are given', () => {
  assert.equal(splitSizes(10_000), { train: 8000, test: 2000 });
  assert.equal(splitSizes(4), { train: 3, test: 1 });
  assert.equal(splitSizes(100, { train: 95 }), { train: 95, test: 5 });
  assert.equal(splitSizes(100, { train: 10 }), { train: 10, test: 20 });
  assert.equal(splitSizes(100, { test: 30 }), { train: 70, test: 30 });
  assert.match(
    thrown(() => splitSizes(100, { train: 90, test: 11 })).message,
    '101 samples asked for, there are 100',
  );
  assert.match(thrown(() => splitSizes(100, { train: 101 })).message, '101 samples');
  assert.match(thrown(() => splitSizes(100, { test: -1 })).message, 'not a number of samples');
});

test('a split that is to hold parts is the usual one where it can be, and otherwise of the sizes asked for', () => {
  assert.equal(splitToHold(1797, {}), splitSizes(1797));
  assert.equal(splitToHold(1797, { train: 1438, test: 359 }), { train: 1438, test: 359 });
  assert.equal(splitToHold(1797, { train: 100, test: 300 }), { train: 1438, test: 359 });
  assert.equal(splitToHold(1797, { train: 1400, test: 397 }), { train: 1400, test: 397 });
  assert.equal(splitToHold(1797, { test: 397 }), { train: 1400, test: 397 });
  assert.equal(splitToHold(1797, { train: 1700 }), { train: 1700, test: 97 });
  assert.equal(splitToHold(1797, { train: 1401, test: 397 }), splitSizes(1797));
});

const dataset: Dataset = {
  id: 'x',
  features: 1,
  classes: 2,
  train: samples(Array.from({ length: 100 }, (_, i) => Number(i >= 70))),
  test: samples(
    Array.from({ length: 50 }, (_, i) => i % 2),
    200,
  ),
};

test('a smaller set keeps the classes in proportion, and the test part whatever the training part', () => {
  const one = takeStratified(dataset, { train: 10, test: 4, seed: 1 });
  assert.equal([one.train.count, countOf(one.train.labels, 0), countOf(one.test.labels, 0)], [10, 7, 2]);
  assert.ok(one.train.inputs.every((v) => v < 100) && one.test.inputs.every((v) => v >= 200));
  const other = takeStratified(dataset, { train: 20, test: 4, seed: 1 });
  assert.equal([...other.test.inputs], [...one.test.inputs]);
  assert.is(one.id, 'x');
});

test('nothing asked for, or all, is the set as it is', () => {
  assert.is(takeStratified(dataset, { seed: 1 }).train, dataset.train);
  assert.is(takeStratified(dataset, { train: 100, test: 50, seed: 1 }).test, dataset.test);
});

test('validation samples come out of the training part and take the place of the test samples', () => {
  const tuning = takeStratified(dataset, { validation: 20, test: 50, seed: 3 });
  assert.is(tuning.id, 'x+validation');
  assert.equal([tuning.train.count, tuning.test.count], [80, 20]);
  const used = [...tuning.train.inputs, ...tuning.test.inputs];
  assert.is(new Set(used).size, 100);
  assert.ok(
    used.every((v) => v < 100),
    'no test sample is seen',
  );
  assert.is(countOf(tuning.test.labels, 0), 14);
  const smaller = takeStratified(dataset, { train: 10, validation: 20, seed: 3 });
  assert.equal([...smaller.test.inputs], [...tuning.test.inputs], 'the same validation samples');
});

test('more than there is is refused, with what there is', () => {
  const asked: [object, RegExp][] = [
    [{ train: 101 }, /^train: 101 samples asked for, 100 available for training/],
    [{ test: 51 }, /^test: 51 samples asked for, 50 available/],
    [{ validation: 101 }, /^validation: 101 samples asked for, 100 available/],
    [{ validation: 10, train: 91 }, /^train: 91 samples asked for, 90 available for training \(10 are/],
    [{ train: -1 }, /not a number of samples/],
    [{ validation: 0.5 }, /not a number of samples/],
  ];
  for (const [sizes, message] of asked)
    assert.match(thrown(() => takeStratified(dataset, { ...sizes, seed: 0 })).message, message);
});

test.run();
