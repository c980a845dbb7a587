import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice, ideal, linearDevice } from '../../src/device/device.ts';
import { labelsOf } from '../../src/device/labels.ts';
import { pulsesAcross, symmetryPoint } from '../../src/device/laws/effect-of-pulses.ts';
import { meanOf, varianceOf } from '../../src/device/laws/quantiles.ts';
import type { StochasticLaw } from '../../src/device/laws/stochastic.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { deviationFactor } from '../../src/device/variation.ts';
import { MemspikeError } from '../../src/errors.ts';
import { aihwkitDevice, stepResponse } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { aihwkitPresets } from '../../src/presets/aihwkit-presets.ts';
import { neurosimPresets } from '../../src/presets/neurosim-presets.ts';
import { presetNames, presets, resolveDevice } from '../../src/presets/presets.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('device presets');

const PUBLISHED = [
  { name: 'ag-a-si', levels: 97, ltp: 2.4, ltd: -4.88, nu: [2, 4.99], ron: 26e6, onOff: 12.5, c2c: 0.035 },
  { name: 'taox-tio2', levels: 102, ltp: 1.85, ltd: -1.79, nu: [1.51, 1.46], ron: 5e6, onOff: 2, c2c: 0.01 },
  { name: 'taox-hfox', levels: 128, ltp: 0.04, ltd: -0.63, nu: [0.03, 0.5], ron: 1e5, onOff: 10, c2c: 0.037 },
  { name: 'pcmo', levels: 50, ltp: 3.68, ltd: -6.76, nu: [3.33, 9.97], ron: 23e6, onOff: 6.84, c2c: 0.01 },
  {
    name: 'alox-hfo2',
    levels: 40,
    ltp: 1.94,
    ltd: -0.61,
    nu: [1.59, 0.485],
    ron: 16.9e3,
    onOff: 4.43,
    c2c: 0.05,
  },
  {
    name: 'gst-pcm',
    levels: 100,
    ltp: 0.105,
    ltd: 2.4,
    nu: [0.083, 2],
    ron: 4.71e3,
    onOff: 19.8,
    c2c: 0.015,
  },
  { name: 'epiram', levels: 64, ltp: 0.5, ltd: -0.5, nu: [0.4, 0.4], ron: 81e3, onOff: 50.2, c2c: 0.02 },
  {
    name: 'hzo-fefet',
    levels: 32,
    ltp: 1.75,
    ltd: 1.46,
    nu: [1.42, 1.18],
    ron: 559e3,
    onOff: 45,
    c2c: 0.005,
  },
];

test('every preset has the published labels, ν, levels, resistance, on/off ratio and noise', () => {
  for (const row of PUBLISHED) {
    const device = resolveDevice(row.name);
    if (device.law.kind !== 'affine') throw new Error(`${row.name} has no affine law`);
    const labels = labelsOf(device.law);
    assertClose([labels.ltp, labels.ltd], [row.ltp, row.ltd], { abs: 1e-9 }, `${row.name} labels`);
    assertClose([device.law.ltp.nu, device.law.ltd.nu], row.nu, { abs: 0.006 }, `${row.name} ν`);
    assert.is(device.law.ltp.pulses, row.levels);
    assert.is(device.law.ltd.pulses, row.name === 'gst-pcm' ? 120 : row.levels);
    assert.is(device.levels, row.levels);
    assertClose(1 / device.gMax, row.ron, { rel: 1e-12 });
    assert.is(device.onOff, row.onOff);
    assert.is(device.c2c, row.c2c);
    assert.match(device.source, /NeuroSim V3\.0 manual, Tables I–II/);
    assert.ok(device.ltpPulse && device.ltdPulse);
  }
  assert.equal(
    neurosimPresets.map(({ name }) => name),
    PUBLISHED.map(({ name }) => name),
  );
});

test('symmetry points are those of the small-step table', () => {
  const table = {
    'ag-a-si': 0.326,
    'taox-tio2': 0.504,
    pcmo: 0.259,
    'alox-hfo2': 0.588,
    'taox-hfox': 0.461,
    epiram: 0.5,
  };
  for (const [name, expected] of Object.entries(table)) {
    const { law } = resolveDevice(name);
    if (law.kind !== 'affine') throw new Error(name);
    const fine = {
      ...law,
      ltp: { ...law.ltp, pulses: 1e6 },
      ltd: { ...law.ltd, pulses: 1e6 },
    };
    assertClose(symmetryPoint(fine) ?? Number.NaN, expected, { abs: 6e-4 }, name);
  }
});

