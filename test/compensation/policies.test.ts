import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { aliasNote, nameOfPolicy, policyNames, resolvePolicy } from '../../src/compensation/all-policies.ts';
import type { PolicyInput } from '../../src/compensation/policy.ts';
import { plainSettings, settingsOfProjection } from '../../src/compensation/settings.ts';
import { MemspikeError } from '../../src/errors.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';

const test = suite('policies');

const everyPolicy = [...policyNames, 'linear-baseline', 'ideal-baseline'].map((name) => resolvePolicy(name));

test('each policy says what it is, where it comes from, and what it needs', () => {
  for (const { name, summary, source, hardware, readFree } of everyPolicy) {
    assert.match(name, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(summary.length > 20, `${name}: summary`);
    assert.match(source, /\d{4}|this project/, `${name}: source`);
    assert.ok(hardware.length > 0, `${name}: hardware`);
    assert.type(readFree, 'boolean');
  }
  assert.is(new Set(everyPolicy.map(({ name }) => name)).size, everyPolicy.length);
});

test('each policy has all settings, and the configuration accepts them', () => {
  for (const { name, settings } of everyPolicy) {
    for (const key of Object.keys(plainSettings)) assert.ok(key in settings, `${name}: ${key}`);
    assert.equal(resolveConfig({ compensation: { policy: name } }).compensation.settings, settings, name);
  }
});

test('a policy is read-free exactly if nothing in it reads a device', () => {
  for (const { name, readFree, settings } of everyPolicy) {
    const reads = (['hidden', 'output'] as const).some((role) => {
      const { cell, organisation, pulses } = settingsOfProjection(settings, role);
      const readsArray = organisation.kind === 'transfer' || organisation.kind === 'carry';
      return pulses.kind === 'exact' || cell.refreshEvery > 0 || readsArray;
    });
    assert.is(readFree, !reads, name);
  }
});

test('an unknown policy is refused with the nearest name', () => {
  try {
    resolvePolicy('residul');
  } catch (error) {
    assert.instance(error, MemspikeError);
    const { code, hint, where } = error as MemspikeError;
    assert.equal([code, where, hint], ['CONFIG', 'compensation.policy', 'did you mean "residual"?']);
    return;
  }
  assert.unreachable();
});

test('the default policy is found by its alias too: the same settings, under the name that records keep', () => {
  assert.is(resolvePolicy('read-free'), resolvePolicy('read-free-pair'));
  const [one, other] = ['read-free', 'read-free-pair'].map((policy) =>
    resolveConfig({ compensation: { policy } }),
  );
  assert.equal(one, other);
  assert.is(one.compensation.policy, 'read-free-pair');
  assert.equal([nameOfPolicy('read-free'), nameOfPolicy('mine')], ['read-free-pair', 'mine']);
  assert.match(aliasNote('read-free') ?? '', /stands for the policy "read-free-pair"/);
  assert.is(aliasNote('read-free-pair'), undefined);
  assert.not.ok(policyNames.includes('read-free'));
});

const mine: PolicyInput = {
  name: 'mine',
  summary: 'a single device that stops early',
  source: 'this test',
  hardware: 'none',
  readFree: true,
  settings: { gates: { 'stop-learning': { above: 0.6 } }, learning: { rate: 0.03 } },
  quiet: { learning: { rate: 0.05 } },
};

test('a user’s policy is taken as an object or by its name, and resolves to plain settings that stand alone', () => {
  const object = resolveConfig({ compensation: { policy: mine } });
  const named = resolveConfig({ compensation: { policy: 'mine' } }, { policies: [mine] });
  assert.equal(object, named);
  assert.is(object.compensation.policy, 'mine');
  const { cell, gates, learning } = object.compensation.settings;
  assert.equal([cell.m, gates, learning.rate], [1, { 'stop-learning': { above: 0.6 } }, 0.03]);
  assert.is(
    resolveConfig({ compensation: { policy: mine }, noise: { c2c: false } }).compensation.settings.learning
      .rate,
    0.05,
  );
  // Resolved: neither the object nor the extensions are needed any more.
  assert.equal(resolveConfig(JSON.parse(JSON.stringify(object))), object);
});

test('a user’s policy is refused where it is wrong, and where its name is taken', () => {
  const wrong = (change: object) => ({ compensation: { policy: { ...mine, ...change } } });
  for (const [input, where] of [
    [wrong({ name: 'residual' }), 'compensation.policy.name'],
    [wrong({ name: 'read-free' }), 'compensation.policy.name'],
    [wrong({ name: 'My policy' }), 'compensation.policy.name'],
    [wrong({ summary: '' }), 'compensation.policy.summary'],
    [wrong({ readFree: 'yes' }), 'compensation.policy.readFree'],
    [wrong({ setings: {} }), 'compensation.policy.setings'],
    [wrong({ settings: { cell: { m: 0 } } }), 'mine.settings.cell.m'],
    [wrong({ quiet: { cell: { m: 0 } } }), 'mine.quiet.cell.m'],
    [{ compensation: { policy: 'mine' } }, 'compensation.policy'],
    [{ compensation: { policy: 'mine', settings: mine.settings } }, 'compensation.policy'],
  ] as const)
    try {
      resolveConfig(input);
      assert.unreachable(where);
    } catch (error) {
      assert.instance(error, MemspikeError);
      assert.equal([(error as MemspikeError).code, (error as MemspikeError).where], ['CONFIG', where]);
    }
});

test.run();
