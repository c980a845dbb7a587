/** What people have of aihwkit, in whatever wrapping, is read as what it is; what is not known is refused by its name. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice } from '../../src/device/device.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { MemspikeError } from '../../src/errors.ts';
import { aihwkitDevice, roundedStart, stepResponse } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { CLASSES } from '../../src/interop/aihwkit/classes.ts';
import { fromAihwkit } from '../../src/interop/aihwkit/convert-aihwkit.ts';
import { looksLikeAihwkit } from '../../src/interop/aihwkit/recognise.ts';
import { presetNames, resolveDevice } from '../../src/presets/presets.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite("aihwkit's files");

interface SavedObject {
  readonly class: string;
  readonly asdict: Readonly<Record<string, unknown>>;
  readonly repr: string;
  readonly str: string;
}

const { objects } = JSON.parse(
  readFileSync(new URL('../fixtures/aihwkit/saved.json', import.meta.url), 'utf8'),
) as { readonly objects: readonly SavedObject[] };

const refused = (description: unknown, words: RegExp) =>
  assert.throws(
    () => fromAihwkit(description),
    (error: unknown) =>
      error instanceof MemspikeError && error.code === 'DEVICE' && words.test(error.message),
  );

/** Of the device and the policy; names and sources tell whether the class or its preset was found. */
function essence(description: unknown): object {
  const { form, inexact, policy } = fromAihwkit(description);
  const { name: _, source: __, ...device } = form;
  return { device, policy, inexact };
}

for (const saved of objects)
  test(`${saved.class}: dataclasses.asdict, repr and str give the same device`, () => {
    assert.equal(essence(saved.repr), essence(saved.str));
    assert.equal(essence(saved.asdict), essence(saved.str));
    for (const form of [saved.asdict, saved.repr, saved.str]) assert.ok(looksLikeAihwkit(form));
    defineDevice(fromAihwkit(saved.str).form);
  });

test('every preset configuration and every preset device of aihwkit comes in by its name alone', () => {
  const presets = Object.keys(CLASSES).filter((name) => /Preset(Device|UnitCell)?$/.test(name));
  assert.is(presets.length, 65);
  for (const name of presets) {
    const { form, policy } = fromAihwkit({ class: name });
    defineDevice(form);
    const isCell =
      /(ES|SB|Capacitor|Ram|MO|Idealized)[24]Preset|TikiTaka|TTv2|AGAD|MixedPrecision|PCMPreset$|PCMPresetUnitCell/.test(
        name,
      );
    assert.is(policy !== undefined, isCell, name);
  }
});

const params = { w_min: -1, w_max: 1, dw_min: 0.002, gamma_up: 0.4, gamma_down: 0.5, dw_min_std: 0.3 };

test('keyword arguments are the same bare, wrapped in any way, in any order and as Python prints them', () => {
  const expected = essence({ device: 'LinearStepDevice', params });
  const reversed = Object.fromEntries(Object.entries(params).reverse());
  for (const form of [
    { class: 'LinearStepDevice', params },
    { class: 'aihwkit.simulator.configs.devices.LinearStepDevice', kwargs: params },
    { class: "<class 'aihwkit.simulator.configs.devices.LinearStepDevice'>", ...params },
    { __class__: 'LinearStep', parameters: reversed },
    { type: 'LinearStepResistiveDeviceParameter', ...reversed },
    { LinearStepDevice: params },
    { device: { class: 'LinearStepDevice', params } },
    { device: { LinearStepDevice: params } },
    'LinearStepDevice(w_min=-1, w_max=1, dw_min=0.002, gamma_up=0.4, gamma_down=0.5, dw_min_std=0.3)',
    'device = LinearStepDevice(\n  w_min=np.float32(-1.0), w_max=tensor(1.), # of the array\n  dw_min=2e-3,\n  gamma_up=.4, gamma_down=0.5, dw_min_std=numpy.float64(0.3),\n)',
  ])
    assert.equal(essence(form), expected, JSON.stringify(form));
  const bare = essence(params) as { readonly inexact: readonly string[] };
  const [told, ...others] = [...bare.inexact].sort((a) => (a.startsWith('taken as') ? -1 : 1));
  assert.match(told, /^taken as LinearStepDevice/);
  assert.equal({ ...bare, inexact: others }, expected);
});

