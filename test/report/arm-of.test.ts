import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planComparison } from '../../src/experiment/compare/plan.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { armOf, groupByArm, isBaseline } from '../../src/report/text/arm-of.ts';

const test = suite('arm of a run');

const records = planComparison({
  devices: ['ag-a-si', 'pcmo', 'linear'],
  policies: ['none'],
  noise: ['on'],
  seeds: [1, 2],
}).map(({ config }) => ({ config, seed: config.seed }) as RunRecord);

test('linear baselines are told apart by their levels, and from a linear device that is compared', () => {
  assert.equal(
    groupByArm(records).map((arm) => [arm.device, arm.runs.length, isBaseline(arm)]),
    [
      ['ideal', 2, true],
      ['linear (97 levels)', 2, true],
      ['linear (50 levels)', 2, true],
      ['linear (100 levels)', 2, true],
      ['ag-a-si', 2, false],
      ['pcmo', 2, false],
      ['linear', 2, false],
    ],
  );
});

test('noise is that of the run', () => {
  const config = resolveConfig({ noise: { c2c: false } });
  assert.is(armOf({ config } as RunRecord).noise, 'off');
});

test.run();
