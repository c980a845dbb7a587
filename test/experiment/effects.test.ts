import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { trainNoise } from '../../src/device/cycle-noise.ts';
import { defineDevice, ideal, linearDevice } from '../../src/device/device.ts';
import type { AffineLaw } from '../../src/device/laws/affine.ts';
import { stepSize } from '../../src/device/laws/effect-of-pulses.ts';
import { deviceWith, effectsOf, onlyEffect, withoutEffect } from '../../src/experiment/explain/effects.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('effects');

const quiet = { noise: { c2c: false, d2d: false } };
const noisy = { noise: { c2c: true, d2d: true } };
const agASi = resolveDevice('ag-a-si');
const steps = (law: unknown, g: number) => stepSize(law as AffineLaw, g);

test('a device has the effects that its numbers give it, and no others', () => {
  assert.equal(effectsOf(agASi, quiet), ['asymmetry', 'nonlinearity', 'levels']);
  assert.equal(effectsOf(agASi, noisy), ['asymmetry', 'nonlinearity', 'c2c', 'd2d', 'levels']);
  assert.equal(effectsOf(linearDevice({ levels: 50 }), noisy), ['d2d', 'levels']);
  assert.equal(effectsOf(ideal, noisy), []);
  const worn = defineDevice({ ...agASi, stuck: { fraction: 0.1, at: 'gmin' }, states: 16 });
  assert.equal(effectsOf(worn, quiet), ['asymmetry', 'nonlinearity', 'levels', 'stuck', 'states']);
});

test('without asymmetry LTP and LTD step alike everywhere, to first order in ν/N, on the LTP curve as it was', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (g) => {
      const { law } = deviceWith(agASi, ['nonlinearity', 'levels']);
      const { up, down } = steps(law, g);
      assert.is(up, steps(agASi.law, g).up);
      const { nu, pulses } = (agASi.law as AffineLaw).ltp;
      assertClose(down / up, 1 + nu / pulses, { abs: (nu / pulses) ** 2 });
    }),
  );
});

test('without nonlinearity every pulse is one step of the range, in both directions', () => {
  for (const g of [0, 0.3, 1]) {
    const { up, down } = steps(deviceWith(agASi, ['levels']).law, g);
    assertClose(up, 1 / 97, { abs: 1e-12 });
    assertClose(down, 1 / 97, { abs: 1e-12 });
  }
});

test('without levels noise over a distance stays: σ·√n for 16 times the pulses', () => {
  const device = deviceWith(agASi, ['asymmetry', 'nonlinearity', 'c2c']);
  assert.is(device.levels, 16 * 97);
  assertClose(device.c2c * Math.sqrt(16 * 10), agASi.c2c * Math.sqrt(10), { abs: 1e-15 });
  const { up } = steps(device.law, 0.5);
  assertClose(16 * up, steps(agASi.law, 0.5).up, { rel: 0.1 });
});

test('with all its effects a device is itself', () => {
  assert.equal(deviceWith(agASi, effectsOf(agASi, noisy)), agASi);
});

test('the steps of a table lose their asymmetry, their nonlinearity and their size alike', () => {
  const table = defineDevice({ name: 't', law: { kind: 'table', ltp: [0.03, 0.01], ltd: [0.002, 0.05] } });
  assert.equal(effectsOf(table, quiet), ['asymmetry', 'nonlinearity', 'levels']);
  assert.equal(steps(deviceWith(table, ['nonlinearity', 'levels']).law, 0.5), { up: 0.02, down: 0.02 });
  const straight = steps(deviceWith(table, ['levels']).law, 0.9);
  assertClose(straight.up, straight.down, { abs: 1e-15 });
  assertClose(steps(deviceWith(table, ['asymmetry', 'nonlinearity']).law, 1).down, 0.05 / 16, { abs: 1e-15 });
});

test('asymmetry stands on nonlinearity', () => {
  const effects = effectsOf(agASi, noisy);
  assert.equal(withoutEffect(effects, 'nonlinearity'), ['c2c', 'd2d', 'levels']);
  assert.equal(withoutEffect(effects, 'asymmetry'), ['nonlinearity', 'c2c', 'd2d', 'levels']);
  assert.equal(onlyEffect(effects, 'asymmetry'), ['asymmetry', 'nonlinearity']);
  assert.equal(onlyEffect(effects, 'nonlinearity'), ['nonlinearity']);
});

test('without levels noise of the step adds as much over a distance as before', () => {
  const own = defineDevice({
    name: 't',
    law: { kind: 'table', ltp: [0.02, 0.02], ltd: [0.02, 0.02] },
    c2c: 0.5,
    c2cOf: 'step',
  });
  const finer = deviceWith(own, ['c2c']);
  // Ten pulses of 0.02, or 160 of a sixteenth.
  const over = (device: typeof own, pulses: number) => trainNoise(device, pulses, 0.2);
  assertClose(over(finer, 160), over(own, 10), { rel: 1e-12 });
});

test.run();
