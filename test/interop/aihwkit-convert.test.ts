import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice, ideal, linearDevice } from '../../src/device/device.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { aihwkitDevice, stepResponse } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { fromAihwkit, toAihwkit } from '../../src/interop/aihwkit/convert-aihwkit.ts';
import { toNeurosim } from '../../src/interop/neurosim/convert-neurosim.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('conversion of devices');

test("aihwkit's own law gives the curve of every asymmetric preset, from rail to rail", () => {
  for (const name of ['ag-a-si', 'taox-tio2', 'pcmo', 'alox-hfo2', 'epiram']) {
    const device = resolveDevice(name);
    const { law } = aihwkitDevice(toAihwkit(device).form);
    if (device.law.kind !== 'affine') throw new Error('has an affine law');
    const runs = [Math.floor(device.law.ltp.pulses), -Math.floor(device.law.ltd.pulses)];
    const weights = pulseResponse(device, runs).map((g) => 2 * g - 1);
    assertClose(stepResponse(law, runs, -1), weights, { abs: 2e-5 }, name);
  }
});

test('an aihwkit device comes in with its curve, to 1e-6 of the range', () => {
  const params = { dw_min: 0.02, up_down: 0.05, w_min: -1, w_max: 1, dw_min_std: 0.3 };
  const device = defineDevice(fromAihwkit({ device: 'SoftBoundsDevice', params }).form);
  const { law } = aihwkitDevice({ device: 'SoftBoundsDevice', params });
  const runs = [200, -200, 1, -1, 1, -1];
  const weights = pulseResponse(device, runs, { start: 0.05 }).map((g) => 2 * g - 1);
  assertClose(weights, stepResponse(law, runs, -0.9), { abs: 2e-6 });
  assert.equal([device.name, device.levels, device.c2c, device.c2cOf], ['soft-bounds', 100, 0.3, 'step']);
  const additive = fromAihwkit({
    device: 'SoftBoundsDevice',
    params: { ...params, up_down: 0, mult_noise: false },
  });
  assertClose(defineDevice(additive.form).c2c, 0.003, { rel: 1e-7 });
});

test("NeuroSim's numbers define the same device again", () => {
  const device = resolveDevice('pcmo');
  const { labels, pulses, levels, c2c, gMin, gMax } = toNeurosim(device).form;
  assertClose([labels.ltp, labels.ltd, gMax / gMin], [3.68, -6.76, 6.84], { abs: 1e-9 });
  const again = defineDevice({ name: 'pcmo', labels, pulses, levels, c2c });
  assertClose(pulseResponse(again, [50, -50]), pulseResponse(device, [50, -50]), { abs: 1e-9 });
});

test('what has no bounds is refused', () => {
  for (const device of [ideal, linearDevice({ levels: 10 }), resolveDevice('hzo-fefet')])
    assert.throws(
      () => toAihwkit(device),
      (error: Error) => error.name === 'MemspikeError',
    );
  assert.throws(() => toNeurosim(ideal), /no pulse law/);
});

test('any other aihwkit device comes in as a table of its steps, and goes the same way', () => {
  const params = {
    dw_min: 0.00135,
    up_down: 0.259359,
    w_min: -1,
    w_max: 1,
    a: -0.5,
    b: -0.5,
    dw_min_std: 5,
    write_noise_std: 75,
  };
  const reram = { ...params, gamma_up: 5, gamma_down: 5, A_up: -1.18445, A_down: -0.081404 };
  const { form, inexact } = fromAihwkit({ device: 'ExpStepDevice', params: reram });
  const device = defineDevice(form);
  assert.equal([device.name, device.levels, device.c2c, device.c2cOf], ['exp-step', 1481, 5, 'step']);
  assert.ok(inexact.some((sentence) => sentence.includes('write_noise_std')));
  const { law } = aihwkitDevice({ device: 'ExpStepDevice', params: reram });
  const runs = [300, -250, 40];
  const weights = pulseResponse(device, runs, { start: 0.5 }).map((g) => 2 * g - 1);
  assertClose(stepResponse(law, runs, 0), weights, { abs: 1e-3 });
});

test('noise of the step goes out as aihwkit has it, and as a share of the range to NeuroSim', () => {
  const device = { ...resolveDevice('epiram'), c2c: 0.5, c2cOf: 'step' as const };
  assert.is(toAihwkit(device).form.params.dw_min_std, 0.5);
  assertClose(toNeurosim(device).form.c2c, 0.5 / 64, { rel: 1e-12 });
});

test.run();
