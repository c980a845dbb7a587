/** What people have of aihwkit, in whatever wrapping, is read as what it is; what is not known is refused by its name. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice } from '../../src/device/device.ts';
import { MemspikeError } from '../../src/errors.ts';
import { aihwkitDevice, roundedStart } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { CLASSES } from '../../src/interop/aihwkit/classes.ts';
import { fromAihwkit } from '../../src/interop/aihwkit/convert-aihwkit.ts';
import { looksLikeAihwkit } from '../../src/interop/aihwkit/recognise.ts';
import { resolveDevice } from '../../src/presets/presets.ts';

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

test('defaults pass in silence, and every field that costs something is told by its name', () => {
  const silent = fromAihwkit({ class: 'LinearStepDevice' }).inexact.join('\n');
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
    assert.not(silent.includes(`${name}:`), name);
    assert.is(told.filter((sentence) => sentence.startsWith(`${name}: `)).length, 1, name);
  }
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
