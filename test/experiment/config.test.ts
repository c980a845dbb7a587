import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { policyNames } from '../../src/compensation/all-policies.ts';
import { assumedVariation, noVariation } from '../../src/device/variation.ts';
import { MemspikeError } from '../../src/errors.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { presetNames } from '../../src/presets/presets.ts';

const test = suite('configuration');

function refusal(input: unknown): MemspikeError {
  try {
    resolveConfig(input);
  } catch (error) {
    if (error instanceof MemspikeError) return error;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(input)}`);
}

test('nothing at all is a configuration: Ag:a-Si, read-free-pair, 200 hidden neurons, 3 epochs of mnist-10k', () => {
  const config = resolveConfig();
  assert.equal(resolveConfig({}), config);
  assert.is(config.dataset.source, 'mnist-10k');
  assert.equal(config.network.hidden, [200]);
  assert.is(config.device.name, 'ag-a-si');
  assert.is(config.compensation.policy, 'read-free-pair');
  assert.is(config.training.epochs, 3);
  assert.equal(config.noise, { c2c: true, d2d: false });
});

test('a resolved configuration names everything: resolving it again, and after JSON, changes nothing', () => {
  for (const device of presetNames)
    for (const policy of [...policyNames, 'ideal-baseline', 'linear-baseline'])
      for (const d2d of [false, true]) {
        if (d2d && policy !== 'none') continue;
        const config = resolveConfig({ device, compensation: { policy }, noise: { d2d }, seed: 7 });
        assert.equal(resolveConfig(config), config, `${device} ${policy}`);
        assert.equal(resolveConfig(JSON.parse(JSON.stringify(config))), config, `${device} ${policy}, JSON`);
      }
});

test('a policy’s settings are the defaults; what is written wins', () => {
  const config = resolveConfig({
    compensation: {
      policy: 'residual',
      settings: {
        gates: { 'stop-learning': { above: 0.5 } },
        learning: { rate: 0.1 },
        output: { learning: { rate: 0.2 } },
      },
    },
  });
  const { settings } = config.compensation;
  assert.equal(settings.gates, { 'stop-learning': { above: 0.5 } });
  assert.equal(settings.pulses, { kind: 'residual', bits: 4, block: 1 });
  assert.equal(config.learning.rule.rate, [0.1, 0.2]);
  assert.equal(
    resolveConfig({ ...config, learning: { rule: { ...config.learning.rule, rate: [1, 2] } } }).learning.rule
      .rate,
    [1, 2],
  );
});

test('a gate that was taken out of a policy stays out when the configuration is resolved again', () => {
  for (const settings of [
    { gates: { 'stop-learning': false } },
    { output: { gates: { 'stop-learning': false } } },
    { hidden: { gates: { 'stop-learning': false } } },
  ] as const) {
    const config = resolveConfig({ compensation: { policy: 'residual', settings } });
    assert.equal(resolveConfig(JSON.parse(JSON.stringify(config))), config, JSON.stringify(settings));
  }
});

test('an unknown setting is refused wherever it stands, with the one that was meant', () => {
  for (const [input, where, meant] of [
    [{ sed: 3 }, 'sed', 'seed'],
    [{ network: { hiden: [3] } }, 'network.hiden', 'hidden'],
    [{ network: { neuron: { alhpa: 0.5 } } }, 'network.neuron.alhpa', 'alpha'],
    [
      { compensation: { settings: { cell: { shceme: 'single' } } } },
      'compensation.settings.cell.shceme',
      'scheme',
    ],
    [
      { compensation: { settings: { pulses: { kind: 'residual', bit: 4 } } } },
      'compensation.settings.pulses.bit',
      'bits',
    ],
  ] as const) {
    const error = refusal(input);
    assert.equal([error.code, error.where, error.hint], ['CONFIG', where, `did you mean "${meant}"?`]);
  }
});

test('an unknown setting that resembles none lists those there are', () => {
  assert.match(refusal({ training: { quixotic: 1 } }).hint ?? '', /^known here: epochs$/);
});

test('names are refused with the nearest one', () => {
  assert.is(refusal({ device: 'ag-si' }).hint, 'did you mean "ag-a-si"?');
  assert.is(refusal({ device: 'ag-si' }).code, 'DEVICE');
  assert.is(refusal({ compensation: { policy: 'read_free-pair' } }).hint, 'did you mean "read-free-pair"?');
});

test('numbers out of range are refused with the range', () => {
  for (const [input, where, accepted] of [
    [{ training: { epochs: 0 } }, 'training.epochs', 'a number ≥ 1'],
    [{ training: { epochs: 1.5 } }, 'training.epochs', 'a whole number'],
    [{ seed: -1 }, 'seed', 'a number ≥ 0'],
    [{ seed: 2 ** 53 }, 'seed', /./],
    [{ network: { steps: 0 } }, 'network.steps', 'a number ≥ 1'],
    [{ network: { hidden: [10, 0] } }, 'network.hidden.1', 'a number ≥ 1'],
    [{ network: { neuron: { alpha: 1 } } }, 'network.neuron.alpha', 'a number < 1'],
    [{ network: { neuron: { theta: 0 } } }, 'network.neuron.theta', 'a number > 0'],
    [{ encoder: { rate: 0 } }, 'encoder.rate', 'a number > 0'],
    [{ encoder: { rate: 1.1 } }, 'encoder.rate', 'a number ≤ 1'],
    [{ learning: { decay: 0 } }, 'learning.decay', 'a number > 0'],
    [{ learning: { rule: { kind: 'local', rate: [0.1, Number.NaN] } } }, 'learning.rule.rate.1', /./],
    [{ compensation: { settings: { cell: { m: 0 } } } }, 'compensation.settings.cell.m', 'a number ≥ 1'],
    [
      { compensation: { settings: { gates: { 'stop-learning': { above: 2 } } } } },
      'compensation.settings.gates.stop-learning.above',
      'a number ≤ 1',
    ],
  ] as const) {
    const error = refusal(input);
    assert.equal([error.code, error.where], ['CONFIG', where], JSON.stringify(input));
    assert.match(String(error.accepted), accepted);
  }
});

test('choices are refused with what there is to choose from', () => {
  const error = refusal({ encoder: { kind: 'poisson' } });
  assert.is(error.where, 'encoder.kind');
  assert.match(String(error.accepted), /bernoulli.*regular.*latency.*current/);
  assert.match(refusal({ learning: { update: 'never' } }).where ?? '', /^learning\.update/);
});

test('what is not an object is refused', () => {
  for (const input of [null, 3, 'x']) assert.is(refusal(input).code, 'CONFIG', JSON.stringify(input));
  assert.is(refusal({ network: 5 }).where, 'network');
});

test('exact programming is refused on cells of which a pulse moves both devices, or none downwards', () => {
  for (const scheme of ['complementary', 'one-sided']) {
    for (const settings of [
      { cell: { scheme }, pulses: { kind: 'exact' } },
      { cell: { scheme }, output: { pulses: { kind: 'exact' } } },
      { cell: { scheme }, organisation: { kind: 'carry' } },
    ]) {
      const error = refusal({ compensation: { policy: 'none', settings } });
      assert.equal([error.code, error.where], ['CONFIG', 'compensation.settings.cell.scheme']);
    }
  }
});

test('an organisation has defaults for what is not named, and is refused with its path where it is wrong', () => {
  const { organisation } = resolveConfig({
    compensation: { settings: { organisation: { kind: 'buffer', rank: 2 } } },
  }).compensation.settings;
  assert.equal(organisation, { kind: 'buffer', updates: 8, rank: 2, unbiased: false });
  for (const [wrong, where] of [
    [{ kind: 'stack' }, 'compensation.settings.organisation.kind'],
    [{ kind: 'buffer', updates: 0 }, 'compensation.settings.organisation.updates'],
    [{ kind: 'carry', cores: 1 }, 'compensation.settings.organisation.cores'],
    [{ kind: 'transfer', chopper: 2 }, 'compensation.settings.organisation.chopper'],
  ] as const) {
    const error = refusal({ compensation: { settings: { organisation: wrong } } });
    assert.equal([error.code, error.where], ['CONFIG', where]);
  }
});

test('learning rates fall as the policy says, unless the configuration says otherwise', () => {
  assert.is(resolveConfig({ compensation: { policy: 'annealing' } }).learning.decay, 0.1);
  assert.is(resolveConfig({ compensation: { policy: 'read-free-pair' } }).learning.decay, 1);
  assert.is(
    resolveConfig({ compensation: { policy: 'annealing' }, learning: { decay: 0.5 } }).learning.decay,
    0.5,
  );
});

test('a device without a spread of its own gets the assumed one when spread is asked for', () => {
  assert.equal(resolveConfig({ noise: { d2d: true } }).device.variation, assumedVariation);
  assert.equal(resolveConfig().device.variation, noVariation);
  const own = {
    name: 'own',
    labels: { ltp: 1, ltd: -1 },
    levels: 50,
    variation: { gMax: { std: 0.2, distribution: 'log-normal' } },
  };
  assert.is(resolveConfig({ device: own, noise: { d2d: true } }).device.variation.gMax.std, 0.2);
  assert.is(resolveConfig({ device: own, noise: { d2d: true } }).device.variation.nuLtp.std, 0);
});

test.run();
