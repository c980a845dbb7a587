/** The link of the page: a device and settings come back from it as they were, to the bit. */
import fc from 'fast-check';
import {
  type Device,
  type DeviceOptions,
  defineDevice,
  policyNames,
  presetNames,
  resolveDevice,
} from 'memspike';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULTS } from '../../app/state/choices.ts';
import type { DeviceState } from '../../app/state/device.ts';
import { linkOf, stateOf } from '../../app/state/link.ts';

const test = suite('link of the explorer');

/** All of a device that reaches a result. */
function resultsOf({ law, levels, c2c, c2cOf, onOff, gMax, variation, stuck, states, doubt }: Device) {
  return { law, levels, c2c, c2cOf, onOff, gMax, variation, stuck, states, doubt };
}

const settings = fc.record({
  policy: fc.constantFrom(...policyNames),
  hidden: fc.integer({ min: 0, max: 1000 }),
  steps: fc.integer({ min: 5, max: 500 }),
  encoder: fc.constantFrom('bernoulli', 'latency'),
  noise: fc.boolean(),
  seed: fc.integer({ min: 0, max: 1e6 }),
});

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const branch = fc.record({ nu: real(0, 12), pulses: real(1, 1000) });
const spread = fc.record({ std: real(0, 0.5), distribution: fc.constant('normal' as const) });
const own = fc
  .record({
    law: fc.record({ ltp: branch, ltd: branch, retracing: fc.boolean() }),
    title: fc.string({ minLength: 1, maxLength: 30 }).map((text) => `my ${text.replace(/[^\p{L} ]/gu, '')}`),
    c2c: real(0, 0.2),
    onOff: real(1.5, 1000),
    gMax: real(1e-9, 1e-3),
    even: fc.option(spread, { nil: undefined }),
    gMinSpread: fc.option(spread, { nil: undefined }),
    stuck: fc.constantFrom(0, 0.1),
  })
  .map(({ even, gMinSpread, law, stuck, ...others }) => {
    const variation = {
      ...(even && { nuLtp: even, nuLtd: even, pulsesLtp: even, pulsesLtd: even }),
      ...(gMinSpread && { gMin: gMinSpread }),
    };
    const description = { ...others, name: 'own', law: { kind: 'affine', ...law }, variation };
    return defineDevice({ ...description, stuck: { fraction: stuck } } as DeviceOptions);
  });

function comesBack(device: DeviceState, chosen: typeof DEFAULTS): void {
  const link = linkOf({ device, settings: chosen });
  const state = stateOf(link);
  assert.equal(state.settings, chosen);
  assert.equal(resultsOf(state.device.device), resultsOf(device.device), link);
  assert.is(linkOf(state), link);
}

test('every preset comes back, by its name', () => {
  for (const preset of presetNames) comesBack({ device: resolveDevice(preset), preset }, DEFAULTS);
});

test('every preset that was changed comes back, whatever its law, spread and stuck devices', () => {
  for (const preset of presetNames.filter((name) => name !== 'ideal')) {
    const device = defineDevice({ ...resolveDevice(preset), name: 'own', onOff: 7.25 });
    comesBack({ device }, DEFAULTS);
  }
});

test('affine devices and settings of any kind come back', () => {
  fc.assert(
    fc.property(own, settings, (device, chosen) => comesBack({ device }, { ...chosen })),
    { seed: 1, numRuns: 300 },
  );
});

test('an affine device is told by its numbers, which a reader can change by hand', () => {
  const link = linkOf({
    device: { device: defineDevice({ ...resolveDevice('pcmo'), name: 'own' }) },
    settings: DEFAULTS,
  });
  assert.not.match(link, /json/);
  const { device } = stateOf(link.replace(/nu=[^&]*/, 'nu=1,2')).device;
  assert.equal(
    device.law.kind === 'affine' && [device.law.ltp, device.law.ltd].map((one) => (one as { nu: number }).nu),
    [1, 2],
  );
});

test.run();