test('symmetry points at the tabulated pulse counts are those published for them', () => {
  for (const [name, expected] of [
    ['ag-a-si', 0.33],
    ['pcmo', 0.272],
    ['alox-hfo2', 0.581],
  ] as const)
    assertClose(symmetryPoint(resolveDevice(name).law) ?? Number.NaN, expected, { abs: 6e-4 }, name);
});

test('one list has every preset once, with what it says of itself', () => {
  assert.equal(
    presets.map(({ name }) => name),
    [
      ...neurosimPresets.map(({ name }) => name),
      'linear',
      'ideal',
      ...aihwkitPresets.map(({ name }) => name),
    ],
  );
  assert.is(new Set(presetNames).size, presets.length);
  for (const preset of presets) {
    const { name, source, title } = resolveDevice(preset.name);
    assert.equal([name, title, source], [preset.name, preset.title, preset.source]);
    assert.is(preset.device(), resolveDevice(name), 'built once');
  }
});

test('no preset claims a spread or stuck devices that its source does not give', () => {
  for (const name of [...neurosimPresets.map(({ name }) => name), 'linear', 'ideal']) {
    const { variation, stuck } = resolveDevice(name);
    for (const { std } of Object.values(variation)) assert.is(std, 0);
    assert.is(stuck.fraction, 0);
  }
});

test('a misspelt device is refused, with the list and the nearest name', () => {
  try {
    resolveDevice('ag-si', '--device');
    assert.unreachable();
  } catch (e) {
    assert.instance(e, MemspikeError);
    const error = e as MemspikeError;
    assert.is(error.code, 'DEVICE');
    assert.is(error.where, '--device');
    assert.match(error.message, '"ag-si" is not a device');
    assert.match(error.hint ?? '', 'did you mean "ag-a-si"?');
    assert.equal(error.accepted, presetNames);
  }
});

test('a device survives JSON and definition', () => {
  for (const device of presets.map((preset) => preset.device())) {
    assert.equal(defineDevice(device), device);
    assert.equal(resolveDevice(JSON.parse(JSON.stringify(device))), device);
  }
});

test('a description is filled with defaults', () => {
  const device = defineDevice({ name: 'mine', labels: { ltp: 1, ltd: -1 }, levels: 64 });
  assert.is(device.title, 'mine');
  assert.is(device.c2c, 0);
  assert.is(device.states, 0);
  assert.is(device.levels, 64);
  const given = defineDevice({
    name: 'mine',
    law: { kind: 'affine', ltp: { nu: 1, pulses: 40.4 }, ltd: { nu: 2, pulses: 30 }, retracing: false },
  });
  assert.is(given.levels, 40);
});

test('what a device cannot be is refused by the name of the field', () => {
  const good = { name: 'mine', labels: { ltp: 1, ltd: -1 }, levels: 64 };
  const refused = (change: Record<string, unknown>, where: string) => {
    try {
      defineDevice({ ...good, ...change } as Parameters<typeof defineDevice>[0]);
    } catch (e) {
      assert.instance(e, MemspikeError);
      assert.is((e as MemspikeError).where, where);
      return;
    }
    assert.unreachable(`${where} was accepted`);
  };
  refused({ name: '' }, 'name');
  refused({ levels: 0 }, 'levels');
  refused({ levels: undefined }, 'levels');
  refused({ labels: undefined }, 'law');
  refused({ labels: { ltp: -1, ltd: -1 } }, 'labels.ltp');
  refused({ law: { kind: 'ideal' } }, 'labels');
  refused({ labels: undefined, law: { kind: 'power' } }, 'law.kind');
  refused({ c2c: -0.1 }, 'c2c');
  refused({ c2c: '3 %' }, 'c2c');
  refused({ onOff: 1 }, 'onOff');
  refused({ gMax: 0 }, 'gMax');
  refused({ states: 1 }, 'states');
  refused({ states: 2.5 }, 'states');
  refused({ ltpPulse: { volts: 1, seconds: -1 } }, 'ltpPulse.seconds');
  refused({ variation: { nuLtp: { std: -1, distribution: 'normal' } } }, 'variation.nuLtp.std');
  refused({ variation: { nuLtp: { std: 1, distribution: 'cauchy' } } }, 'variation.nuLtp.distribution');
  refused({ variation: { nu: { std: 1, distribution: 'normal' } } }, 'variation.nu');
  refused({ stuck: { fraction: 2, at: 'gmin' } }, 'stuck.fraction');
  refused({ stuck: { fraction: 0.1, at: 'zero' } }, 'stuck.at');
  refused({ levls: 3 }, 'levls');
});

