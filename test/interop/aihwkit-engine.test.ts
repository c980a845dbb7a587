/**
 * Every device class of aihwkit 1.2 with its features, and every preset device, against responses of aihwkit's own engine
 * (test/fixtures/aihwkit/engine.json, made by studies/aihwkit/engine.py).
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { aihwkitDevice } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { fromAihwkit } from '../../src/interop/aihwkit/convert-aihwkit.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { deviations, engineCases } from '../../studies/aihwkit/deviations.ts';

const test = suite("aihwkit's engine");

for (const [name, one] of engineCases()) {
  const { bound, converted, noise, steps } = deviations(one);
  test(`${name}: the curve of the step law, to 4e-6 of the window`, () => {
    assert.ok(steps <= 4e-6, `${steps}`);
  });

  test(`${name}: the curve of the device that it becomes, to ${bound} of the window`, () => {
    assert.ok(converted <= bound, `${converted}`);
  });

  test(`${name}: mean and standard deviation of a pulse with noise, within five standard errors of 16 384 devices`, () => {
    assert.ok(noise.length >= 6, `${noise.length} compared`);
    for (const { mean, std, weight } of noise) {
      assert.ok(Math.abs(mean) <= 5, `mean at ${weight}: ${mean} standard errors`);
      assert.ok(Math.abs(std) <= 5, `standard deviation at ${weight}: ${std} standard errors`);
    }
  });
}

test('presets of memspike have the curves of the preset devices that they are named after, to 5e-4 of the window', () => {
  const named = [...engineCases()].filter(([name]) => name.endsWith('PresetDevice'));
  for (const [name, { curve }] of named) {
    const { form, law } = { ...fromAihwkit({ class: name }), ...aihwkitDevice({ class: name }) };
    const window = law.wMax - law.wMin;
    const device = resolveDevice(form.name);
    const start = (curve.weights[0] - law.wMin) / window;
    const own = pulseResponse(device, curve.runs, { start }).map((g) => law.wMin + window * g);
    const worst =
      Math.max(...curve.pulses.map((pulse, k) => Math.abs(own[pulse] - curve.weights[k]))) / window;
    assert.ok(worst <= 5e-4, `${name}: ${worst}`);
  }
  assert.is(named.length, 10);
});

test('the cases are of every class that takes pulses, and of the ten preset devices', () => {
  const classes = new Set([...engineCases()].map(([, one]) => one.class));
  assert.is(classes.size, 9 + 10);
});

test.run();
