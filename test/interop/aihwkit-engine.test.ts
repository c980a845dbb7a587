/**
 * Every device class of aihwkit 1.2 with its features, and every preset device, against responses of aihwkit's own engine
 * (test/fixtures/aihwkit/engine.json, made by studies/aihwkit/engine.py).
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice } from '../../src/device/device.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { aihwkitDevice } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { CLASSES } from '../../src/interop/aihwkit/classes.ts';
import { fromAihwkit } from '../../src/interop/aihwkit/convert-aihwkit.ts';
import { isA } from '../../src/interop/aihwkit/saved.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { deviations, drawnSpread, engineCases } from '../../studies/aihwkit/deviations.ts';
import { assertClose } from '../support/assert-close.ts';

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

test('presets of memspike have the curves of the preset devices that they are named after, to 5e-4 of the window, their noise and their spread', () => {
  const named = [...engineCases()].filter(([name]) => name.endsWith('PresetDevice'));
  for (const [name, { curve }] of named) {
    const { form, law } = { ...fromAihwkit({ class: name }), ...aihwkitDevice({ class: name }) };
    const window = law.wMax - law.wMin;
    const device = resolveDevice(form.name.replace(/-aihwkit$/, ''));
    const start = (curve.weights[0] - law.wMin) / window;
    const own = pulseResponse(device, curve.runs, { start }).map((g) => law.wMin + window * g);
    const worst =
      Math.max(...curve.pulses.map((pulse, k) => Math.abs(own[pulse] - curve.weights[k]))) / window;
    assert.ok(worst <= 5e-4, `${name}: ${worst}`);
    const converted = defineDevice(form);
    assertClose([device.c2c, device.levels], [converted.c2c, converted.levels], { rel: 1e-6 }, name);
    assert.equal([device.c2cOf, device.variation], [converted.c2cOf, converted.variation], name);
  }
  assert.is(named.length, 10);
});

/** Cases whose steps spread by dw_min_dtod and next to nothing else; 4096 devices have a σ to 1.1 %. */
const STEPS_ALONE = [
  'ConstantStep',
  'EcRamPresetDevice',
  'EcRamMOPresetDevice',
  'IdealizedPresetDevice',
  'GokmenVlasovPresetDevice',
];
const FIVE_ERRORS = 5 / Math.sqrt(2 * 4096);

test('devices spread by as much as the engine drew them, which has one factor for both directions', () => {
  for (const name of STEPS_ALONE) {
    const { class: device, given, spread } = engineCases().get(name)!;
    const { variation } = defineDevice(fromAihwkit({ class: device, params: given }).form);
    const engine = [spread.up.std / spread.up.mean, spread.down.std / spread.down.mean];
    assertClose([variation.pulsesLtp.std, variation.pulsesLtd.std], engine, { rel: FIVE_ERRORS }, name);
    assert.ok(spread.correlation > 0.97, name);
  }
});

test('steps that are drawn here with 10 % spread are those of the engine, but LTP and LTD each on their own', () => {
  for (const name of ['EcRamPresetDevice', 'EcRamMOPresetDevice']) {
    const { up, down } = engineCases().get(name)!.spread;
    const own = drawnSpread(defineDevice(fromAihwkit({ class: name }).form));
    assertClose([own.ltp, own.ltd], [up.std / up.mean, down.std / down.mean], { rel: FIVE_ERRORS }, name);
    assert.ok(Math.abs(own.correlation) < 5 / Math.sqrt(4096), `${own.correlation}`);
  }
});

test('the cases are of every class that takes pulses, and of the ten preset devices', () => {
  const classes = [...new Set([...engineCases()].map(([, one]) => one.class))];
  const pulsed = Object.keys(CLASSES).filter((name) => name !== 'PulsedDevice' && isA(name, 'PulsedDevice'));
  assert.equal(classes.sort(), pulsed.sort());
  assert.is(pulsed.filter((name) => name.endsWith('PresetDevice')).length, 10);
});

test.run();
