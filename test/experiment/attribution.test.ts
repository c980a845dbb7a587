import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { roleOf } from '../../src/experiment/compare/groups.ts';
import { pairedDifference } from '../../src/experiment/compare/paired-difference.ts';
import { planComparison } from '../../src/experiment/compare/plan.ts';
import {
  planAttribution,
  summariseAttribution,
  type VariantRun,
} from '../../src/experiment/explain/explain.ts';
import { runId } from '../../src/experiment/run/identity.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { assertClose } from '../support/assert-close.ts';
import { smallDataset } from './small-run.ts';

const test = suite('attribution');

const options = { devices: ['ag-a-si'], policies: ['none'], noise: 'on', seeds: [1, 2, 3] } as const;
const ids = (runs: readonly VariantRun[]) => runs.map(({ config }) => runId(config, smallDataset));

test('every effect is off alone once and on alone once, and no run is planned twice', () => {
  const runs = planAttribution(options);
  assert.equal(
    [...new Set(runs.map(({ acting }) => acting.join(' ')))],
    [
      'asymmetry nonlinearity c2c levels',
      '',
      'nonlinearity c2c levels',
      'c2c levels',
      'asymmetry nonlinearity levels',
      'asymmetry nonlinearity c2c',
      'asymmetry nonlinearity',
      'nonlinearity',
      'c2c',
      'levels',
    ],
  );
  assert.is(new Set(ids(runs)).size, runs.length);
  assert.is(runs.length, 10 * 3);
});

test('two effects are each other’s complement and share their runs', () => {
  const linear = { devices: ['linear'], policies: ['none'], noise: 'off', seeds: [1] } as const;
  const runs = planAttribution({ ...linear, base: { noise: { d2d: true } } });
  assert.equal(
    runs.map(({ acting }) => acting.join(' ')),
    ['d2d levels', '', 'levels', 'd2d'],
  );
});

test('the device as it is has the run of a comparison', () => {
  const arms = planComparison({ ...options, noise: ['on'] }).filter((config) => roleOf(config) === 'arm');
  const known = new Set(ids(planAttribution(options)));
  for (const config of arms) assert.ok(known.has(runId(config, smallDataset)));
});

test('spread between devices is an effect only if asked for, and variants name themselves', () => {
  const runs = planAttribution({ ...options, base: { noise: { d2d: true } } });
  const off = runs.find(({ config }) => config.device.name === 'ag-a-si without d2d');
  assert.is(off?.config.noise.d2d, false);
  assert.ok(!planAttribution(options).some(({ effects }) => effects.includes('d2d')));
});

test('ideal weights have nothing to explain', () => {
  assert.throws(() => planAttribution({ ...options, devices: ['ideal'] }), /nothing to explain/);
});

test('effects that add up are found one by one, both ways, whatever seeds share', () => {
  const cost = { asymmetry: 0.1, nonlinearity: 0, c2c: 0.03, d2d: 0, levels: 0.01, stuck: 0, states: 0 };
  const runs = planAttribution(options);
  const records = runs.map(({ acting, config }) => {
    const lost = acting.reduce((sum, effect) => sum + cost[effect], 0);
    const accuracy = 0.9 + 0.02 * config.seed - lost;
    return { config, accuracy, hiddenAccuracy: 1 - lost } as RunRecord;
  });
  const attributions = summariseAttribution(runs, records);
  // Records and plan find each other by content: read back from disk and in another order they say the same.
  const back = JSON.parse(JSON.stringify(records.reverse())) as RunRecord[];
  assert.equal(summariseAttribution(planAttribution(options), back), attributions);
  const [{ total, effects }, ...others] = attributions;
  assert.is(others.length, 0);
  assertClose(total?.mean ?? 0, 0.14, { abs: 1e-12 });
  for (const { effect, gainWithout, lossAlone, hiddenLossAlone } of effects) {
    // Without nonlinearity there is no asymmetry either.
    assertClose(gainWithout?.mean ?? -1, effect === 'nonlinearity' ? 0.1 : cost[effect], { abs: 1e-12 });
    assertClose(lossAlone?.mean ?? -1, cost[effect], { abs: 1e-12 });
    assertClose(hiddenLossAlone?.mean ?? -1, cost[effect], { abs: 1e-12 });
    const [low, high] = gainWithout?.interval ?? [-1, 1];
    assertClose(high - low, 0, { abs: 1e-12 });
  }
});

test('seeds that are missing on one side are left out, and what has none is absent', () => {
  const runs = planAttribution(options);
  const records = runs
    .filter(({ acting, config }) => acting.length > 0 || config.seed === 2)
    .filter(({ acting }) => acting.join() !== 'c2c')
    .map(({ acting, config }) => ({ config, accuracy: acting.length / 10, hiddenAccuracy: 0 }) as RunRecord);
  const [{ total, effects }] = summariseAttribution(runs, records);
  assert.is(total?.runs.length, 1);
  assert.is(total?.interval, undefined);
  assert.is(effects.find(({ effect }) => effect === 'c2c')?.lossAlone, undefined);
  assert.is(effects.find(({ effect }) => effect === 'c2c')?.gainWithout?.runs.length, 3);
});

test('the interval is Student’s: sleep of ten patients (Student 1908), 0.70 to 2.46 hours', () => {
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
  const { mean, interval } = pairedDifference(second, first);
  assertClose(mean, 1.58, { abs: 1e-12 });
  assertClose(interval?.[0] ?? 0, 0.7001, { abs: 1e-3 });
  assertClose(interval?.[1] ?? 0, 2.4599, { abs: 1e-3 });
});

test.run();
