/**
 * Many runs on all cores (Node): a pool of worker threads, one engine and one private memory each, the data set shared
 * among them. The result does not depend on the number of workers. Finished runs are stored at once and found again,
 * so that a comparison that was stopped goes on where it was; a worker that dies costs one run, which is tried again.
 */
import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { type Dataset, share } from '../../data/dataset.ts';
import type { Backend } from '../../engine/engine.ts';
import { MemspikeError } from '../../errors.ts';
import type { Job } from '../compare/plan.ts';
import type { Finished } from '../compare/summary.ts';
import { runId } from '../run/identity.ts';
import type { RunRecord } from '../run/record.ts';
import type { Progress } from '../run/run.ts';
import type { Store } from '../store/store.ts';
import { longestFirst } from './longest-first.ts';

export interface JobsOptions {
  readonly jobs: readonly Job[];
  readonly dataset: Dataset;
  /** Worker threads; default: the cores that this process may use. */
  readonly workers?: number;
  readonly backend?: Backend;
  /** Where records are kept and looked up. */
  readonly store?: Store;
  readonly signal?: AbortSignal;
  readonly onProgress?: (job: Job, progress: Progress) => void;
  readonly onFinished?: (finished: Finished, kept: boolean) => void;
  /** A run that failed: `again` tells whether it is tried once more. */
  readonly onFailure?: (job: Job, error: Error, again: boolean) => void;
}

/** Runs all jobs; returns the finished ones in the order of `jobs`. Jobs that failed twice are left out. */
export async function runJobs(options: JobsOptions): Promise<Finished[]> {
  const { jobs, store, signal } = options;
  const dataset = share(options.dataset);
  // Every waiting run listens to the one signal: their number is no leak.
  if (signal) setMaxListeners(0, signal);
  const ids = jobs.map(({ config }) => runId(config, dataset));
  const finished: (Finished | undefined)[] = jobs.map((job, index) => {
    const record = store?.records.get(ids[index]);
    if (!record) return undefined;
    options.onFinished?.({ job, record }, true);
    return { job, record };
  });
  const waiting = jobs.map((_, index) => index).filter((index) => !finished[index]);
  const threads = Math.max(1, Math.min(options.workers ?? availableParallelism(), waiting.length));
  if (waiting.length > 0) {
    const pool = createPool(threads);
    const queue = longestFirst(jobs, waiting);
    const work = async () => {
      for (let index = queue.next(); index !== undefined; index = queue.next()) {
        const started = performance.now();
        const record = await runOnce(pool, jobs[index], { ...options, dataset });
        queue.took(index, performance.now() - started);
        if (!record) continue;
        await store?.add(record);
        finished[index] = { job: jobs[index], record };
        options.onFinished?.({ job: jobs[index], record }, false);
      }
    };
    try {
      await Promise.all(Array.from({ length: threads }, work));
    } finally {
      await pool.destroy();
    }
  }
  if (signal?.aborted) throw new MemspikeError('ABORTED', 'the comparison was stopped');
  return finished.filter((one) => one !== undefined);
}

function createPool(threads: number): Piscina {
  return new Piscina({
    filename: new URL('./worker.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
}

async function runOnce(pool: Piscina, job: Job, options: JobsOptions): Promise<RunRecord | undefined> {
  const { backend, dataset, onFailure, onProgress, signal } = options;
  for (const again of [true, false]) {
    if (signal?.aborted) return undefined;
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (progress: Progress) => onProgress?.(job, progress));
    port1.unref();
    try {
      const task = { config: job.config, dataset, backend, port: port2 };
      return (await pool.run(task, { transferList: [port2], signal })) as RunRecord;
    } catch (error) {
      if (signal?.aborted) return undefined;
      onFailure?.(job, error as Error, again);
    } finally {
      port1.close();
    }
  }
  return undefined;
}
