import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { PairedDifference } from '../../src/experiment/compare/paired-difference.ts';
import type { Attribution } from '../../src/experiment/explain/explain.ts';
import { nodeSvg } from '../../src/report/node-document.ts';
import { attributionPicture, inPoints } from '../../src/report/pictures/attribution.ts';
import { attributionRows, attributionTitle } from '../../src/report/text/attribution-table.ts';
import { requireWellFormed, visibleText } from './well-formed.ts';

const test = suite('attribution pictures');

const difference = (mean: number, half: number): PairedDifference => ({
  mean,
  interval: [mean - half, mean + half],
  runs: [mean, mean],
});
const made: Attribution = {
  device: 'pcmo <&>',
  policy: 'none',
  seeds: [1, 2],
  asItIs: { mean: 0.6, std: 0.01, runs: [0.59, 0.61] },
  allOff: { mean: 0.9, std: 0, runs: [0.9, 0.9] },
  total: difference(0.3, 0.01),
  effects: [
    { effect: 'asymmetry', gainWithout: difference(0.213, 0.02), lossAlone: difference(0.25, 0.03) },
    { effect: 'c2c', gainWithout: difference(-0.01, 0.004) },
    { effect: 'levels' },
  ],
};

test('pictures are well-formed, with every effect and every number that is known', () => {
  for (const subject of [[made], [made, made, made], [{ ...made, seeds: [1], total: undefined }]]) {
    const svg = nodeSvg(attributionPicture(subject));
    requireWellFormed(svg);
    assert.not.match(svg, /NaN|undefined|Infinity|\[object/);
    const text = visibleText(svg);
    for (const words of ['asymmetry', 'c2c', 'levels', '21.3', '25.0', '−1.0', 'as it is 60.0 %'])
      assert.ok(text.includes(words), words);
  }
});

test('the same attribution gives the same picture', () => {
  const [first, second] = [1, 2].map(() => nodeSvg(attributionPicture([made])));
  assert.ok(first === second);
});

test('a difference is told in percentage points, with its interval where it has one', () => {
  assert.is(inPoints(difference(0.213, 0.02)), '21.3 (19.3 to 23.3)');
  assert.is(inPoints({ mean: -0.004, runs: [-0.004] }), '−0.4');
});

test('what has not been run is a dash in the table', () => {
  const rows = attributionRows(made);
  assert.equal(rows[3], ['levels', '–', '–', '–', '–']);
  assert.equal(rows[2].slice(0, 3), ['c2c', '−1.0 (−1.4 to −0.6)', '–']);
  assert.is(
    attributionTitle(made),
    'pcmo <&>, none: 60.0 ± 1.0 % as it is, 90.0 ± 0.0 % with every effect off',
  );
});

test.run();
