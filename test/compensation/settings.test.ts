import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { policies, resolvePolicy } from '../../src/compensation/all-policies.ts';
import { definePolicy } from '../../src/compensation/policy.ts';
import { settingAt, withSetting } from '../../src/compensation/setting-path.ts';
import {
  type LayerRole,
  learningOf,
  overlaySettings,
  plainSettings,
  type SettingsInput,
  settingsOfProjection,
} from '../../src/compensation/settings.ts';
import type { MemspikeError } from '../../src/errors.ts';

const test = suite('settings');

const base = overlaySettings(plainSettings, {
  cell: { m: 2, weightScale: 1.5 },
  pulses: { kind: 'residual', bits: 6, block: 2 },
  gates: { 'stop-learning': { above: 0.8 }, 'line-threshold': {} },
  learning: { rate: 0.1, balance: 0.2 },
  output: {
    cell: { weightScale: 3 },
    pulses: { block: 1 },
    gates: { 'line-threshold': false },
    learning: { rate: 0.01 },
  },
});

const of = (role: LayerRole, written: SettingsInput = {}) =>
  settingsOfProjection(overlaySettings(base, written), role);

test('a setting holds for every projection; the output layer differs where it says so', () => {
  const [hidden, output] = [of('hidden'), of('output')];
  assert.equal([hidden.cell.m, output.cell.m], [2, 2]);
  assert.equal([hidden.cell.weightScale, output.cell.weightScale], [1.5, 3]);
  assert.equal(output.pulses, { kind: 'residual', bits: 6, block: 1 });
  assert.equal(output.gates, { 'stop-learning': { above: 0.8 } });
  assert.equal(learningOf(base), { rate: [0.1, 0.01], balance: 0.2, decay: 1 });
});

test('what is written for all comes over what stood there for the output layer', () => {
  const all = { cell: { weightScale: 7 } };
  assert.equal([of('hidden', all).cell.weightScale, of('output', all).cell.weightScale], [7, 7]);
});

test('hidden and output speak of one', () => {
  const written = { hidden: { cell: { m: 4 } }, output: { cell: { m: 8 } } };
  assert.equal([of('hidden', written).cell.m, of('output', written).cell.m], [4, 8]);
  const both = { cell: { m: 16 }, ...written };
  assert.equal([of('hidden', both).cell.m, of('output', both).cell.m], [4, 8]);
});

test('options of the same kind are written in part; another kind begins with its own defaults', () => {
  assert.equal(of('hidden', { pulses: { bits: 3 } }).pulses, { kind: 'residual', bits: 3, block: 2 });
  assert.equal(of('output', { pulses: { bits: 3 } }).pulses, { kind: 'residual', bits: 3, block: 1 });
  const other = { pulses: { kind: 'coincidence' as const } };
  assert.equal(of('output', other).pulses, { kind: 'coincidence', slots: 31 });
});

test('resolved settings say what differs and no more, and are unchanged when they are resolved again', () => {
  assert.equal(base.output, {
    cell: { weightScale: 3 },
    pulses: { block: 1 },
    gates: { 'line-threshold': false },
    learning: { rate: 0.01 },
  });
  assert.equal(overlaySettings(base, JSON.parse(JSON.stringify(base))), base);
  for (const { name, settings } of policies)
    for (const on of [plainSettings, settings])
      assert.equal(overlaySettings(on, JSON.parse(JSON.stringify(settings))), settings, name);
});

test('two ways of writing the same are the same', () => {
  const one = overlaySettings(base, { cell: { m: 8 }, hidden: { cell: { m: 1 } } });
  const other = overlaySettings(base, { cell: { m: 1 }, output: { cell: { m: 8 } } });
  assert.equal(one, other);
});

test('a projection may have settings of its own over those of its role', () => {
  const own = settingsOfProjection(base, 'output', { cell: { m: 8 }, gates: { 'stop-learning': false } });
  assert.equal([own.cell.m, own.cell.weightScale, own.gates], [8, 3, {}]);
});

test('what is wrong is refused at its place, in the output layer too', () => {
  for (const [written, where] of [
    [{ cel: {} }, 'compensation.settings.cel'],
    [{ cell: { m: 0 } }, 'compensation.settings.cell.m'],
    [{ cell: 5 }, 'compensation.settings.cell'],
    [{ output: { cell: { m: 0 } } }, 'compensation.settings.output.cell.m'],
    [{ hidden: { pulses: { kind: 'dots' } } }, 'compensation.settings.hidden.pulses.kind'],
    [{ gates: { 'dead-zone': { threshold: -1 } } }, 'compensation.settings.gates.dead-zone.threshold'],
    [{ output: { gates: { none: {} } } }, 'compensation.settings.output.gates.none'],
    // These two are one for the whole network.
    [{ output: { learning: { balance: 0.1 } } }, 'compensation.settings.output.learning.balance'],
    [{ output: { learning: { decay: 0.1 } } }, 'compensation.settings.output.learning.decay'],
  ] as const)
    try {
      overlaySettings(base, written);
      assert.unreachable(where);
    } catch (error) {
      assert.equal([(error as MemspikeError).code, (error as MemspikeError).where], ['CONFIG', where]);
    }
});

test('a number is found and placed by its path; the output layer has that of all until it has its own', () => {
  assert.equal(
    ['cell.weightScale', 'output.cell.weightScale', 'output.cell.m', 'gates.stop-learning.above'].map(
      (path) => settingAt(base, path),
    ),
    [1.5, 3, 2, 0.8],
  );
  assert.is(settingAt(base, 'cell.colour'), undefined);
  const placed = withSetting(base, 'output.gates.stop-learning.above', 0.5);
  assert.equal(settingsOfProjection(placed, 'output').gates, { 'stop-learning': { above: 0.5 } });
  assert.equal(settingsOfProjection(placed, 'hidden').gates, base.gates);
});

test('a policy whose ranges name no number of its own is refused', () => {
  const { settings, ...facts } = resolvePolicy('none');
  const tunable = { 'gates.stop-learning.above': { kind: 'log', low: 0.1, high: 0.9 } } as const;
  assert.throws(() => definePolicy({ ...facts, settings, tunable }), /no number of the policy stands there/);
});

test.run();
