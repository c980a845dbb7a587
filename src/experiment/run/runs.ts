/**
 * Many runs, as `compare`, `explain` and `tune` make them: each distinct one once, those that a store has not again.
 * Where they are made is a runner's business: here, one after the other, or in worker threads (`workers` of
 * memspike/node).
 */
import { checkDataset, type Dataset } from '../../data/dataset.ts';
import { MemspikeError } from '../../errors.ts';
import type { ExperimentConfig } from '../config/config.ts';
import type { Extensions } from '../config/extensions.ts';
import { runId } from './identity.ts';
import type { RunRecord } from './record.ts';
import { createSession } from './session.ts';
import { type Progress, train } from './train.ts';

/** Finished runs that are kept from one call to another. */
export interface RunStore {
  /** Those that were there when it was opened, by id. */
  readonly records: ReadonlyMap<string, RunRecord>;
  add(record: RunRecord): Promise<void>;
}

export interface RunnerTask {
  readonly dataset: Dataset;
  /** What configurations name beside the built-in kinds. */
  readonly extensions?: Extensions;
  readonly signal?: AbortSignal;
  readonly onProgress?: (config: ExperimentConfig, progress: Progress) => void;
  /** To be awaited: the record is being kept. */
  readonly onFinished: (record: RunRecord) => Promise<void>;
  /** A run that failed: `again` tells whether it is tried once more. */
  readonly onFailure?: (config: ExperimentConfig, error: Error, again: boolean) => void;
}

/** Makes each of the runs, in whatever order; returns, with fewer of them, when the signal is set. */
export type Runner = (configs: readonly ExperimentConfig[], task: RunnerTask) => Promise<void>;

export interface RunsOptions extends Omit<RunnerTask, 'dataset' | 'onFinished'> {
  /** A data set, or what loads it, which is called when everything else is found to be right. */
  readonly dataset: Dataset | (() => Promise<Dataset>);
  /** Where runs are made. Default: here, one after the other. */
  readonly runner?: Runner;
  /** Where records are looked up and kept. */
  readonly store?: RunStore;
  /** All runs, before the first of them is made. */
  readonly onPlan?: (configs: readonly ExperimentConfig[], dataset: Dataset) => void | Promise<void>;
  /** A run is there: made now, or `kept` in the store from before. */
  readonly onFinished?: (record: RunRecord, kept: boolean) => void;
}

/** The names of `RunsOptions`. */
export const RUNS_OPTIONS = [
  ...['dataset', 'extensions', 'runner', 'store', 'signal'],
  ...['onPlan', 'onProgress', 'onFinished', 'onFailure'],
] as const;

export interface FailedRun {
  readonly config: ExperimentConfig;
  readonly message: string;
}

export interface FinishedRuns {
  /** In the order of the plan; those that failed are left out. */
  readonly records: readonly RunRecord[];
  readonly failures: readonly FailedRun[];
}

/** Throws DATA for a data set that does not fit together, and ABORTED; what is finished by then is in the store. */
export async function makeRuns(
  configs: readonly ExperimentConfig[],
  options: RunsOptions,
): Promise<FinishedRuns> {
  const { runner = runHere, store, signal, extensions, onPlan, onProgress, onFinished, onFailure } = options;
  const dataset = await datasetOf(options);
  await onPlan?.(configs, dataset);
  const ids = configs.map((config) => runId(config, dataset));
  const records = new Map<string, RunRecord>();
  const missing = new Map<string, ExperimentConfig>();
  ids.forEach((id, index) => {
    if (records.has(id) || missing.has(id)) return;
    const record = store?.records.get(id);
    if (record === undefined) missing.set(id, configs[index]);
    else {
      records.set(id, record);
      onFinished?.(record, true);
    }
  });
  const failures: FailedRun[] = [];
  if (missing.size > 0 && !signal?.aborted)
    await runner([...missing.values()], {
      dataset,
      extensions,
      signal,
      onProgress,
      async onFinished(record) {
        await store?.add(record);
        records.set(record.id, record);
        onFinished?.(record, false);
      },
      onFailure(config, error, again) {
        if (!again) failures.push({ config, message: error.message });
        onFailure?.(config, error, again);
      },
    });
  if (signal?.aborted) throw new MemspikeError('ABORTED', 'the runs were stopped');
  const found = new Set(ids);
  return { records: [...found].flatMap((id) => records.get(id) ?? []), failures };
}

export async function datasetOf({ dataset }: Pick<RunsOptions, 'dataset'>): Promise<Dataset> {
  return checkDataset(typeof dataset === 'function' ? await dataset() : dataset);
}

/** In this thread, one after the other: training lets a page breathe. */
export const runHere: Runner = async (configs, { dataset, extensions, signal, ...told }) => {
  for (const config of configs) {
    try {
      const onProgress = (progress: Progress) => told.onProgress?.(config, progress);
      const session = await createSession({ config, dataset, extensions });
      await told.onFinished(await train({ session, signal, onProgress }));
    } catch (error) {
      if (signal?.aborted) return;
      told.onFailure?.(config, error as Error, false);
    }
  }
};

/** A store that also finds what was added to it, over `store` if there is one. */
export function rememberingStore(store?: RunStore): RunStore {
  const records = new Map(store?.records);
  return {
    records,
    async add(record) {
      await store?.add(record);
      records.set(record.id, record);
    },
  };
}
