/** Over made-up comparisons: whatever a sentence claims, the numbers bear out. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Arm, Baseline, Comparison } from '../../src/experiment/compare/comparison.ts';
import type { DatasetRecord } from '../../src/experiment/run/record.ts';
import { type Finding, findings } from '../../src/experiment/verdict/findings.ts';
import { type Metric, usualMetric } from '../../src/experiment/verdict/learnt.ts';
import { findingInWords, withVerdicts } from '../../src/report/text/finding-in-words.ts';
import { made, spread } from './fixtures.ts';

const test = suite('sentences of findings');
const base = made({ devices: ['a'] }).comparison;

interface Shares {
  /** By class, one for each seed. */
  readonly recall: readonly (readonly number[])[];
}

function accuraciesOf({ recall }: Shares, { test: samples, tested }: DatasetRecord) {
  const seeds = recall[0].map((_, seed) => seed);
  const balanced = seeds.map((seed) => mean(recall.map((shares) => shares[seed])));
  const accuracy = seeds.map(
    (seed) => recall.reduce((sum, shares, label) => sum + shares[seed] * tested[label], 0) / samples,
  );
  return {
    seeds,
    accuracy: spread(accuracy),
    hiddenAccuracy: spread(accuracy),
    balancedAccuracy: spread(balanced),
    hiddenBalancedAccuracy: spread(balanced),
    recall: recall.map(mean),
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function dataOf(tested: readonly number[], centroid: number): DatasetRecord {
  const all = tested.reduce((sum, count) => sum + count, 0);
  const most = tested.indexOf(Math.max(...tested));
  return {
    id: 'made-up',
    train: 4 * all,
    test: all,
    tested,
    majority: { class: String(most), accuracy: tested[most] / all },
    centroid: { accuracy: centroid, balancedAccuracy: centroid },
  };
}

interface MadeUp {
  readonly dataset: DatasetRecord;
  readonly ideal: Shares;
  readonly linear: Shares;
  readonly arms: readonly (Shares & { readonly reads: boolean })[];
  readonly metric?: Metric;
}

function comparisonOf({ arms, dataset, ideal, linear, metric = usualMetric(dataset) }: MadeUp): Comparison {
  const judged = (shares: Shares) => {
    const { accuracy, balancedAccuracy } = accuraciesOf(shares, dataset);
    return (metric === 'accuracy' ? accuracy : balancedAccuracy).mean;
  };
  const baselines = base.baselines.map(
    (one): Baseline => ({ ...one, ...accuraciesOf(one.device === 'ideal' ? ideal : linear, dataset) }),
  );
  return {
    ...base,
    dataset,
    metric,
    baselines,
    arms: arms.map(
      (arm, i): Arm => ({
        ...base.arms[0],
        ...accuraciesOf(arm, dataset),
        policy: i === 0 ? 'none' : `policy-${i}`,
        updateReads: arm.reads ? 1000 : 0,
        dropFromIdeal: judged(ideal) - judged(arm),
        dropFromBaseline: judged(linear) - judged(arm),
      }),
    ),
  };
}

/** Shares that come from a wide range, from a narrow one, and from guessing. */
const comparisons: fc.Arbitrary<MadeUp> = fc
  .record({
    classes: fc.integer({ min: 2, max: 5 }),
    seeds: fc.integer({ min: 1, max: 3 }),
    arms: fc.integer({ min: 1, max: 4 }),
    centroid: fc.double({ min: 0.2, max: 1, noNaN: true }),
    metric: fc.constantFrom('accuracy', 'balanced', undefined),
  })
  .chain(({ classes, seeds, arms, centroid, metric }) => {
    const level = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.9, max: 0.96, noNaN: true }),
      fc.constant(1 / classes),
    );
    const shares = level.chain((centre) =>
      fc.record({
        recall: fc.array(
          fc.array(
            fc
              .double({ min: -0.02, max: 0.02, noNaN: true })
              .map((off) => Math.min(1, Math.max(0, centre + off))),
            { minLength: seeds, maxLength: seeds },
          ),
          { minLength: classes, maxLength: classes },
        ),
      }),
    );
    return fc.record({
      dataset: fc
        .array(fc.integer({ min: 5, max: 1000 }), { minLength: classes, maxLength: classes })
        .map((tested) => dataOf(tested, centroid)),
      ideal: shares,
      linear: shares,
      arms: fc.array(
        fc.tuple(shares, fc.boolean()).map(([one, reads]) => ({ ...one, reads })),
        { minLength: arms, maxLength: arms },
      ),
      metric: fc.constant(metric as Metric | undefined),
    });
  });

const judgedArm = ({ best, bestReadFree }: Finding) => bestReadFree ?? best;

const told = (property: (finding: Finding, said: string, first: string) => void) =>
  fc.assert(
    fc.property(comparisons, (madeUp) => {
      const [finding] = findings(comparisonOf(madeUp));
      const sentences = findingInWords(finding);
      property(finding, sentences.join(' '), sentences[0]);
    }),
    { numRuns: 2000 },
  );

test('praise only for what was learnt: above guessing and above the commonest class, or balanced above chance', () => {
  told(({ dataset, reached, verdict }, said) => {
    const chance = 1 / dataset.tested.length;
    const above =
      reached.accuracy > Math.max(chance, dataset.majority.accuracy) || reached.balancedAccuracy > chance;
    if (/\bYes|Nearly as well|In part/.test(said)) assert.ok(above);
    if (!above) assert.ok(verdict === 'nothing' || verdict === 'not this data');
  });
});

