/** Weights and the conductances that stand for them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { centreOf } from '../../src/crossbar/centre.ts';
import { gainOf, SCHEMES } from '../../src/crossbar/scheme.ts';
import { defineDevice, ideal } from '../../src/device/device.ts';
import { symmetryPoint } from '../../src/device/laws/effect-of-pulses.ts';
import { assumedVariation } from '../../src/device/variation.ts';
import { deriveKey, drawBits, rowKey, uniform } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { type Array2d, buildArray, quietDevice } from './array.ts';

const test = suite('mapping');

const agASi = quietDevice('ag-a-si');
const CENTRES = ['mid-range', 'symmetry-point'] as const;

/** W from the conductances, by the formula, in double precision. */
function weightsOf(array: Array2d): Float64Array {
  const { scheme, weightScale, m } = array.crossbar.options;
  const sums = new Float64Array(array.weights().length);
  for (let plane = 0; plane < 2 * m; plane++)
    array.conductances(plane).forEach((g, i) => {
      sums[i] += plane < m ? g : -g;
    });
  return sums.map((sum) => gainOf(scheme, weightScale, m) * sum);
}

test('a pair of devices spans ±weightScale, and so does a single device about a mid-range reference', async () => {
  for (const scheme of SCHEMES)
    for (const m of [1, 3]) {
      const array = await buildArray({ scheme, m, weightScale: 1.5 });
      for (const [plus, minus, expected] of [
        [1, 0, 1.5],
        [0, 1, -1.5],
      ]) {
        for (let k = 0; k < m; k++) {
          array.setConductances(k, () => plus);
          array.setConductances(m + k, () => (scheme === 'single' ? 0.5 : minus));
        }
        assertClose(
          array.weights(),
          array.weights().map(() => expected),
          { abs: 1e-6 },
          `${scheme}, m = ${m}`,
        );
      }
    }
});

test('initial weights are those that were drawn, uniform on ±span, for every cell', async () => {
  const span = 0.3;
  for (const scheme of SCHEMES)
    for (const m of [1, 4])
      for (const centre of CENTRES) {
        const options = {
          device: agASi,
          scheme,
          m,
          centre,
          weightScale: 2,
          initialSpan: span,
          seed: 9,
          layer: 3,
        };
        const array = await buildArray(options);
        const { rows, columns, stride } = array.crossbar.at;
        const key = deriveKey(9, STREAM.initialWeights, 3);
        const drawn = Float64Array.from({ length: rows * columns }, (_, i) => {
          const element = Math.floor(i / columns) * stride + (i % columns);
          return span * (2 * uniform(drawBits(rowKey(key, element), 0)) - 1);
        });
        assertClose(array.weights(), drawn, { abs: 2e-6 }, `${scheme}, m = ${m}, ${centre}`);
      }
});

test('cells start around their centre: the symmetry point is the law’s, mid-range is 0.5', async () => {
  assert.is(centreOf({ device: agASi, centre: 'mid-range' }), 0.5);
  assertClose(centreOf({ device: agASi, centre: 'symmetry-point' }), 0.33, { abs: 1e-3 });
  for (const centre of CENTRES) {
    const expected = centre === 'mid-range' ? 0.5 : (symmetryPoint(agASi.law) ?? Number.NaN);
    for (const scheme of SCHEMES) {
      const array = await buildArray({ device: agASi, scheme, centre, m: 2 });
      for (let plane = 0; plane < 4; plane++)
        assertClose(
          array.conductances(plane),
          array.weights().map(() => expected),
          { abs: 1e-7 },
        );
    }
  }
});

test('zero-shift: every reference is at the symmetry point of its own device, where alternating pulses leave it', async () => {
  const device = { ...agASi, variation: assumedVariation };
  const options = {
    device,
    scheme: 'single',
    noise: { c2c: false, d2d: true },
    rows: 16,
    columns: 16,
  } as const;
  const weightAfter = async (centre: 'symmetry-point' | 'zero-shift') => {
    const array = await buildArray({ ...options, centre, pulses: { kind: 'deterministic' } });
    for (let update = 0; update < 1000; update++)
      array.write(new Float32Array(16).fill(((update % 2 ? -1 : 1) * 2) / 97), update);
    return array.weights();
  };
  const [nominal, own] = [await weightAfter('symmetry-point'), await weightAfter('zero-shift')];
  // One LTD pulse moves W by up to 2·5/97 at the upper rail, by about 0.03 at the symmetry point.
  assert.ok(Math.max(...own.map(Math.abs)) < 0.045, `${Math.max(...own.map(Math.abs))}`);
  assert.ok(Math.max(...nominal.map(Math.abs)) > 0.1);
  const array = await buildArray({ ...options, centre: 'zero-shift' });
  const references = array.conductances(1);
  assert.ok(new Set(references).size > 200);
});

