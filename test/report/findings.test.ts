import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Arm, Comparison } from '../../src/experiment/compare/comparison.ts';
import { findings } from '../../src/experiment/verdict/findings.ts';
import { findingInWords, reservations } from '../../src/report/text/finding-in-words.ts';
import { evenly, made, spread } from './fixtures.ts';

const test = suite('findings');
const base = made({ devices: ['a'] }).comparison;

/** A comparison on one device against a linear device of 95 % and ideal weights of 95.5 %. */
function compared(
  accuracies: Readonly<Record<string, readonly number[]>>,
  reading: readonly string[] = [],
): Comparison {
  const arms = Object.entries(accuracies).map(([policy, runs]): Arm => {
    const accuracy = spread(runs);
    return {
      ...base.arms[0],
      policy,
      ...evenly(runs),
      dropFromBaseline: 0.95 - accuracy.mean,
      dropFromIdeal: 0.955 - accuracy.mean,
      updateReads: reading.includes(policy) ? 1000 : 0,
    };
  });
  const baselines = base.baselines.map((one) => ({
    ...one,
    ...evenly([one.device === 'ideal' ? 0.955 : 0.95]),
  }));
  return { ...base, arms, baselines };
}

const said = (comparison: Comparison) => findingInWords(findings(comparison)[0]).join(' ');

test('the verdict follows the loss of the best read-free policy', () => {
  const verdicts = [0.946, 0.93, 0.87, 0.5].map(
    (accuracy) =>
      findings(compared({ none: [0.4], threshold: [accuracy], inverse: [0.95] }, ['inverse']))[0].verdict,
  );
  assert.equal(verdicts, ['yes', 'nearly', 'in part', 'no']);
});

test('words name the plain loss, the best read-free policy, and the share that it brings back', () => {
  const text = said(compared({ none: [0.85], threshold: [0.94], other: [0.9] }));
  assert.match(
    text,
    /Without compensation it reaches 85\.0 %, 10\.5 points below ideal weights and 10\.0 points below a linear device/,
  );
  assert.match(
    text,
    /“threshold”, reaches 94\.0 %, 1\.5 points below ideal weights and 1\.0 point below a linear device/,
  );
  assert.match(text, /brings back 85 % of what was lost/);
});

test('a better policy with reads is named with its reads', () => {
  const comparison = compared({ none: [0.85], threshold: [0.94], inverse: [0.95] }, ['inverse']);
  assert.is(findings(comparison)[0].bestReadFree?.policy, 'threshold');
  assert.match(
    said(comparison),
    /With reads, “inverse” reaches 95\.0 %, 0\.5 points below ideal weights and level with a linear device with its levels and noise, for 1,000 update reads/,
  );
});

test('a device that needs no compensation is told so', () => {
  assert.match(
    said(compared({ none: [0.951], threshold: [0.94] })),
    /^Yes.*0\.1 points above a linear device.*No policy without reads does better, of 1 tried/,
  );
  assert.match(said(compared({ none: [0.951] })), /No other policy without reads was tried/);
});

test('every policy reads: no read-free claim is made', () => {
  const comparison = compared({ inverse: [0.95] }, ['inverse']);
  assert.is(findings(comparison)[0].bestReadFree, undefined);
  assert.match(said(comparison), /Every policy here reads devices/);
});

test('policies that differ by less than two standard errors of their paired difference are not told apart', () => {
  const comparison = compared({
    none: [0.85, 0.86, 0.85],
    best: [0.94, 0.93, 0.95],
    near: [0.93, 0.94, 0.94],
    shifted: [0.93, 0.92, 0.94],
  });
  // "shifted" is one point below in every seed: the spread over seeds does not hide it.
  assert.equal(findings(comparison)[0].notTold, ['near']);
});

test('the size of the test set bounds what a difference can mean', () => {
  // Two standard errors of a difference of two shares of one half in 2000: 2·√(2·¼/2000) = 3.16 points.
  const comparison = compared({ none: [0.5] });
  assert.match(reservations(comparison), /up to 3\.2 points/);
  assert.match(reservations({ ...comparison, baselines: [] }), /^One seed: no spread is known/);
});

test('a comparison without arms has no findings', () => {
  assert.equal(findings({ ...base, arms: [] }), []);
});

test.run();
