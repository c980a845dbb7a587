/** Means, spreads and drops, from records with chosen numbers. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { noiseLevelOf, roleOf } from '../../src/experiment/compare/groups.ts';
import { planComparison } from '../../src/experiment/compare/plan.ts';
import { spreadOf, summarise } from '../../src/experiment/compare/summary.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { assertClose } from '../support/assert-close.ts';
import { smallRun } from './small-run.ts';

const test = suite('summary');

const configs = planComparison({
  devices: ['ag-a-si'],
  policies: ['none', 'exact'],
  noise: ['on', 'off'],
  seeds: [1, 2],
});
const accuracies: Record<string, [number, number]> = {
  'ideal off ideal-baseline': [0.96, 0.94],
  'linear on linear-baseline': [0.92, 0.9],
  'linear off linear-baseline': [0.93, 0.93],
  'arm on none': [0.8, 0.7],
  'arm off none': [0.85, 0.85],
  'arm on exact': [0.94, 0.94],
  'arm off exact': [0.95, 0.95],
};
const template = await smallRun({ training: { epochs: 1 } });
const records = configs.map((config): RunRecord => {
  const { policy } = config.compensation;
  const accuracy = accuracies[`${roleOf(config)} ${noiseLevelOf(config)} ${policy}`][config.seed - 1];
  return {
    ...template,
    config,
    seed: config.seed,
    accuracy,
    hiddenAccuracy: accuracy / 2,
    pulsesPerSample: 100 * config.seed,
    maxPulsesPerDevice: 10 * config.seed,
    conductanceHash: `${policy} ${config.seed}`,
  };
});

test('spread: mean and sample standard deviation; one run has none', () => {
  const { mean, std } = spreadOf([2, 4, 4, 4, 5, 5, 7, 9]);
  assert.is(mean, 5);
  assertClose(std, Math.sqrt(32 / 7), { abs: 1e-12 });
  assert.equal(spreadOf([0.5]), { mean: 0.5, std: 0, runs: [0.5] });
});

test('each arm loses against the linear device of its noise, and against ideal weights', () => {
  const { arms } = summarise(records);
  const drops = arms.map((arm) => [arm.policy, arm.noise, arm.dropFromBaseline, arm.dropFromIdeal] as const);
  for (const [[policy, noise, fromLinear, fromIdeal], expected] of drops.map(
    (drop, i) =>
      [
        drop,
        [
          ['none', 'on', 0.91 - 0.75, 0.95 - 0.75],
          ['none', 'off', 0.93 - 0.85, 0.95 - 0.85],
          ['exact', 'on', 0.91 - 0.94, 0.95 - 0.94],
          ['exact', 'off', 0.93 - 0.95, 0],
        ][i],
      ] as const,
  )) {
    assert.equal([policy, noise], expected.slice(0, 2));
    assertClose([fromLinear, fromIdeal], expected.slice(2) as number[], { abs: 1e-12 }, `${policy} ${noise}`);
  }
});

test('an arm holds means over its seeds, the largest count of any, and every hash', () => {
  const [arm] = summarise(records).arms;
  assert.equal(arm.accuracy.runs, [0.8, 0.7]);
  assertClose(arm.hiddenAccuracy.mean, 0.375, { abs: 1e-12 });
  assert.is(arm.pulsesPerSample, 150);
  assert.is(arm.maxPulsesPerDevice, 20);
  assert.equal(arm.conductanceHash, ['none 1', 'none 2']);
});

test('baselines are told with their levels and noise, and each once', () => {
  const { baselines, network } = summarise(records);
  assert.equal(
    baselines.map(({ device, levels, c2c, noise }) => [device, levels, c2c, noise]),
    [
      ['ideal', 0, 0, 'off'],
      ['linear', 97, 0.035, 'on'],
      ['linear', 97, 0, 'off'],
    ],
  );
  assert.is(network, '64-32-4, 50 steps');
});

test('a stopped comparison: what is missing is left out, and nothing stands in for a baseline that did not run', () => {
  const some = records.filter(
    ({ config }) => roleOf(config) === 'ideal' || (roleOf(config) === 'arm' && noiseLevelOf(config) === 'on'),
  );
  const { arms, baselines } = summarise(some);
  assert.is(baselines.length, 1);
  assert.is(arms.length, 2);
  assertClose(arms[0].dropFromIdeal, 0.2, { abs: 1e-12 });
  assert.ok(Number.isNaN(arms[0].dropFromBaseline));
  assert.equal(summarise([]).arms, []);
});

test('where a run of a pair is missing, the drop is that of the seeds that both have', () => {
  const some = records.filter(
    ({ config }) =>
      !(config.compensation.policy === 'none' && noiseLevelOf(config) === 'on' && config.seed === 1),
  );
  const [arm] = summarise(some).arms;
  assert.equal(arm.seeds, [2]);
  assertClose(arm.dropFromBaseline, 0.9 - 0.7, { abs: 1e-12 });
});

test('records read back from disk, in any order, say the same', () => {
  const back = JSON.parse(JSON.stringify(records)) as RunRecord[];
  assert.equal(summarise(back), summarise(records));
  const other = summarise([...back].reverse());
  for (const arm of summarise(records).arms) {
    const same = other.arms.find(({ policy, noise }) => policy === arm.policy && noise === arm.noise);
    assertClose(
      [same?.dropFromBaseline ?? 0, same?.accuracy.mean ?? 0],
      [arm.dropFromBaseline, arm.accuracy.mean],
      {
        abs: 1e-12,
      },
    );
  }
});

test('runs of another network are arms of their own, and measured against no control of this one', () => {
  const larger = planComparison({
    devices: ['ag-a-si'],
    policies: ['none'],
    noise: ['on'],
    seeds: [1, 2],
    base: { network: { hidden: [7] } },
  }).filter((config) => roleOf(config) === 'arm');
  const { arms } = summarise([
    ...records,
    ...larger.map((config) => ({ ...template, config, seed: config.seed })),
  ]);
  assert.is(arms.length, 5);
  assert.is(Number.isNaN(arms[4].dropFromBaseline), true);
});

test.run();