test('zero-shift of a law given by its steps: alternating pulses leave every device at its own reference', async () => {
  const spread = { std: 0.3, distribution: 'log-normal' } as const;
  const device = defineDevice({
    name: 'exponential',
    law: { kind: 'exponential', ltp: { alpha: 0.02, beta: 3 }, ltd: { alpha: 0.01, beta: 2 } },
    variation: { pulsesLtp: spread, pulsesLtd: spread },
  });
  const options = {
    device,
    scheme: 'single',
    noise: { c2c: false, d2d: true },
    rows: 16,
    columns: 16,
  } as const;
  const array = await buildArray({ ...options, centre: 'zero-shift', pulses: { kind: 'deterministic' } });
  for (let update = 0; update < 3000; update++)
    array.write(new Float32Array(16).fill(((update % 2 ? -1 : 1) * 2) / device.levels), update);
  // Steps at the symmetry points are below 0.01.
  assert.ok(
    Math.max(...array.weights().map(Math.abs)) < 0.03,
    `${Math.max(...array.weights().map(Math.abs))}`,
  );
  assert.ok(new Set(array.conductances(1)).size > 200);
});

test('zero-shift of devices that do not differ is the symmetry point', async () => {
  const [own, nominal] = await Promise.all(
    (['zero-shift', 'symmetry-point'] as const).map((centre) =>
      buildArray({ device: agASi, centre, scheme: 'single', initialSpan: 0.3 }),
    ),
  );
  for (const plane of [0, 1]) assertSameBits(own.conductances(plane), nominal.conductances(plane));
});

test('a device without a symmetry point starts at mid-range', async () => {
  const array = await buildArray({ device: quietDevice('linear'), centre: 'symmetry-point' });
  assertClose(
    array.conductances(0),
    array.weights().map(() => 0.5),
    { abs: 0 },
  );
});

test('the cached weights are gain · (ΣG⁺ − ΣG⁻) after many writes', async () => {
  for (const scheme of SCHEMES)
    for (const m of [1, 3]) {
      const array = await buildArray({ device: agASi, scheme, m, weightScale: 2, initialSpan: 0.5 });
      const change = Float32Array.from({ length: 20 }, (_, i) => 0.1 * (i % 5) - 0.21);
      for (let update = 0; update < 50; update++) array.write(change, update);
      assert.ok(array.stats()[0] > 100, `${scheme}: pulses were given`);
      assertClose(array.weights(), weightsOf(array), { abs: 2e-6 }, `${scheme}, m = ${m}`);
    }
});

test('the reference of a single device never moves', async () => {
  const array = await buildArray({ device: agASi, scheme: 'single', centre: 'symmetry-point', m: 2 });
  const references = [2, 3].map((plane) => array.conductances(plane));
  for (let update = 0; update < 20; update++)
    array.write(new Float32Array(20).fill(0.3 - 0.03 * update), update);
  for (const plane of [2, 3]) {
    assertSameBits(array.conductances(plane), references[plane - 2]);
    assert.is(Math.max(...array.pulseCounts(plane)), 0);
  }
});

test('ideal weights take the wanted change itself, without devices or pulses', async () => {
  const array = await buildArray({ device: ideal, initialSpan: 0.2 });
  const before = array.weights();
  const factor = Float32Array.from({ length: 8 }, (_, row) => row / 8);
  array.write(new Float32Array(20).fill(0.7), 0, factor);
  const expected = before.map((w, i) => w + 0.7 * factor[Math.floor(i / 20)]);
  assertClose(array.weights(), expected, { abs: 1e-6 });
  assert.equal(array.stats(), [0, 0, 0]);
});

test.run();
