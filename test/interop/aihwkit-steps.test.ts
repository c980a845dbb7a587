import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../src/errors.ts';
import { aihwkitDevice, stepResponse } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('step laws');

interface Case {
  readonly weights: number[];
  readonly runs: number[];
}

const cases = new Map<string, Case>();
for (const line of readFileSync(new URL('../fixtures/aihwkit/pulse-response.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)) {
  const [model, , direction, weight] = line.split(',');
  if (!cases.has(model)) cases.set(model, { weights: [], runs: [] });
  const { weights, runs } = cases.get(model)!;
  weights.push(Number(weight));
  if (direction !== '0') runs.push(Number(direction));
}

/** Parameters as in the fixture's README. */
const DEVICES: Readonly<Record<string, unknown>> = {
  ConstantStep: { device: 'ConstantStepDevice', params: { dw_min: 0.01, up_down: 0.1 } },
  LinearStep_EcRam: {
    device: 'LinearStepDevice',
    params: { dw_min: 0.002, w_max: 1.1724, w_min: -0.8276, gamma_up: 0.1153, gamma_down: 0.5085 },
  },
  SoftBounds_gamma1: {
    device: 'SoftBoundsDevice',
    params: { dw_min: 0.02, up_down: 0.05, w_max: 1, w_min: -1 },
  },
  ExpStep_ReRamES: {
    device: 'ExpStepDevice',
    params: {
      dw_min: 0.00135,
      up_down: 0.259359,
      w_max: 1,
      w_min: -1,
      a: -0.5,
      b: -0.5,
      gamma_up: 5,
      gamma_down: 5,
      A_up: -1.18445,
      A_down: -0.081404,
    },
  },
  ExpStep_defaults: { device: 'ExpStepDevice', params: { dw_min: 0.01 } },
  PowStep: {
    device: 'PowStepDevice',
    params: { dw_min: 0.02, w_max: 1, w_min: -1, pow_gamma: 2.5, pow_up_down: 0.2 },
  },
  PiecewiseStep: {
    device: 'PiecewiseStepDevice',
    params: { dw_min: 0.01, w_max: 1, w_min: -1, piecewise_up: [1.5, 1, 0.5], piecewise_down: [0.4, 1, 1.6] },
  },
  SoftBoundsReference_ArrayOM: {
    device: 'SoftBoundsReferenceDevice',
    params: { dw_min: 0.0949, w_max: 1, w_min: -1, subtract_symmetry_point: false },
  },
};

for (const [name, description] of Object.entries(DEVICES))
  test(`${name}: every weight that IBM's engine prints, to 1e-6`, () => {
    const { weights, runs } = cases.get(name)!;
    const { law } = aihwkitDevice(description);
    assertClose(stepResponse(law, runs, weights[0]), weights, { abs: 1e-6 }, name);
  });

test('the eight cases are all of the file, 6898 weights', () => {
  assert.equal([...cases.keys()].sort(), Object.keys(DEVICES).sort());
  assert.is(
    [...cases.values()].reduce((sum, { weights }) => sum + weights.length, 0),
    6898,
  );
});

test('subtracting the symmetry point moves the weight, not the device', () => {
  const params = { dw_min: 0.05, up_down: 0.3, w_max: 1, w_min: -1 };
  const plain = aihwkitDevice({ device: 'SoftBoundsReferenceDevice', params }).law;
  const moved = aihwkitDevice({
    device: 'SoftBoundsReferenceDevice',
    params: { ...params, subtract_symmetry_point: true },
  }).law;
  // (up − down)/(up/w_max − down/w_min), here 0.3/1.7.
  const point = 0.3 / 1.7;
  const runs = [20, -20];
  const expected = stepResponse(plain, runs, 0).map((w) => w - point);
  assertClose(stepResponse(moved, runs, -point), expected, { abs: 1e-6 });
});

test('what is not a device, a parameter or a value is refused by name', () => {
  for (const [description, words] of [
    [null, /not an object/],
    [{ device: 'ExpStepDevise' }, /did you mean "ExpStepDevice"/],
    [{ device: 'toString' }, /not a class of aihwkit/],
    [{ device: 'PowStepDevice', params: { pow_gama: 2 } }, /pow_gama.*\n.*\n.*\n.*did you mean "pow_gamma"/],
    [{ device: 'LinearStepDevice', params: { reverse_upp: true } }, /no such field/],
    [{ device: 'LinearStepDevice', params: { reverse_up: true, mult_noise: false } }, /mult_noise/],
    [{ device: 'PowStepDevice', params: { pow_gamma: 'two' } }, /pow_gamma/],
    [{ device: 'PowStepDevice', params: { pow_gamma: null } }, /pow_gamma/],
    [{ device: 'PowStepDevice', params: { pow_gamma: [2] } }, /pow_gamma/],
    [{ device: 'PiecewiseStepDevice', params: { piecewise_up: [[1, 2]] } }, /piecewise_up\.0/],
    [{ device: 'ConstantStepDevice', params: { w_max: -1 } }, /leave no room/],
    [{ device: 'ConstantStepDevice', params: { w_min: 0.1 } }, /0 between them/],
    [{ device: 'PiecewiseStepDevice', params: { piecewise_up: [1, 2] } }, /as many nodes/],
  ] as const)
    assert.throws(
      () => aihwkitDevice(description),
      (error: unknown) => error instanceof MemspikeError && words.test(error.message),
    );
});

test.run();
