import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { armNameOf, groupByArm } from '../../src/experiment/compare/groups.ts';
import { planComparison } from '../../src/experiment/compare/plan.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';

const test = suite('groups of runs');

const records = planComparison({
  devices: ['ag-a-si', 'pcmo', 'linear'],
  policies: ['none'],
  noise: ['on'],
  seeds: [1, 2],
}).map((config) => ({ config, seed: config.seed }) as RunRecord);

test('linear baselines are told apart by their levels, and from a linear device that is compared', () => {
  assert.equal(
    groupByArm(records).map((arm) => [arm.device, arm.runs.length, arm.role]),
    [
      ['ideal', 2, 'ideal'],
      ['linear (97 levels)', 2, 'linear'],
      ['linear (50 levels)', 2, 'linear'],
      ['linear (100 levels)', 2, 'linear'],
      ['ag-a-si', 2, 'arm'],
      ['pcmo', 2, 'arm'],
      ['linear', 2, 'arm'],
    ],
  );
});

test('noise is that of the run', () => {
  const config = resolveConfig({ noise: { c2c: false } });
  assert.is(armNameOf(config).noise, 'off');
});

test('settings make an arm, names do not: two of one name are not mixed', () => {
  const of = (seed: number, above: number) =>
    resolveConfig({ seed, compensation: { settings: { gates: { 'stop-learning': { above } } } } });
  const mixed = [of(1, 0.5), of(1, 0.9), of(2, 0.5)].map((config) => ({ config }) as RunRecord);
  assert.equal(
    groupByArm(mixed).map(({ runs }) => runs.map(({ config }) => config.seed)),
    [[1, 2], [1]],
  );
});

test.run();
