import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pairedDifference } from '../../src/experiment/compare/paired-difference.ts';
import { planComparison } from '../../src/experiment/compare/plan.ts';
import {
  type AttributionJob,
  planAttribution,
  summariseAttribution,
} from '../../src/experiment/explain/attribution.ts';
import { runId } from '../../src/experiment/run/identity.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { assertClose } from '../support/assert-close.ts';
import { smallDataset } from './small-run.ts';

const test = suite('attribution');

const options = { devices: ['ag-a-si'], policies: ['none'], noise: 'on', seeds: [1, 2, 3] } as const;
const ids = (jobs: readonly { config: AttributionJob['config'] }[]) =>
  jobs.map(({ config }) => runId(config, smallDataset));

test('every effect is off alone once and on alone once, and no run is planned twice', () => {
  const jobs = planAttribution(options);
  assert.equal(
    [...new Set(jobs.map(({ acting }) => acting.join(' ')))],
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
  assert.is(new Set(ids(jobs)).size, jobs.length);
  assert.is(jobs.length, 10 * 3);
});

test('two effects are each other’s complement and share their runs', () => {
  const linear = { devices: ['linear'], policies: ['none'], noise: 'off', seeds: [1] } as const;
  const jobs = planAttribution({ ...linear, base: { noise: { d2d: true } } });
  assert.equal(
    jobs.map(({ acting }) => acting.join(' ')),
    ['d2d levels', '', 'levels', 'd2d'],
  );
});

test('the device as it is has the run of a comparison', () => {
  const arms = planComparison({ ...options, noise: ['on'] }).filter(({ role }) => role === 'arm');
  const known = new Set(ids(planAttribution(options)));
  for (const id of ids(arms)) assert.ok(known.has(id));
});

test('spread between devices is an effect only if asked for, and variants name themselves', () => {
  const jobs = planAttribution({ ...options, base: { noise: { d2d: true } } });
  const off = jobs.find(({ config }) => config.device.name === 'ag-a-si without d2d');
  assert.is(off?.config.noise.d2d, false);
  assert.ok(!planAttribution(options).some(({ effects }) => effects.includes('d2d')));
});

test('ideal weights have nothing to explain', () => {
  assert.throws(() => planAttribution({ ...options, devices: ['ideal'] }), /nothing to explain/);
});

test('effects that add up are found one by one, both ways, whatever seeds share', () => {
  const cost = { asymmetry: 0.1, nonlinearity: 0, c2c: 0.03, d2d: 0, levels: 0.01, stuck: 0, states: 0 };
  const jobs = planAttribution(options);
  const finished = jobs.map((job) => {
    const lost = job.acting.reduce((sum, effect) => sum + cost[effect], 0);
    const accuracy = 0.9 + 0.02 * job.config.seed - lost;
    return { job, record: { accuracy, hiddenAccuracy: 1 - lost } as RunRecord };
  });
  const [{ total, effects }, ...others] = summariseAttribution(jobs, finished);
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
  const jobs = planAttribution(options);
  const finished = jobs
    .filter(({ acting, config }) => acting.length > 0 || config.seed === 2)
    .filter(({ acting }) => acting.join() !== 'c2c')
    .map((job) => ({ job, record: { accuracy: job.acting.length / 10, hiddenAccuracy: 0 } as RunRecord }));
  const [{ total, effects }] = summariseAttribution(jobs, finished);
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
