/** What a worker thread does (Node): one run, from a message to a record, with progress on a port; a message there stops it. */
import type { MessagePort } from 'node:worker_threads';
import type { Dataset } from '../../data/dataset.ts';
import type { Backend } from '../../engine/engine.ts';
import type { ExperimentConfig } from '../config/config.ts';
import type { RunRecord } from '../run/record.ts';
import { createSession } from '../run/session.ts';
import { type Progress, train } from '../run/train.ts';

export interface WorkerTask {
  readonly config: ExperimentConfig;
  readonly dataset: Dataset;
  readonly backend?: Backend;
  readonly port: MessagePort;
}

/** Milliseconds between two progress messages. */
const PERIOD = 200;

export default async function runTask({ config, dataset, backend, port }: WorkerTask): Promise<RunRecord> {
  const stop = new AbortController();
  port.once('message', () => stop.abort());
  let last = 0;
  const onProgress = (progress: Progress) => {
    if (performance.now() - last < PERIOD) return;
    last = performance.now();
    port.postMessage(progress);
  };
  try {
    const session = await createSession({ config, dataset, backend });
    return await train({ session, onProgress, signal: stop.signal });
  } finally {
    port.close();
  }
}
