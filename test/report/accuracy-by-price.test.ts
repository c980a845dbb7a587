import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeSvg } from '../../src/report/node-document.ts';
import { accuracyByPrice, frontier } from '../../src/report/pictures/accuracy-by-price.ts';
import { made } from './fixtures.ts';
import { requireWellFormed, visibleText } from './well-formed.ts';

const test = suite('accuracy by price');

test('the frontier holds exactly the points that no other beats', () => {
  const point = fc.record({
    price: fc.integer({ max: 6, min: 0 }),
    accuracy: fc.integer({ max: 6, min: 0 }),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 12 }), (points) => {
      const kept = frontier(points).map(({ price, accuracy }) => `${price} ${accuracy}`);
      const unbeaten = points.filter(
        (one) =>
          !points.some(
            (other) =>
              other.price <= one.price &&
              other.accuracy >= one.accuracy &&
              (other.price < one.price || other.accuracy > one.accuracy),
          ),
      );
      const expected = new Set(unbeaten.map(({ price, accuracy }) => `${price} ${accuracy}`));
      assert.equal([...kept].sort(), [...expected].sort());
    }),
  );
});

test('the picture names every policy and every price, with or without energies', () => {
  const { comparison } = made();
  const arms = comparison.arms.map((arm, i) => ({ ...arm, energyPerSample: 1e-9 * (i + 1) }));
  for (const subject of [comparison, { ...comparison, arms }]) {
    const svg = nodeSvg(accuracyByPrice(subject));
    requireWellFormed(svg);
    assert.not.match(svg, /NaN|undefined|Infinity|\[object/);
    const text = visibleText(svg);
    for (const words of ['ag-a-si', 'pcmo', 'none', 'threshold', 'write energy', 'bits / synapse', 'devices'])
      assert.ok(text.includes(words), words);
    assert.is(text.includes('no pulse shapes'), subject === comparison);
  }
});

test.run();