test('numbers as text, truth values as text or numbers, float32 for double: the same device', () => {
  const plain = { class: 'LinearStepDevice', params: { dw_min: 0.002, mult_noise: false, w_max: 0.6 } };
  const printed = {
    class: 'LinearStepDevice',
    params: { dw_min: '2e-3', mult_noise: 'False', w_max: '0.6' },
  };
  assert.equal(essence(printed), essence(plain));
  assert.equal(essence({ ...plain, params: { ...plain.params, mult_noise: 0 } }), essence(plain));
  const single = {
    class: 'LinearStepDevice',
    params: { w_max: Math.fround(0.6), dw_min_dtod: Math.fround(0.3) },
  };
  assert.equal(fromAihwkit(single).inexact, fromAihwkit({ class: 'LinearStepDevice' }).inexact);
});

test('a member of an enumeration is known in every writing', () => {
  const cell = (update_policy: string) =>
    essence({
      class: 'VectorUnitCell',
      params: {
        unit_cell_devices: [{ class: 'ConstantStepDevice' }, { ConstantStepDevice: {} }],
        update_policy,
      },
    });
  for (const written of ['SingleSequential', 'SINGLE_SEQUENTIAL'])
    assert.equal(cell(written), cell('VectorUnitCellUpdatePolicy.SINGLE_SEQUENTIAL'));
});

test('an unknown field is refused with the accepted ones, and told where the file says that it is of a newer aihwkit', () => {
  const newer = { ...params, gamma_sideways: 0.1 };
  refused(
    { class: 'LinearStepDevice', params: newer },
    /gamma_sideways: LinearStepDevice has no such field[\s\S]*accepted: .*gamma_up/,
  );
  refused(newer, /gamma_sideways/);
  refused({ class: 'LinearStepDevice', aihwkit_version: '1.2.0', params: newer }, /gamma_sideways/);
  const { inexact } = fromAihwkit({ class: 'LinearStepDevice', aihwkit_version: '1.10', params: newer });
  assert.ok(inexact.some((sentence) => sentence.startsWith('gamma_sideways: ')));
});

test('an unknown field is told with its place, wherever in a configuration it stands', () => {
  const device = { class: 'EcRamPresetDevice', params: { drift: { newer: 2 } } };
  const cell = { class: 'TransferCompound', params: { brand_new: 1, unit_cell_devices: [device, device] } };
  const leftOut = (description: object) =>
    fromAihwkit({ aihwkit_version: '1.3', ...description })
      .inexact.filter((sentence) => sentence.endsWith(': not known to aihwkit 1.2, left out'))
      .map((sentence) => sentence.split(':')[0]);
  assert.equal(leftOut(device), ['drift.newer']);
  const ofCell = ['brand_new', 'unit_cell_devices.0.drift.newer', 'unit_cell_devices.1.drift.newer'];
  assert.equal(leftOut(cell), ofCell);
  assert.equal(
    leftOut({ class: 'UnitCellRPUConfig', params: { newest: 1, device: cell, forward: { other: 1 } } }),
    ['newest', 'forward.other', ...ofCell.map((place) => `device.${place}`)],
  );
});

