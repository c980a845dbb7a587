/**
 * Runs on all cores (Node): a pool of worker threads, one engine and one private memory each, the data set shared among
 * them. The result does not depend on the number of workers. A worker that dies costs one run, which is tried again.
 */
import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { shareDataset } from '../../data/dataset.ts';
import type { Backend } from '../../engine/engine.ts';
import { MemspikeError } from '../../errors.ts';
import type { ExperimentConfig } from '../config/config.ts';
import type { Extensions } from '../config/extensions.ts';
import type { RunRecord } from '../run/record.ts';
import type { Runner, RunnerTask } from '../run/runs.ts';
import type { Progress } from '../run/train.ts';
import { longestFirst } from './longest-first.ts';
import type { WorkerTask } from './worker.ts';

export interface WorkersOptions {
  /** Worker threads; default: the cores that this process may use. */
  readonly threads?: number;
  readonly backend?: Backend;
}

/** A runner for `compare`, `explain` and `tune`. */
export function workers({ threads = availableParallelism(), backend }: WorkersOptions = {}): Runner {
  return async (configs, task) => {
    const { signal, extensions, onFinished } = task;
    requireSendable(extensions);
    const dataset = shareDataset(task.dataset);
    // Every run under way listens to the one signal: their number is no leak.
    if (signal) setMaxListeners(0, signal);
    const count = Math.max(1, Math.min(threads, configs.length));
    const pool = createPool(count);
    const queue = longestFirst(configs);
    const work = async () => {
      for (let index = queue.next(); index !== undefined; index = queue.next()) {
        const started = performance.now();
        const record = await runOnce(pool, { config: configs[index], dataset, backend }, task);
        queue.took(index, performance.now() - started);
        if (record) await onFinished(record);
      }
    };
    try {
      await Promise.all(Array.from({ length: count }, work));
    } finally {
      await pool.destroy();
    }
  };
}

/** A resolved configuration holds policies and laws as data. What else a user brings is code, which no message carries. */
function requireSendable({ policies: _, laws: __, ...code }: Extensions = {}): void {
  const names = Object.entries(code).flatMap(([name, kinds]) => (kinds?.length ? [name] : []));
  if (names.length > 0)
    throw new MemspikeError('CONFIG', 'worker threads do not have these kinds of your own', {
      where: 'extensions',
      received: names,
      accepted: 'policies and laws, which a resolved configuration holds as data',
      hint: 'leave `runner` out: the runs are then made in this thread',
    });
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
  run: Omit<WorkerTask, 'port'>,
  { signal, onProgress, onFailure }: RunnerTask,
): Promise<RunRecord | undefined> {
  const config: ExperimentConfig = run.config;
  for (const again of [true, false]) {
    if (signal?.aborted) return undefined;
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (progress: Progress) => onProgress?.(config, progress));
    port1.unref();
    const stop = () => port1.postMessage('stop');
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const task: WorkerTask = { ...run, port: port2 };
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
