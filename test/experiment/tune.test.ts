import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ExperimentConfig } from '../../src/experiment/config/config.ts';
import { runId } from '../../src/experiment/run/identity.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import type { Runner } from '../../src/experiment/run/runs.ts';
import { tune } from '../../src/experiment/tune/tune.ts';
import { assertClose } from '../support/assert-close.ts';
import { syntheticDataset } from './synthetic.ts';

const test = suite('tuning');

/** Accuracy that depends on the settings, the seed and the device, without a run. */
function pretend(configs: readonly ExperimentConfig[]): RunRecord[] {
  return configs.map((config) => {
    const base = config.compensation.settings.learning.rate * 10 + (config.seed - 101) / 100;
    const accuracy = base + (config.noise.c2c ? 0 : 0.03);
    return { config, accuracy, hiddenAccuracy: accuracy + 0.1 } as unknown as RunRecord;
  });
}

/** Makes runs without a network; `seen` is called with what it is asked for. */
function pretending(seen: (configs: readonly ExperimentConfig[]) => void = () => {}, leftOut = 0): Runner {
  return async (configs, { dataset, onFinished }) => {
    seen(configs);
    for (const record of pretend(configs).slice(leftOut))
      await onFinished({ ...record, id: runId(record.config, dataset) });
  };
}

const dataset = syntheticDataset({ train: 200, test: 40 });
const options = { policy: 'read-free-pair', devices: ['ag-a-si', 'pcmo'], trials: 8, dataset } as const;

test('every trial trains every device with one seed; the best are run with a second seed and without noise', async () => {
  const seen: string[] = [];
  const { first, finalists } = await tune({
    ...options,
    finalists: 2,
    runner: pretending((configs) => {
      const [{ seed, noise }] = configs;
      seen.push(`${configs.map(({ device }) => device.name)} ${seed} ${noise.c2c ? 'on' : 'off'}`);
    }),
  });
  assert.is(first.length, 8);
  assert.is(finalists.length, 2);
  assert.equal(seen.slice(0, 8), new Array(8).fill('ag-a-si,pcmo 101 on'));
  assert.equal(seen.slice(8), [
    'ag-a-si,pcmo 102 on',
    'ag-a-si,pcmo 101 off',
    'ag-a-si,pcmo 102 on',
    'ag-a-si,pcmo 101 off',
  ]);
  const [best] = finalists;
  assert.is(best.accuracies.length, 6);
  const rate = Math.max(...first.map(({ settings }) => settings.learning.rate));
  assert.is(best.settings.learning.rate, rate);
  assertClose(best.score, 10 * rate + 0.05 + (0.01 + 0.03) / 3, { abs: 1e-12 });
});

test('settings reach the runs as learning rates and all else', async () => {
  await tune({
    ...options,
    start: {
      gates: { 'stop-learning': { above: 0.5 } },
      learning: { rate: 0.03 },
      output: { learning: { rate: 0.002 } },
    },
    trials: 1,
    base: { dataset: { validation: 40 }, network: { hidden: [7] } },
    runner: pretending((configs) => {
      for (const config of configs) {
        assert.equal(config.learning.rule.rate, [0.03, 0.002]);
        assert.equal(config.compensation.settings.gates, { 'stop-learning': { above: 0.5 } });
        assert.is(config.dataset.validation, 40);
        assert.equal(config.network.hidden, [7]);
      }
    }),
  });
});

test('without noise there is no third run', async () => {
  const base = { noise: { c2c: false } };
  const { finalists } = await tune({ ...options, base, runner: pretending() });
  assert.is(finalists.length, 3);
  assert.is(finalists[0].accuracies.length, 4);
});

test('a trial with a run that failed has no score: tuning stops', async () => {
  try {
    await tune({ ...options, runner: pretending(undefined, 1) });
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /1 of 2 runs failed/);
  }
});

test.run();