test('what is wrong with a device in a unit cell is told with its place', () => {
  const wrong = { class: 'EcRamPresetDevice', params: { w_max: -1 } };
  const cell = (name: string, params: object) => ({ class: name, params });
  for (const name of ['ReferenceUnitCell', 'TransferCompound', 'OneSidedUnitCell'])
    refused(cell(name, { unit_cell_devices: [wrong, wrong] }), /^unit_cell_devices\.0\.w_max: /);
  refused(cell('MixedPrecisionCompound', { device: wrong }), /^device\.w_max: /);
  refused(
    cell('UnitCellRPUConfig', { device: cell('TransferCompound', { unit_cell_devices: [wrong, wrong] }) }),
    /^device\.unit_cell_devices\.0\.w_max: /,
  );
});

test('null, nested lists and words where a number stands are refused by name', () => {
  for (const value of [null, [0.1], [[0.1]], 'soon', Number.NaN, Number.POSITIVE_INFINITY, {}, true])
    refused({ class: 'LinearStepDevice', params: { dw_min: value } }, /^dw_min: /);
  refused({ class: 'PiecewiseStepDevice', params: { piecewise_up: [], piecewise_down: [] } }, /piecewise_up/);
  refused({ class: 'LinearStepDevice', params: { mult_noise: 'perhaps' } }, /mult_noise[\s\S]*true or false/);
});

test('fields that several classes have are refused with the classes', () => {
  refused(
    { w_min: -1, w_max: 1, dw_min: 0.01 },
    /several classes[\s\S]*ConstantStepDevice, LinearStepDevice[\s\S]*"class"/,
  );
  refused(
    { w_min: -1, w_max: 1, dw_min: 0.01, mult_noise: true },
    /accepted: LinearStepDevice, SoftBoundsDevice/,
  );
});

test('Python that is no object is refused with line and column', () => {
  refused('LinearStepDevice(dw_min=)', /line 1, column 25/);
  refused('LinearStepDevice(dw_min=0.1', /line 1, column 28/);
  refused('LinearStepDevice(\n  dw_min=0.1) and more', /line 2, column 15/);
  refused(`A(${'['.repeat(100)}`, /50 deep/);
});

/** Spread that aihwkit has by default. */
const SPREADS = ['dw_min', 'up_down', 'w_max', 'w_min', 'gamma_up', 'gamma_down'].map(
  (name) => `${name}_dtod`,
);

test('defaults pass in silence but for spread, and every field that costs something is told by its name', () => {
  const silent = fromAihwkit({ class: 'LinearStepDevice' }).inexact;
  const isTold = (told: readonly string[], name: string) =>
    told.filter((sentence) => sentence.startsWith(`${name}: `)).length;
  const costly = {
    ...{
      construction_seed: 3,
      diffusion: 0.01,
      lifetime: 1000,
      perfect_bias: true,
      reset: 0.1,
      reset_std: 0.1,
    },
    ...{ write_noise_std: 2, gamma_up_dtod: 0.2, gamma_down_dtod: 0.2, dw_min_dtod: 0.1, w_max_dtod: 0.1 },
    ...{ w_min_dtod: 0.1, up_down_dtod: 0.2, drift: { nu: 0.1 }, reset_dtod: 0.1 },
  };
  const told = fromAihwkit({ class: 'LinearStepDevice', params: costly }).inexact;
  for (const name of Object.keys(costly)) {
    assert.is(isTold(silent, name), SPREADS.includes(name) ? 1 : 0, name);
    assert.is(isTold(told, name), 1, name);
  }
  const none = Object.fromEntries(SPREADS.map((name) => [name, 0]));
  const uniform = fromAihwkit({ class: 'LinearStepDevice', params: none });
  for (const name of SPREADS) assert.is(isTold(uniform.inexact, name), 0, name);
  assert.is(uniform.form.variation, undefined);
});

