/** Laws given by their steps: against the affine law, against aihwkit's, and by closed form. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice } from '../../../src/device/device.ts';
import { affineLaw } from '../../../src/device/laws/affine.ts';
import {
  depress,
  inversePulses,
  potentiate,
  pulsesAcross,
  stepSize,
  symmetryPoint,
} from '../../../src/device/laws/effect-of-pulses.ts';
import { tableLaw } from '../../../src/device/laws/table.ts';
import { pulseResponse } from '../../../src/device/pulse-response.ts';
import { MemspikeError } from '../../../src/errors.ts';
import { aihwkitDevice } from '../../../src/interop/aihwkit/aihwkit-device.ts';
import { stepsAsTable } from '../../../src/interop/aihwkit/steps/steps-as-table.ts';
import { assertClose } from '../../support/assert-close.ts';

const test = suite('table law');

const affine = affineLaw({ ltp: { nu: 2, pulses: 97 }, ltd: { nu: 5, pulses: 97 } });
const sampled = (nodes: number) => {
  const steps = Array.from({ length: nodes }, (_, k) => stepSize(affine, k / (nodes - 1)));
  return tableLaw({ ltp: steps.map(({ up }) => up), ltd: steps.map(({ down }) => down) });
};

test('the steps of an affine law are linear in g: two nodes give the law itself', () => {
  const table = sampled(2);
  for (const g of [0, 0.2, 0.33, 0.7, 1]) {
    assertClose(stepSize(table, g).up, stepSize(affine, g).up, { abs: 1e-15 });
    assertClose(stepSize(table, g).down, stepSize(affine, g).down, { abs: 1e-15 });
    assertClose(potentiate(table, g, 30), potentiate(affine, g, 30), { abs: 1e-12 });
    assertClose(depress(table, g, 30), depress(affine, g, 30), { abs: 1e-12 });
  }
  assertClose(symmetryPoint(table) ?? -1, symmetryPoint(affine) ?? -2, { abs: 1e-12 });
  const across = pulsesAcross(table);
  assertClose(across.ltp, 97, { abs: 1e-6 });
  assertClose(across.ltd, 97, { abs: 1e-6 });
});

test('inverse pulses bring a device where it is wanted', () => {
  const table = sampled(5);
  for (const [g, target] of [
    [0.1, 0.8],
    [0.9, 0.25],
    [0.4, 0.4001],
    [0.5, 0.5],
  ]) {
    const n = inversePulses(table, g, target);
    assertClose(n > 0 ? potentiate(table, g, n) : depress(table, g, -n), target, { abs: 1e-12 });
  }
  assert.is(inversePulses(tableLaw({ ltp: [0.1, 0], ltd: [0, 0.1] }), 0, 1), Number.POSITIVE_INFINITY);
});

test('a symmetry point attracts: from larger LTP to larger LTD steps', () => {
  assertClose(symmetryPoint(tableLaw({ ltp: [3, 1].map((x) => x / 100), ltd: [0.01, 0.03] })) ?? -1, 0.5, {
    abs: 1e-12,
  });
  assert.is(symmetryPoint(tableLaw({ ltp: [0.01, 0.01], ltd: [0.01, 0.01] })), undefined);
  assert.is(symmetryPoint(tableLaw({ ltp: [0.01, 0.03], ltd: [0.03, 0.01] })), undefined);
});

test('aihwkit laws become tables: pulse for pulse, within what lies between two nodes', () => {
  for (const [description, abs] of [
    [{ device: 'ConstantStepDevice', params: { dw_min: 0.01 } }, 1e-5],
    [{ device: 'LinearStepDevice', params: { dw_min: 0.01, gamma_up: 0.3, gamma_down: -0.2 } }, 1e-4],
    [{ device: 'SoftBoundsDevice', params: { dw_min: 0.01 } }, 1e-5],
    [{ device: 'ExpStepDevice', params: { dw_min: 0.01 } }, 2e-3],
    [{ device: 'PowStepDevice', params: { dw_min: 0.01, pow_gamma: 1.7 } }, 1e-3],
    [
      {
        device: 'PiecewiseStepDevice',
        params: { dw_min: 0.01, piecewise_up: [1, 2, 0.5], piecewise_down: [0.5, 1, 1] },
      },
      2e-3,
    ],
  ] as const) {
    const { law } = aihwkitDevice(description);
    const window = law.wMax - law.wMin;
    const table = stepsAsTable(law);
    const runs = [80, -60, 30];
    const curve = pulseResponse({ law: table, c2c: 0, states: 0 }, runs, { start: 0.5 });
    let w = law.wMin + window / 2;
    let pulse = 0;
    for (const run of runs)
      for (let k = 0; k < Math.abs(run); k++) {
        w = law.step(w, run > 0 ? 1 : -1);
        assertClose(
          curve[++pulse],
          (w - law.wMin) / window,
          { abs },
          `${description.device}, pulse ${pulse}`,
        );
      }
  }
});

test('a device of a table has the levels of its LTP curve; noise may be a fraction of the step', () => {
  const device = defineDevice({ name: 'lut', law: sampled(9), c2c: 3, c2cOf: 'step' });
  assert.equal([device.levels, device.c2cOf, device.law.kind], [97, 'step', 'table']);
  assert.is(defineDevice({ name: 'never', law: tableLaw({ ltp: [0.04, 0], ltd: [0, 0.04] }) }).levels, 50);
  assert.is('c2cOf' in defineDevice({ name: 'plain', law: affine, c2cOf: 'range' }), false);
});

test('a wrong table is refused with the place of what is wrong', () => {
  for (const [law, where] of [
    [{ ltp: [0.1], ltd: [0.1] }, 'law.ltp'],
    [{ ltp: [0.1, 0.2], ltd: [0.1, -0.2] }, 'law.ltd.1'],
    [{ ltp: [0.1, Number.NaN], ltd: [0.1, 0.2] }, 'law.ltp.1'],
    [{ ltp: [0.1, 0.2, 0.3], ltd: [0.1, 0.2] }, 'law.ltd'],
  ] as const) {
    try {
      defineDevice({ name: 'wrong', law: { kind: 'table', ...law } });
      assert.unreachable();
    } catch (error) {
      assert.instance(error, MemspikeError);
      assert.equal([(error as MemspikeError).code, (error as MemspikeError).where], ['DEVICE', where]);
    }
  }
});

test.run();