test('nothing learnt is the first sentence, and the only answer', () => {
  told(({ verdict }, said, first) => {
    if (verdict === 'nothing') assert.match(first, /^Nothing is learnt: /);
    if (verdict === 'not this data')
      assert.match(first, /^The network cannot learn this data even with ideal weights/);
    if (verdict === 'nothing' || verdict === 'not this data')
      assert.not.match(said, /Yes|Nearly|In part|brings back/);
  });
});

test('“as well as ideal weights” only within a point of them; “nearly” within three', () => {
  told((finding, said) => {
    const { dropFromIdeal } = judgedArm(finding);
    if (/as well as ideal weights/.test(said)) assert.ok(dropFromIdeal <= (/Yes, /.test(said) ? 0.01 : 0.03));
    if (/In part\./.test(said)) assert.ok(dropFromIdeal <= 0.1);
  });
});

test('all of what was lost comes back only where nothing that one decimal shows is missing to ideal weights', () => {
  told((finding, said) => {
    if (/brings back all/.test(said)) assert.ok(judgedArm(finding).dropFromIdeal < 0.0005);
    const share = /brings back (\d+) %/.exec(said)?.[1];
    if (share === undefined) return;
    const { plain } = finding;
    const lost = plain?.dropFromIdeal ?? Number.NaN;
    const exact = (100 * (lost - judgedArm(finding).dropFromIdeal)) / lost;
    assert.ok(Number(share) <= exact + 1e-9 && (Number(share) > exact - 1 - 1e-9 || share === '99'));
    assert.ok(Number(share) < 100);
  });
});

test('a distance has no sign: what is more is above, what is less is below', () => {
  told((finding, said) => {
    assert.not.match(said, /[−-]\d+\.\d points?/);
    const arms = [finding.plain, finding.bestReadFree, finding.best].filter((arm) => arm !== undefined);
    for (const [, points, side] of said.matchAll(
      / %(?: balanced accuracy)?, (\d+\.\d) points? (above|below) ideal/g,
    ))
      assert.ok(
        arms.some(
          ({ dropFromIdeal: drop }) =>
            Math.abs(100 * Math.abs(drop) - Number(points)) <= 0.05 + 1e-9 &&
            (side === 'below' ? drop > 0 : drop < 0),
        ),
      );
  });
});

test('a network that stays far below the nearest centroid is told so before the distances', () => {
  told(({ dataset, ideal, learnsBadly, verdict }, said, first) => {
    if (!learnsBadly || verdict === 'not this data') return;
    const own = dataset.centroid.accuracy - Math.min(ideal.accuracy, ideal.balancedAccuracy);
    assert.ok(own > 0);
    assert.match(said, /learns this data badly.*more epochs or steps, another encoder/);
    assert.not.match(said, /Yes, |Nearly/);
    assert.match(first, /Nothing is learnt|skewed|badly/);
  });
});

const flat = (share: number, classes: number): Shares => ({ recall: new Array(classes).fill([share]) });

function saidOf(madeUp: Omit<MadeUp, 'arms'> & { arms: readonly Shares[] }): string {
  const arms = madeUp.arms.map((arm) => ({ ...arm, reads: false }));
  return withVerdicts(comparisonOf({ ...madeUp, arms })).verdicts[0].sentences.join(' ');
}

test('10.8 % of ten classes is nothing, however close a linear device is', () => {
  const said = saidOf({
    dataset: dataOf(new Array(10).fill(50), 0.8),
    ideal: flat(0.826, 10),
    linear: flat(0.1, 10),
    arms: [flat(0.108, 10)],
  });
  assert.match(
    said,
    /^Nothing is learnt: 10\.8 % \(99 % interval [\d.]+–[\d.]+ %, 500 test samples\) where chance is 10\.0 %\./,
  );
  assert.match(said, /Ideal weights reach 82\.6 %/);
});

test('labels that have nothing to do with features: the device is not the reason', () => {
  assert.match(
    saidOf({
      dataset: dataOf([20, 20, 20], 0.35),
      ideal: flat(0.33, 3),
      linear: flat(0.3, 3),
      arms: [flat(0.322, 3)],
    }),
    /^The network cannot learn this data even with ideal weights, so the device is not the reason: nothing is learnt/,
  );
});

test('95 % by always giving one answer is named with that answer and the balanced accuracy', () => {
  const always: Shares = { recall: [[1], [0]] };
  assert.match(
    saidOf({
      dataset: dataOf([57, 3], 0.5),
      ideal: always,
      linear: always,
      arms: [{ recall: [[0.3], [0.7]] }],
    }),
    /always answering “0” gives 95\.0 %.*The data set is skewed: 95\.0 % by always answering “0”; balanced accuracy 50\.0 %/,
  );
});

test('of a skewed data set that is learnt, the skew is said first and balanced accuracy judges', () => {
  const said = saidOf({
    dataset: dataOf([570, 30], 0.9),
    ideal: { recall: [[0.97], [0.9]] },
    linear: { recall: [[0.97], [0.9]] },
    arms: [{ recall: [[0.99], [0.6]] }],
  });
  assert.match(said, /^The data set is skewed: 95\.0 % by always answering “0”; balanced accuracy 79\.5 %/);
  assert.match(said, /reaches 79\.5 % balanced accuracy, 14\.0 points below ideal weights/);
});

test.run();
