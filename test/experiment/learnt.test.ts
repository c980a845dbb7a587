/** Intervals against their equation, SciPy and an exact count of their coverage; learning told from guessing. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scoresOf, shareRight } from '../../src/experiment/run/scores.ts';
import { intervalOfMean, scoreInterval } from '../../src/experiment/verdict/interval.ts';
import { learntOf } from '../../src/experiment/verdict/learnt.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('what was learnt');

test('both ends of a score interval solve (p̂ − p)² = z²·p(1 − p)/n', () => {
  for (const [share, count] of [
    [0.108, 500],
    [0.5, 12],
    [0.97, 30],
    [0.01, 2000],
  ])
    for (const p of scoreInterval(share, count, 1.96))
      assertClose((share - p) ** 2, (1.96 ** 2 * p * (1 - p)) / count, { abs: 1e-12 });
  assert.equal([scoreInterval(0, 20)[0], scoreInterval(1, 20)[1]], [0, 1]);
  assert.equal(scoreInterval(0.5, 0), [0, 1]);
});

test("SciPy 1.17, binomtest(k, n).proportion_ci(method='wilson')", () => {
  assertClose(scoreInterval(81 / 263, 263, 1.959964), [0.25528852, 0.36620958], { abs: 1e-7 });
  assertClose(scoreInterval(54 / 500, 500), [0.07724532, 0.14902195], { abs: 1e-5 });
  assertClose(scoreInterval(11 / 12, 12), [0.5464882, 0.9901394], { abs: 1e-5 });
});

/** Probabilities of 0 … n hits. */
function binomial(n: number, p: number): number[] {
  const all = [(1 - p) ** n];
  for (let k = 1; k <= n; k++) all.push((all[k - 1] * (n - k + 1) * p) / (k * (1 - p)));
  return all;
}

test('of guessers, at most 2 % are taken for learners, by exact count', () => {
  for (const [classes, each] of [
    [2, 15],
    [3, 10],
    [3, 30],
    [10, 50],
  ]) {
    const count = classes * each;
    const lucky = binomial(count, 1 / classes).reduce(
      (sum, probability, hits) =>
        sum + (scoreInterval(hits / count, count)[0] > 1 / classes ? probability : 0),
      0,
    );
    assert.ok(lucky < 0.02, `${classes} × ${each}: ${lucky}`);
  }
});

test('the interval of a mean of one share is its own, and narrows as shares are added', () => {
  const one = { share: 0.7, count: 40 };
  assertClose(intervalOfMean([one]), scoreInterval(0.7, 40), { abs: 1e-12 });
  const [low, high] = intervalOfMean([one, one, one, one]);
  assertClose(
    [0.7 - low, high - 0.7],
    scoreInterval(0.7, 40).map((end) => Math.abs(end - 0.7) / 2),
    { abs: 1e-12 },
  );
});

test('recall and balanced accuracy: a class without samples does not count', () => {
  const confusion = [
    [8, 2, 0],
    [1, 1, 0],
    [0, 0, 0],
  ];
  assert.equal(scoresOf(confusion), { balancedAccuracy: 0.65, recall: [0.8, 0.5, null] });
  assert.is(shareRight(confusion), 0.75);
});

const skewed = {
  id: '',
  train: 1200,
  test: 300,
  tested: [285, 15],
  majority: { class: 'ok', accuracy: 0.95 },
  centroid: { accuracy: 0.5, balancedAccuracy: 0.5 },
};

test('of a skewed set, the commonest class is nothing; fewer hits with the rare class right is something', () => {
  const of = (recall: [number, number]) =>
    learntOf(
      {
        accuracy: (285 * recall[0] + 15 * recall[1]) / 300,
        balancedAccuracy: (recall[0] + recall[1]) / 2,
        recall,
      },
      skewed,
    ).learnt;
  assert.equal([of([1, 0]), of([0.3, 0.7]), of([0.85, 0.9]), of([1, 0.8])], [false, false, true, true]);
});

test.run();
