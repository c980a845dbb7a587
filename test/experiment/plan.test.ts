import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { noiseLevelOf, roleOf } from '../../src/experiment/compare/groups.ts';
import { type ComparisonOptions, planComparison } from '../../src/experiment/compare/plan.ts';
import type { ExperimentConfig } from '../../src/experiment/config/config.ts';
import { runId } from '../../src/experiment/run/identity.ts';
import { smallDataset } from './small-run.ts';

const test = suite('plan');

const options: ComparisonOptions = {
  devices: ['ag-a-si', 'pcmo'],
  policies: ['none', 'read-free-pair'],
  noise: ['on', 'off'],
  seeds: [1, 2, 3],
};
const show = (config: ExperimentConfig) =>
  `${roleOf(config)} ${noiseLevelOf(config)} ${config.device.name} ${config.device.levels} ${config.device.c2c} ${config.compensation.policy}`;
const unique = (configs: readonly ExperimentConfig[]) => [...new Set(configs.map(show))];

test('every device, policy and noise is an arm; the baselines come first', () => {
  const configs = planComparison(options);
  assert.equal(unique(configs), [
    'ideal off ideal 0 0 ideal-baseline',
    'linear on linear 97 0.035 linear-baseline',
    'linear off linear 97 0 linear-baseline',
    'linear on linear 50 0.01 linear-baseline',
    'linear off linear 50 0 linear-baseline',
    'arm on ag-a-si 97 0.035 none',
    'arm off ag-a-si 97 0.035 none',
    'arm on ag-a-si 97 0.035 read-free-pair',
    'arm off ag-a-si 97 0.035 read-free-pair',
    'arm on pcmo 50 0.01 none',
    'arm off pcmo 50 0.01 none',
    'arm on pcmo 50 0.01 read-free-pair',
    'arm off pcmo 50 0.01 read-free-pair',
  ]);
  assert.is(configs.length, 13 * 3);
  assert.equal([...new Set(configs.map(({ seed }) => seed))], [1, 2, 3]);
});

test('devices with as many levels and the same noise share a baseline', () => {
  const other = { ...planComparison({ ...options, devices: ['pcmo'] })[0].device, name: 'other' };
  const twin = { name: 'twin', labels: { ltp: 1, ltd: -1 }, levels: 97, c2c: 0.035 };
  const configs = planComparison({
    ...options,
    devices: ['ag-a-si', twin as never, other],
    noise: ['on'],
    seeds: [1],
  });
  assert.equal(unique(configs.filter((config) => roleOf(config) === 'linear')), [
    'linear on linear 97 0.035 linear-baseline',
  ]);
});

test('no two runs of a plan are the same run', () => {
  const ids = planComparison(options).map((config) => runId(config, smallDataset));
  assert.is(new Set(ids).size, ids.length);
});

test('noise off switches cycle-to-cycle noise off and nothing else', () => {
  const configs = planComparison({ ...options, base: { noise: { d2d: true } } }).filter(
    (config) => roleOf(config) === 'arm',
  );
  assert.equal(new Set(configs.map(noiseLevelOf)), new Set(['on', 'off']));
  for (const { noise } of configs) assert.is(noise.d2d, true);
});

test('the base configures arms and baselines alike, but for settings of a policy, which are the arms’', () => {
  const base = {
    network: { hidden: [7] },
    compensation: { settings: { gates: { 'stop-learning': { above: 0.5 } } } },
  };
  for (const config of planComparison({ ...options, base })) {
    assert.equal(config.network.hidden, [7]);
    assert.is(
      JSON.stringify(config.compensation.settings.gates) === '{"stop-learning":{"above":0.5}}',
      roleOf(config) === 'arm',
    );
  }
});

test('a name that does not exist is refused with the option that it stands in', () => {
  assert.throws(
    () => planComparison({ ...options, devices: ['pcm0'] }),
    /devices: "pcm0" is not a device[\s\S]*"pcmo"/,
  );
  assert.throws(
    () => planComparison({ ...options, policies: ['exactly'] }),
    /policies: "exactly" is not a policy/,
  );
});

test.run();
