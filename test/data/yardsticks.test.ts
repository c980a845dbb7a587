import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseCsv } from '../../src/data/csv/csv.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { yardsticksOf } from '../../src/data/yardsticks.ts';

const test = suite('yardsticks');

const samples = (rows: readonly (readonly [number, number, number])[]) => ({
  count: rows.length,
  inputs: Uint8Array.from(rows.flatMap((row) => row.slice(0, 2))),
  labels: Uint16Array.from(rows, ([, , label]) => label),
});

test('nearest centroid and commonest class, counted by hand', () => {
  const dataset: Dataset = {
    id: 'made-up',
    features: 2,
    classes: 2,
    classNames: ['ok', 'bad'],
    // Centroids (10, 10) and (200, 100).
    train: samples([
      [0, 0, 0],
      [10, 10, 0],
      [20, 20, 0],
      [200, 100, 1],
    ]),
    // The last lies nearer to the other class.
    test: samples([
      [5, 5, 0],
      [0, 90, 0],
      [190, 90, 1],
      [30, 30, 1],
    ]),
  };
  assert.equal(yardsticksOf(dataset), {
    majority: { class: 'ok', accuracy: 0.5 },
    centroid: { accuracy: 0.75, balancedAccuracy: 0.75 },
  });
});

test('clusters that lie apart are all told by their means', () => {
  const lines = Array.from(
    { length: 60 },
    (_, i) => `${(i % 3) * 10 + (i % 7) / 7},${i % 5},${'xyz'[i % 3]}`,
  );
  assert.is(yardsticksOf(parseCsv(`a,b,class\n${lines.join('\n')}\n`)).centroid.accuracy, 1);
});

test.run();