test('the linear device moves by 1/levels, the ideal one has no levels', () => {
  const device = linearDevice({ levels: 40, c2c: 0.02 });
  assert.is(device.levels, 40);
  assert.is(device.c2c, 0.02);
  assert.equal(device.law, {
    kind: 'affine',
    ltp: { nu: 0, pulses: 40 },
    ltd: { nu: 0, pulses: 40 },
    retracing: false,
  });
  assert.is(ideal.levels, 0);
});

test('aihwkit’s presets give the curves of its own laws', () => {
  const reram = aihwkitDevice({
    device: 'ExpStepDevice',
    params: {
      ...{ dw_min: 0.00135, up_down: 0.259359, w_max: 1, w_min: -1, a: -0.5, b: -0.5 },
      ...{ gamma_up: 5, gamma_down: 5, A_up: -1.18445, A_down: -0.081404 },
    },
  }).law;
  const ecram = aihwkitDevice({
    device: 'LinearStepDevice',
    params: { dw_min: 0.002, w_max: 1.1724, w_min: -0.8276, gamma_up: 0.1153, gamma_down: 0.5085 },
  }).law;
  for (const [name, law, abs] of [
    ['reram-es', reram, 2e-3],
    ['ecram', ecram, 1e-4],
  ] as const) {
    const device = resolveDevice(name);
    const window = law.wMax - law.wMin;
    const runs = [300, -500, 200];
    const weights = stepResponse(law, runs, 0);
    const curve = pulseResponse(device, runs, { start: -law.wMin / window });
    assertClose(
      curve.map((g) => law.wMin + g * window),
      weights,
      { abs },
      name,
    );
  }
  for (const { c2c, levels, source, variation } of aihwkitPresets.map((preset) => preset.device())) {
    assert.ok(c2c > 0 && levels >= 4 && variation.pulsesLtp.std > 0);
    assert.match(source, /\(\d{4}\).*aihwkit \w+PresetDevice$/);
  }
});

test('three presets run along the weights that aihwkit itself printed', () => {
  const rows = readFileSync(new URL('../fixtures/aihwkit/pulse-response.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  for (const [name, model, low, window, abs] of [
    ['reram-array-om', 'SoftBoundsReference_ArrayOM', -1, 2, 1e-5],
    ['ecram', 'LinearStep_EcRam', -0.8276, 2, 1e-4],
    ['reram-es', 'ExpStep_ReRamES', -1, 2, 2e-3],
  ] as const) {
    const own = rows.filter(([of]) => of === model);
    assert.ok(own.length > 100, model);
    const device = resolveDevice(name);
    const [start, ...pulses] = own;
    const curve = pulseResponse(
      device,
      pulses.map(([, , direction]) => Math.sign(Number(direction))),
      { start: Math.max((Number(start[3]) - low) / window, 0) },
    );
    assertClose(
      curve.map((g) => low + g * window),
      own.map(([, , , weight]) => Number(weight)),
      { abs },
      name,
    );
  }
});

test('pcm draws steps of the mean and the noise of aihwkit: σ = 0.6·(|Δw| + 0.042 + 0.108·|w|)', () => {
  const device = resolveDevice('pcm');
  const law = device.law as StochasticLaw;
  for (const node of [0, 8, 16, 24, 32]) {
    const w = node / 16;
    const rise = 0.01 * (1 + 27.235 * Math.exp(-2.5 * w));
    assertClose(2 * meanOf(law.ltp[node]), rise, { rel: 1e-4 }, `mean at ${w}`);
    const spread = 2 * Math.sqrt(varianceOf(law.ltp[node]));
    assertClose(spread, 0.6 * (rise + 0.042 + 0.108 * w), { rel: 1e-4 }, `σ at ${w}`);
  }
  // Where no step is cut off by the window.
  const fall = 0.01 * (1 + 2.235 * Math.exp(2.5 * 0.25));
  assertClose(2 * meanOf(law.ltd[4]), fall, { rel: 1e-4 });
  assertClose(device.levels, pulsesAcross(law).ltp, { abs: 1 });
});

test('arrays of ReRAM spread log-normally, with the σ of the logarithm that aihwkit names', () => {
  for (const [name, sigma] of [
    ['reram-array-om', 0.7829],
    ['reram-array-hfo2', 0.7125],
  ] as const) {
    const { variation, levels } = resolveDevice(name);
    assert.is(variation.pulsesLtp.distribution, 'log-normal');
    const logarithms = Array.from({ length: 4001 }, (_, k) =>
      Math.log(deviationFactor(variation.pulsesLtp, -4 + k / 500)),
    );
    // Linear in the deviate, with slope σ.
    assertClose((logarithms[4000] - logarithms[0]) / 8, sigma, { rel: 1e-9 });
    assert.is(levels, name === 'reram-array-om' ? 21 : 4);
  }
});

test.run();
