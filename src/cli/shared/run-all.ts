/** Makes the runs of a command, with progress on stderr, and says what failed. */
import type { Dataset } from '../../data/dataset.ts';
import { MemspikeError } from '../../errors.ts';
import type { ExperimentConfig } from '../../experiment/config/config.ts';
import { runJobs } from '../../experiment/jobs/jobs.ts';
import { contentOf } from '../../experiment/run/identity.ts';
import type { RunRecord } from '../../experiment/run/record.ts';
import type { Store } from '../../experiment/store/store.ts';
import { counted } from '../../report/text/words.ts';
import { notesOf } from './answer.ts';
import type { ANSWER_FLAGS, FlagValues, RUN_FLAGS } from './flags.ts';
import { openTold } from './open-store.ts';
import { RESULTS } from './results-folder.ts';
import { createRunsProgress, runName } from './runs-progress.ts';

type RunFlags = FlagValues<typeof RUN_FLAGS & typeof ANSWER_FLAGS>;

/** The runs kept in --out, or in the folder of all results; with --fresh, a store that looks empty. */
export async function storeOf(flags: RunFlags): Promise<Store> {
  const store = await openTold(flags.out ?? RESULTS, notesOf(flags).say);
  return flags.fresh ? { ...store, records: new Map() } : store;
}

export interface Outcome {
  /** In the order of the plan. */
  readonly records: readonly RunRecord[];
  readonly failed: readonly FailedRun[];
}

export interface FailedRun {
  readonly config: ExperimentConfig;
  readonly error: Error;
}

export async function runAll(
  configs: readonly ExperimentConfig[],
  options: { dataset: Dataset; store: Store; flags: RunFlags; signal: AbortSignal },
): Promise<Outcome> {
  const { dataset, store, flags, signal } = options;
  const { stream, live } = notesOf(flags);
  const progress = createRunsProgress({ runs: configs.length, stream, live });
  const records = new Map<string, RunRecord>();
  const failed: FailedRun[] = [];
  try {
    await runJobs({
      configs,
      dataset,
      store,
      signal,
      workers: flags.workers,
      onProgress: progress.onProgress,
      onFinished(record, kept) {
        records.set(contentOf(record.config), record);
        progress.onFinished(record, kept);
      },
      onFailure(config, error, again) {
        if (!again) failed.push({ config, error });
        progress.onFailure(config, error, again);
      },
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    progress.end();
  }
  return { records: configs.flatMap((config) => records.get(contentOf(config)) ?? []), failed };
}

/** One line for each kind of failure, with the runs it befell. */
export function failure(failed: readonly FailedRun[], total: number): MemspikeError {
  const kinds = new Map<string, ExperimentConfig[]>();
  for (const { config, error } of failed)
    kinds.set(error.message, [...(kinds.get(error.message) ?? []), config]);
  const lines = [...kinds].map(([message, runs]) => {
    const more = runs.length > 1 ? ` and ${runs.length - 1} more` : '';
    return `  ${runName(runs[0])}${more}: ${message.replaceAll('\n', '\n  ')}`;
  });
  return new MemspikeError(
    'WORKER',
    [`${failed.length} of ${counted(total, 'run')} failed`, ...lines].join('\n'),
    { hint: 'the same command tries them again and keeps the others' },
  );
}
