/** What a user writes of a device is checked by one schema, whichever way it comes in. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice, deviceSchema } from '../../src/device/device.ts';
import { noVariation } from '../../src/device/variation.ts';
import { MemspikeError } from '../../src/errors.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { optionsOf } from '../../src/schema/option.ts';
import { inFolder, memspike } from '../cli/command.ts';

const test = suite('description of a device');

const good = { name: 'mine', labels: { ltp: 1, ltd: -1 }, levels: 64 };
const affine = { kind: 'affine', ltp: { nu: 1, pulses: 40 }, ltd: { nu: 2, pulses: 30 } };
const withLaw = (law: unknown) => ({ name: 'mine', law });

/** A wrong description, and what its error names: field, what it held, what it may hold. */
const WRONG: readonly (readonly [description: object, where: string, received: unknown, accepted: RegExp])[] =
  [
    [withLaw(null), 'law', null, /^an object$/],
    [withLaw(5), 'law', 5, /^an object$/],
    [{ ...good, title: 5 }, 'title', 5, /^string$/],
    [{ ...good, levels: { n: 3 } }, 'levels', { n: 3 }, /^number$/],
    [{ ...good, gMax: null }, 'gMax', null, /^number$/],
    [{ ...good, onOff: 1 }, 'onOff', 1, /≥ 1\.001/],
    [{ ...good, ltpPulse: 3 }, 'ltpPulse', 3, /^an object$/],
    [{ ...good, variation: { nuLtp: 0.1 } }, 'variation.nuLtp', 0.1, /^an object$/],
    [{ ...good, stuck: { at: 'top' } }, 'stuck.at', 'top', /gmin,gmax,random/],
    [{ ...good, labels: { ltp: 11, ltd: 0 } }, 'labels.ltp', 11, /< 10\.1015/],
    [{ ...good, labels: { ltp: 1, ltd: -12 } }, 'labels.ltd', -12, /≥ -10\.1015/],
    [withLaw({ ...affine, ltp: { nu: 1 } }), 'law.ltp.pulses', undefined, /^number$/],
    [withLaw({ ...affine, ltp: { nu: -1, pulses: 9 } }), 'law.ltp.nu', -1, /≥ 0/],
    [withLaw({ kind: 'affin' }), 'law.kind', 'affin', /^affine,table,stochastic,exponential,ideal$/],
    [withLaw({ kind: 'table', ltp: [0.1, '2'], ltd: [0, 0] }), 'law.ltp.1', '2', /^number$/],
    [withLaw({ kind: 'table', ltp: [0, 1], ltd: [0, 0, 0] }), 'law.ltd', [0, 0, 0], /as many steps/],
    [{ ...good, levels: 0.5 }, 'levels', 0.5, /≥ 1/],
    [{ ...good, c2c: 3 }, 'c2c', 3, /≤ 1/],
  ];

function refusal(attempt: () => unknown): MemspikeError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof MemspikeError) return error;
    throw error;
  }
  throw new Error('accepted');
}

test('what is wrong is named: the field, what it held, what it may hold', () => {
  for (const [description, where, received, accepted] of WRONG) {
    const error = refusal(() => defineDevice(description as never));
    assert.equal([error.code, error.where, error.received], ['DEVICE', where, received]);
    assert.match(String(error.accepted), accepted);
  }
});

test('in a configuration the same, with the place of the device in front', () => {
  for (const [device, where, received, accepted] of WRONG) {
    const error = refusal(() => resolveConfig({ device }));
    assert.equal([error.code, error.where, error.received], ['DEVICE', `device.${where}`, received]);
    assert.match(String(error.accepted), accepted);
    assert.is(refusal(() => resolveDevice(device as never)).where, where);
  }
});

test('in a file the same, with the name of the file in front', () =>
  inFolder(async (cwd) => {
    for (const [description, where] of WRONG.slice(0, 4)) {
      await writeFile(join(cwd, 'wrong.json'), JSON.stringify(description));
      const { code, stderr } = await memspike(['device', 'show', 'wrong.json'], { cwd });
      assert.is(code, 2);
      assert.ok(stderr.includes(`wrong.json: ${where}: `), stderr);
    }
  }));

test('an unknown key is refused with the one that was meant, at every depth', () => {
  for (const [description, where, meant] of [
    [{ ...good, levls: 3 }, 'levls', 'levels'],
    [withLaw({ ...affine, retracin: true }), 'law.retracin', 'retracing'],
    [withLaw({ ...affine, ltp: { nu: 1, pulses: 9, mu: 1 } }), 'law.ltp.mu', 'nu'],
    [{ ...good, stuck: { fracton: 0.1 } }, 'stuck.fracton', 'fraction'],
    [{ ...good, variation: { pulsesLtpp: {} } }, 'variation.pulsesLtpp', 'pulsesLtp'],
  ] as const) {
    const error = refusal(() => defineDevice(description as never));
    assert.equal([error.code, error.where, error.hint], ['DEVICE', where, `did you mean "${meant}"?`]);
  }
});

test('a key of another law is not one of this', () => {
  const error = refusal(() => defineDevice(withLaw({ ...affine, alpha: 0.1 }) as never));
  assert.equal([error.where, error.hint], ['law.alpha', 'known here: kind, ltp, ltd, retracing']);
});

test('the schema says what every option is, and its default is what a device gets', () => {
  const facts = new Map(optionsOf(deviceSchema).map((fact) => [fact.path, fact]));
  const device = defineDevice({ name: 'plain', law: affine as never }) as unknown as Record<string, unknown>;
  for (const [path, { fallback, meaning }] of facts) {
    assert.ok(meaning?.endsWith('.'), `${path}: ${meaning}`);
    if (typeof fallback === 'number') assert.is(device[path], fallback, path);
  }
  assert.equal([facts.get('onOff')?.fallback, facts.get('source')?.fallback], [50, 'user']);
  assert.equal(device.variation, noVariation);
  assert.equal(device.stuck, { fraction: 0, at: 'random' });
});

test('the library knows the presets of aihwkit by name, as the command line does', () => {
  const { device } = resolveConfig({ device: 'reram-es' });
  assert.equal([device.name, device.law.kind, device.c2cOf], ['reram-es', 'table', 'step']);
  assert.is(refusal(() => resolveDevice('reram-ess')).hint, 'did you mean "reram-es"?');
});

test.run();
