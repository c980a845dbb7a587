/** Many runs on worker threads. The pool starts the built worker, hence the built package. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import {
  type ExperimentConfig,
  openStore,
  planComparison,
  type RunRecord,
  type RunsOptions,
  workers,
} from 'memspike/node';
import { contentOf, defineGate, type FinishedRuns, makeRuns } from 'memspike/parts';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { syntheticDataset } from './synthetic.ts';

const test = suite('workers');

const dataset = syntheticDataset({ train: 80, test: 40, flips: 15 });
const plan = planComparison({
  devices: ['ag-a-si'],
  policies: ['none', 'residual'],
  noise: ['on'],
  seeds: [1, 2],
  base: { network: { hidden: [16], steps: 20 }, training: { epochs: 1 } },
});
const hashes = (records: readonly RunRecord[]) => records.map((record) => record.conductanceHash);
const run = ({
  configs = plan,
  threads = 2,
  ...options
}: Partial<RunsOptions> & {
  configs?: readonly ExperimentConfig[];
  threads?: number;
} = {}): Promise<FinishedRuns> => makeRuns(configs, { dataset, runner: workers({ threads }), ...options });

test('one worker and two give the same records, in the order of the plan', async () => {
  const [one, two] = [await run({ threads: 1 }), await run()];
  assert.equal(hashes(one.records), hashes(two.records));
  assert.equal(
    two.records.map(({ config }) => contentOf(config)),
    plan.map(contentOf),
  );
  assert.is(new Set(hashes(one.records)).size, plan.length);
});

test('what a store holds is not run again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'memspike-plan-'));
  try {
    const first = await run({ store: await openStore(folder), configs: plan.slice(0, 5) });
    const kept: boolean[] = [];
    const second = await run({
      store: await openStore(folder),
      onFinished: (_: RunRecord, wasKept: boolean) => kept.push(wasKept),
    });
    assert.equal(kept.filter(Boolean).length, 5);
    assert.equal(hashes(second.records).slice(0, 5), hashes(first.records));
    assert.is((await openStore(folder)).records.size, plan.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a job that fails is tried once more, told both times, and left out', async () => {
  const [good, other] = plan;
  const bad: ExperimentConfig = { ...other, learning: { ...other.learning, rule: { kind: 'none' } } };
  const again: boolean[] = [];
  const { records } = await run({
    configs: [bad, good],
    onFailure: (config: ExperimentConfig, error: Error, retried: boolean) => {
      assert.match(error.message, /learning\.rule\.kind: "none" is not a learning rule/);
      assert.is(config, bad);
      again.push(retried);
    },
  });
  assert.equal(again, [true, false]);
  assert.equal(
    records.map(({ config }) => contentOf(config)),
    [contentOf(good)],
  );
});

test('a worker that is killed costs its run one try, which is told, and no other run', async () => {
  const long = plan.map((config): ExperimentConfig => ({ ...config, training: { epochs: 30 } }));
  const expected = hashes((await run({ configs: long })).records);
  const started: Worker[] = [];
  const remember = (worker: Worker) => started.push(worker);
  process.on('worker', remember);
  try {
    const failures: { config: ExperimentConfig; message: string; again: boolean }[] = [];
    let killed: Promise<number> | undefined;
    const { records } = await run({
      configs: long,
      // Both workers are at work when the first of them tells how far it is.
      onProgress: () => {
        killed ??= started[0].terminate();
      },
      onFailure: (config: ExperimentConfig, { message }: Error, again: boolean) =>
        failures.push({ config, message, again }),
    });
    assert.is(await killed, 1);
    assert.is(failures.length, 1);
    assert.is(failures[0].again, true);
    assert.ok(long.includes(failures[0].config));
    assert.match(failures[0].message, /exited|terminated/);
    assert.is(started.length, 3);
    assert.equal(hashes(records), expected);
  } finally {
    process.off('worker', remember);
  }
});

test('a worker that is killed at every try costs its run, and no other', async () => {
  const [first, second] = plan;
  const endless: ExperimentConfig = { ...first, training: { epochs: 100000 } };
  const started: Worker[] = [];
  const remember = (worker: Worker) => started.push(worker);
  process.on('worker', remember);
  try {
    const again: boolean[] = [];
    const { records } = await run({
      configs: [endless, second],
      threads: 1,
      onProgress: (config: ExperimentConfig) => {
        if (config === endless) void started[started.length - 1].terminate();
      },
      onFailure: (_: ExperimentConfig, __: Error, retried: boolean) => again.push(retried),
    });
    assert.equal(again, [true, false]);
    assert.equal(
      records.map(({ config }) => contentOf(config)),
      [contentOf(second)],
    );
  } finally {
    process.off('worker', remember);
  }
});

test('two configurations of one content are one run, and where runs are made does not matter', async () => {
  const [first] = plan;
  const twice = [first, JSON.parse(JSON.stringify(first)) as ExperimentConfig];
  const here = await makeRuns(twice, { dataset });
  assert.is(here.records.length, 1);
  assert.equal(hashes(here.records), hashes((await run({ configs: [first] })).records));
});

test('worker threads refuse code of the user’s own, which no message carries', async () => {
  const own = defineGate({ kind: 'own', summary: 'none', source: 'test', options: {}, prepare: () => ({}) });
  const error = await run({ extensions: { gates: [own] } }).catch((reason) => reason);
  assert.match(error.message, /extensions: worker threads do not have these kinds of your own[\s\S]*gates/);
});

test('memory of stopped runs is given back', async () => {
  const stopped = async () => {
    const stop = new AbortController();
    const long = plan.map((config) => ({ ...config, training: { epochs: 1000 } }));
    const options = { configs: long, signal: stop.signal, onProgress: () => stop.abort() };
    await run(options).catch((error: { code?: string }) => assert.is(error.code, 'ABORTED'));
  };
  for (let i = 0; i < 4; i++) await stopped();
  const before = process.memoryUsage.rss();
  for (let i = 0; i < 12; i++) await stopped();
  const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
  // A worker that is started in vain keeps about 10 MB, two of them a time.
  assert.ok(grown < 100, `${grown.toFixed(0)} MB more after 12 stops`);
});

test('a signal stops all of them', async () => {
  const stop = new AbortController();
  const error = await run({ signal: stop.signal, onFinished: () => stop.abort() }).catch((reason) => reason);
  assert.is(error.code, 'ABORTED');
});

test.run();
