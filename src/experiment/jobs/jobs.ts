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
import type { ExperimentConfig } from '../config/config.ts';
import { runId } from '../run/identity.ts';
import type { RunRecord } from '../run/record.ts';
import type { Progress } from '../run/run.ts';
import type { Store } from '../store/store.ts';
import { longestFirst } from './longest-first.ts';

export interface JobsOptions {
  readonly configs: readonly ExperimentConfig[];
  readonly dataset: Dataset;
  /** Worker threads; default: the cores that this process may use. */
  readonly workers?: number;
  readonly backend?: Backend;
  /** Where records are kept and looked up. */
  readonly store?: Store;
  readonly signal?: AbortSignal;
  readonly onProgress?: (config: ExperimentConfig, progress: Progress) => void;
  readonly onFinished?: (record: RunRecord, kept: boolean) => void;
  /** A run that failed: `again` tells whether it is tried once more. */
  readonly onFailure?: (config: ExperimentConfig, error: Error, again: boolean) => void;
}

/** Makes all runs; returns their records in the order of `configs`. Runs that failed twice are left out. */
export async function runJobs(options: JobsOptions): Promise<RunRecord[]> {
  const { configs, store, signal } = options;
  const dataset = share(options.dataset);
  // Every run under way listens to the one signal: their number is no leak.
  if (signal) setMaxListeners(0, signal);
  const records: (RunRecord | undefined)[] = configs.map((config) => {
    const record = store?.records.get(runId(config, dataset));
    if (record) options.onFinished?.(record, true);
    return record;
  });
  const waiting = configs.map((_, index) => index).filter((index) => !records[index]);
  const threads = Math.max(1, Math.min(options.workers ?? availableParallelism(), waiting.length));
  if (waiting.length > 0) {
    const pool = createPool(threads);
    const queue = longestFirst(configs, waiting);
    const work = async () => {
      for (let index = queue.next(); index !== undefined; index = queue.next()) {
        const started = performance.now();
        const record = await runOnce(pool, configs[index], { ...options, dataset });
        queue.took(index, performance.now() - started);
        if (!record) continue;
        await store?.add(record);
        records[index] = record;
        options.onFinished?.(record, false);
      }
    };
    try {
      await Promise.all(Array.from({ length: threads }, work));
    } finally {
      await pool.destroy();
    }
  }
  if (signal?.aborted) throw new MemspikeError('ABORTED', 'the comparison was stopped');
  return records.filter((one) => one !== undefined);
}

function createPool(threads: number): Piscina {
  return new Piscina({
    filename: new URL('./worker.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
}

/**
 * A run is asked to stop through its port, and its worker ends by itself: of a worker that is ended from outside while
 * it still loads, some 18 MB are never given back, and piscina starts another for each that it ends.
 */
async function runOnce(
  pool: Piscina,
  config: ExperimentConfig,
  options: Omit<JobsOptions, 'configs'>,
): Promise<RunRecord | undefined> {
  const { backend, dataset, onFailure, onProgress, signal } = options;
  for (const again of [true, false]) {
    if (signal?.aborted) return undefined;
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (progress: Progress) => onProgress?.(config, progress));
    port1.unref();
    const stop = () => port1.postMessage('stop');
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const task = { config, dataset, backend, port: port2 };
      return (await pool.run(task, { transferList: [port2] })) as RunRecord;
    } catch (error) {
      if (signal?.aborted) return undefined;
      onFailure?.(config, error as Error, again);
    } finally {
      signal?.removeEventListener('abort', stop);
      port1.close();
    }
  }
  return undefined;
}
