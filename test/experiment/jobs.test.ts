/** Many runs on worker threads. The pool starts the built worker, hence the built package. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import {
  contentOf,
  type ExperimentConfig,
  type JobsOptions,
  openStore,
  planComparison,
  type RunRecord,
  runJobs,
} from 'memspike/node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { syntheticDataset } from './synthetic.ts';

const test = suite('jobs');

const dataset = syntheticDataset({ train: 80, test: 40, flips: 15 });
const plan = planComparison({
  devices: ['ag-a-si'],
  policies: ['none', 'residual'],
  noise: ['on'],
  seeds: [1, 2],
  base: { network: { hidden: [16], steps: 20 }, training: { epochs: 1 } },
});
const hashes = (records: readonly RunRecord[]) => records.map((record) => record.conductanceHash);
const run = (options: Partial<JobsOptions> = {}) =>
  runJobs({ configs: plan, dataset, workers: 2, ...options });

test('one worker and two give the same records, in the order of the jobs', async () => {
  const [one, two] = [await run({ workers: 1 }), await run()];
  assert.equal(hashes(one), hashes(two));
  assert.equal(
    two.map(({ config }) => contentOf(config)),
    plan.map(contentOf),
  );
  assert.is(new Set(hashes(one)).size, plan.length);
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
    assert.equal(hashes(second).slice(0, 5), hashes(first));
    assert.is((await openStore(folder)).records.size, plan.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a job that fails is tried once more, told both times, and left out', async () => {
  const [good, other] = plan;
  const bad: ExperimentConfig = { ...other, learning: { ...other.learning, rule: { kind: 'none' } } };
  const again: boolean[] = [];
  const finished = await run({
    configs: [bad, good],
    onFailure: (config: ExperimentConfig, error: Error, retried: boolean) => {
      assert.match(error.message, /learning\.rule\.kind: "none" is not a learning rule/);
      assert.is(config, bad);
      again.push(retried);
    },
  });
  assert.equal(again, [true, false]);
  assert.equal(
    finished.map(({ config }) => contentOf(config)),
    [contentOf(good)],
  );
});

test('a worker that is killed costs its run one try, which is told, and no other run', async () => {
  const long = plan.map((config): ExperimentConfig => ({ ...config, training: { epochs: 30 } }));
  const expected = hashes(await run({ configs: long }));
  const workers: Worker[] = [];
  const remember = (worker: Worker) => workers.push(worker);
  process.on('worker', remember);
  try {
    const failures: { config: ExperimentConfig; message: string; again: boolean }[] = [];
    let killed: Promise<number> | undefined;
    const finished = await run({
      configs: long,
      // Both workers are at work when the first of them tells how far it is.
      onProgress: () => {
        killed ??= workers[0].terminate();
      },
      onFailure: (config: ExperimentConfig, { message }: Error, again: boolean) =>
        failures.push({ config, message, again }),
    });
    assert.is(await killed, 1);
    assert.is(failures.length, 1);
    assert.is(failures[0].again, true);
    assert.ok(long.includes(failures[0].config));
    assert.match(failures[0].message, /exited|terminated/);
    assert.is(workers.length, 3);
    assert.equal(hashes(finished), expected);
  } finally {
    process.off('worker', remember);
  }
});

test('a worker that is killed at every try costs its run, and no other', async () => {
  const [first, second] = plan;
  const endless: ExperimentConfig = { ...first, training: { epochs: 100000 } };
  const workers: Worker[] = [];
  const remember = (worker: Worker) => workers.push(worker);
  process.on('worker', remember);
  try {
    const again: boolean[] = [];
    const finished = await run({
      configs: [endless, second],
      workers: 1,
      onProgress: (config: ExperimentConfig) => {
        if (config === endless) void workers[workers.length - 1].terminate();
      },
      onFailure: (_: ExperimentConfig, __: Error, retried: boolean) => again.push(retried),
    });
    assert.equal(again, [true, false]);
    assert.equal(
      finished.map(({ config }) => contentOf(config)),
      [contentOf(second)],
    );
  } finally {
    process.off('worker', remember);
  }
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
