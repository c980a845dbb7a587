import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  anl,
  LABEL_LIMIT,
  labelOf,
  labelsOf,
  lawFromLabels,
  nuOf,
  nuOfAnl,
} from '../../src/device/labels.ts';
import { affineLaw } from '../../src/device/laws/affine.ts';
import { depress, potentiate } from '../../src/device/laws/effect-of-pulses.ts';
import { MemspikeError } from '../../src/errors.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('nonlinearity labels');

const near = (got: number, expected: number, abs: number, label?: string) =>
  assertClose(got, expected, { abs }, label);

test('labels of the NeuroSim table give their ν', () => {
  const table: [label: number, nu: number, tolerance: number][] = [
    [0.5, 0.397, 5e-4],
    [0.61, 0.485, 5e-4],
    [0.63, 0.501, 5e-4],
    [1, 0.799, 5e-4],
    [1.46, 1.178, 5e-4],
    [1.75, 1.424, 5e-4],
    [1.79, 1.459, 5e-4],
    [1.85, 1.511, 5e-4],
    [1.94, 1.589, 5e-4],
    [2.4, 2.003, 5e-4],
    [3, 2.585, 5e-4],
    [3.68, 3.326, 5e-4],
    [4, 3.716, 5e-4],
    [4.88, 4.992, 5e-4],
    [5, 5.197, 5e-4],
    [6, 7.374, 5e-4],
    [6.76, 9.975, 5e-4],
    [9, 43.84, 5e-3],
  ];
  for (const [label, nu, tolerance] of table) near(nuOf(label), nu, tolerance, `ν of ${label}`);
});

test('ν gives its label', () => {
  const table = [
    [1, 1.25],
    [2, 2.4],
    [3, 3.39],
    [4, 4.22],
    [5, 4.88],
    [6, 5.42],
    [8, 6.22],
    [10, 6.77],
  ];
  for (const [nu, label] of table) near(labelOf(nu), label, 0.0051, `label of ${nu}`);
});

test('the label is 10.1015 times the largest distance of the curve from the straight line', () => {
  for (const nu of [0.01, 0.3, 2, 7, 20]) {
    const law = affineLaw({ ltp: { nu, pulses: 1e5 }, ltd: { nu, pulses: 1e5 } });
    let largest = 0;
    for (let n = 0; n <= 1e5; n += 10) largest = Math.max(largest, potentiate(law, 0, n) - n / 1e5);
    near(labelOf(nu), LABEL_LIMIT * largest, 1e-6, `label of ${nu}`);
  }
});

test('label and ν are inverse to each other, and the label grows with ν', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 9.9, noNaN: true }), (label) => {
      near(labelOf(nuOf(label)), label, 1e-9);
    }),
  );
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 200, noNaN: true }),
      fc.double({ min: 1e-6, max: 1, noNaN: true }),
      (nu, more) => labelOf(nu * (1 + more)) > labelOf(nu),
    ),
  );
});

test('series and closed form of the label meet', () => {
  near(labelOf(0.05) / labelOf(0.05 - 1e-12), 1, 1e-10);
  assert.is(labelOf(0), 0);
  assert.is(nuOf(0), 0);
});

test('a label that no curve has is refused', () => {
  for (const label of [10.1015, -10.1015, 42, Number.NaN])
    assert.throws(
      () => nuOf(label),
      (e: unknown) => e instanceof MemspikeError && e.code === 'DEVICE',
    );
  assert.throws(() => lawFromLabels({ ltp: -1, ltd: -1, ltpPulses: 10, ltdPulses: 10 }), /LTP label/);
});

test('a negative LTD label is asymmetric, a positive one retraces', () => {
  const pulses = { ltpPulses: 32, ltdPulses: 32 };
  const asymmetric = lawFromLabels({ ltp: 1.75, ltd: -1.46, ...pulses });
  const retracing = lawFromLabels({ ltp: 1.75, ltd: 1.46, ...pulses });
  assert.is(asymmetric.retracing, false);
  assert.is(retracing.retracing, true);
  assert.ok(1 - depress(asymmetric, 1, 1) > 1 / 32, 'asymmetric LTD starts fast');
  assert.ok(1 - depress(retracing, 1, 1) < 1 / 32, 'retracing LTD starts slowly');
  for (const law of [asymmetric, retracing]) {
    near(labelsOf(law).ltp, 1.75, 1e-9);
    near(labelsOf(law).ltd, law.retracing ? 1.46 : -1.46, 1e-9);
  }
});

test('ANL is the gap between the curves at half of their pulses, and Chang et al. have these', () => {
  for (const nu of [0.1, 1, 3, 8]) {
    const law = affineLaw({ ltp: { nu, pulses: 100 }, ltd: { nu, pulses: 100 } });
    near(anl(nu), potentiate(law, 0, 50) - depress(law, 1, 50), 1e-12);
  }
  const table = [
    [0.4, 1.7],
    [0.5, 2.2],
    [0.7, 3.47],
    [0.8, 4.39],
  ];
  for (const [value, nu] of table) near(nuOfAnl(value), nu, 0.006);
  near(anl(2), 0.462, 5e-4);
  near(anl(5), 0.848, 5e-4);
});

test.run();