test('where a field changes what another one costs, both are in the sentence; what costs nothing is not told', () => {
  const told = (params: object, name: string) =>
    fromAihwkit({ class: 'LinearStepDevice', params }).inexact.filter((one) => one.startsWith(`${name}: `));
  assert.match(told({ corrupt_devices_prob: 0.1 }, 'corrupt_devices_prob')[0], /±0\.1 of a weight of 0/);
  assert.equal(told({ corrupt_devices_range: 0.2 }, 'corrupt_devices_range'), []);
  const written = { write_noise_std: 0.1, apply_write_noise_on_set: false };
  assert.equal(told(written, 'apply_write_noise_on_set'), []);
  assert.match(told({ up_down_dtod: 0.2 }, 'up_down_dtod')[0], /spreads as LTP and LTD do/);
  assert.match(told({ dw_min_dtod: 0 }, 'up_down_dtod')[0], /the same in all devices.*by 0\.01 \(σ\)/);
});

test('numbers in sentences are rounded', () => {
  const params = { write_noise_std: 0.1, dw_min: 0.003, w_max_dtod: 0.07, w_min: -1 / 3, reset: 1 / 3 };
  assert.not.equal(0.1 * 0.003, 0.0003);
  const all = fromAihwkit({ class: 'LinearStepDevice', params }).inexact.join('\n');
  assert.match(all, /in aihwkit 0\.0003 \(σ\)/);
  assert.match(all, /spreads by 7 %/);
  assert.match(all, /not to 0\.3333/);
  assert.not.match(all, /\d\.\d{6}/);
});

test('steps spread between devices as dw_min_dtod says, normally or log-normally', () => {
  const ofSteps = (description: object) => defineDevice(fromAihwkit(description).form).variation;
  const reram = ofSteps({ class: 'ReRamSBPresetDevice' });
  assert.equal(reram.pulsesLtp, { std: 0.3, distribution: 'normal' });
  assert.equal(reram.pulsesLtd, reram.pulsesLtp);
  assert.is(ofSteps({ class: 'SoftBoundsDevice' }).pulsesLtp.std, 0.3);
  const logNormal = { dw_min_dtod: 0.5, dw_min_dtod_log_normal: true };
  const { pulsesLtp } = ofSteps({ class: 'ExpStepDevice', params: logNormal });
  // A log-normal deviate with σ of its logarithm and mean 1 has the variance e^(σ²) − 1.
  assertClose([pulsesLtp.std], [Math.sqrt(Math.exp(0.25) - 1)], { rel: 1e-9 });
  assert.is(pulsesLtp.distribution, 'log-normal');
  refused({ class: 'ConstantStepDevice', params: { dw_min_dtod: 11 } }, /^dw_min_dtod: /);
});

test('no converted device has the name of a preset that it is not', () => {
  const names = Object.keys(CLASSES)
    .filter((name) => /(Device|Preset|PresetUnitCell)$/.test(name) && name !== 'PulsedDevice')
    .map((name) => fromAihwkit({ class: name }).form.name);
  assert.equal(
    [...new Set(names)].filter((name) => presetNames.includes(name)),
    ['ideal'],
  );
  assert.is(fromAihwkit({ class: 'ReRamSBPresetDevice' }).form.name, 'reram-sb-aihwkit');
});

test('what is given is what defineDevice takes, however small the steps; more than a million pulses are refused', () => {
  const given = (description: object) => defineDevice(fromAihwkit(description).form);
  const small = (name: string, more: object) => ({ class: name, params: { ...more } });
  for (const dw_min of [1e-2, 1e-4, 2e-5, 1.3e-6])
    for (const name of ['ConstantStepDevice', 'LinearStepDevice', 'SoftBoundsDevice', 'ExpStepDevice'])
      assertClose([given(small(name, { dw_min })).levels], [1.2 / dw_min], { abs: 1 }, name);
  for (const name of ['ConstantStepDevice', 'SoftBoundsDevice', 'PowStepDevice'])
    refused(small(name, { dw_min: 1e-6 }), /^dw_min: [\s\S]*pulses across the range[\s\S]*1000000/);
  refused(small('ExpStepDevice', { dw_min: 1e-9, dw_min_std_add: 0.1 }), /^dw_min: /);
  refused(small('SoftBoundsPmaxDevice', { alpha: 1e-8 }), /^alpha: /);
  refused(small('ConstantStepDevice', { corrupt_devices_prob: 1.5 }), /^corrupt_devices_prob: /);
  const cell = { class: 'TransferCompound', params: {} };
  const tiny = small('ConstantStepDevice', { dw_min: 1e-6 });
  refused({ ...cell, params: { unit_cell_devices: [tiny, tiny] } }, /^unit_cell_devices\.0\.dw_min: /);
});

