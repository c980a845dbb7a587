import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { policyNames, resolvePolicy } from '../../src/compensation/all-policies.ts';
import { plainSettings } from '../../src/compensation/policy.ts';
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
    const { organisation, pulses, refreshEvery } = settings;
    const readsArray = organisation.kind === 'transfer' || organisation.kind === 'carry';
    assert.is(readFree, !(pulses.kind === 'exact' || refreshEvery > 0 || readsArray), name);
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

test.run();