test('soft bounds of more steps than the affine law has pulses for are a table, with the same curve', () => {
  const soft = { class: 'SoftBoundsDevice', params: { dw_min: 2e-5, dw_min_std: 0 } };
  const device = defineDevice(fromAihwkit(soft).form);
  assert.is(device.law.kind, 'table');
  const { law } = aihwkitDevice(soft);
  const weights = pulseResponse(device, [2000, -2000]).map((g) => law.wMin + (law.wMax - law.wMin) * g);
  assertClose(weights, stepResponse(law, [2000, -2000]), { abs: 2e-5 });
});

test('unit cells are policies, and what no policy does is refused with what is missing', () => {
  const devices = [{ class: 'EcRamPresetDevice' }, { class: 'EcRamPresetDevice' }];
  const cell = (name: string, more: object = {}) => ({
    class: name,
    params: { unit_cell_devices: devices, ...more },
  });
  const policyOf = (description: unknown) => fromAihwkit(description).policy?.policy;
  assert.is(policyOf(cell('TransferCompound')), 'tiki-taka');
  assert.is(policyOf(cell('BufferedTransferCompound')), 'tiki-taka-filtered');
  assert.is(policyOf(cell('ChoppedTransferCompound')), 'tiki-taka-filtered');
  assert.is(policyOf(cell('DynamicTransferCompound')), 'tiki-taka-dynamic');
  assert.is(policyOf(cell('OneSidedUnitCell')), 'one-sided');
  assert.is(policyOf(cell('DifferenceUnitCell')), 'one-sided');
  assert.is(policyOf(cell('ReferenceUnitCell')), 'none');
  assert.is(policyOf({ class: 'MixedPrecisionCompound', params: { device: devices[0] } }), 'mixed-precision');
  assert.equal(
    fromAihwkit(cell('ChoppedTransferCompound', { in_chop_prob: 0.05, n_reads_per_transfer: 4 })).policy
      ?.settings,
    {
      cell: { scheme: 'single', centre: 'symmetry-point' },
      organisation: { lines: 4, chopper: 0.05 },
    },
  );
  refused(cell('VectorUnitCell'), /every device of the cell takes every update/);
  refused(cell('TransferCompound', { unit_cell_devices: [...devices, devices[0]] }), /a chain of 3 arrays/);
  refused(
    cell('TransferCompound', { unit_cell_devices: [devices[0], { class: 'PCMPresetDevice' }] }),
    /differ/,
  );
  refused(cell('TransferCompound', { unit_cell_devices: [] }), /no devices/);
});

test('devices of memspike do not look like aihwkit', () => {
  const device = resolveDevice('reram-es');
  assert.not(looksLikeAihwkit(device));
  assert.not(looksLikeAihwkit({ device, labels: {} }));
  assert.not(looksLikeAihwkit({ device }));
  assert.not(looksLikeAihwkit({ name: 'mine', labels: { ltp: 1, ltd: -1 }, levels: 64 }));
});

test('a start that another tool rounded is the bound; one that lies beyond it is not', () => {
  const { law } = aihwkitDevice({ class: 'SoftBoundsDevice' });
  assert.is(roundedStart(law, -0.600000024), law.wMin);
  assert.is(roundedStart(law, -0.6), -0.6);
  assert.is(roundedStart(law, 0.6000001), law.wMax);
  assert.is(roundedStart(law, -0.601), -0.601);
});

test.run();
