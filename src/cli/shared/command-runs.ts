/** The runs of a command: where they are made and kept, with progress on stderr, and what is said when some failed. */
import type { Dataset } from '../../data/dataset.ts';
import { MemspikeError } from '../../errors.ts';
import type { ExperimentConfig } from '../../experiment/config/config.ts';
import { contentOf } from '../../experiment/run/identity.ts';
import type { RunRecord } from '../../experiment/run/record.ts';
import type { FailedRun, FinishedRuns, RunsOptions } from '../../experiment/run/runs.ts';
import type { Store } from '../../experiment/store/store.ts';
import { workers } from '../../experiment/workers/workers.ts';
import { counted } from '../../report/text/words.ts';
import { notesOf } from './answer.ts';
import { placingFlags } from './configuration.ts';
import type { ANSWER_FLAGS, FlagValues, RUN_FLAGS } from './flags.ts';
import { openTold } from './open-store.ts';
import { RESULTS } from './results-folder.ts';
import { createRunsProgress, type RunsProgress, runName } from './runs-progress.ts';

type RunFlags = FlagValues<typeof RUN_FLAGS & typeof ANSWER_FLAGS>;

/** The runs kept in --out, or in the folder of all results; with --fresh, a store that looks empty. */
async function storeOf(flags: RunFlags): Promise<Store> {
  const store = await openTold(flags.out ?? RESULTS, notesOf(flags).say);
  return flags.fresh ? { ...store, records: new Map() } : store;
}

export interface CommandRuns {
  readonly flags: RunFlags;
  /** Loads the data, when the flags are found to be right. */
  readonly dataset: () => Promise<Dataset>;
  readonly signal: AbortSignal;
  /** Before the first run is made. */
  readonly onPlan: (
    configs: readonly ExperimentConfig[],
    context: { dataset: Dataset; store: Store },
  ) => void | Promise<void>;
  /** What there is when the command is stopped. */
  readonly onStopped?: (records: readonly RunRecord[]) => Promise<void>;
}

/** Calls a verb with what the flags say of its runs. Throws ABORTED, saying what is kept and how to go on. */
export async function makeCommandRuns<Result extends FinishedRuns>(
  { flags, dataset, signal, onPlan, onStopped }: CommandRuns,
  verb: (options: RunsOptions) => Promise<Result>,
): Promise<Result> {
  const store = await storeOf(flags);
  const { stream, live } = notesOf(flags);
  const finished = new Map<string, RunRecord>();
  let plan: readonly ExperimentConfig[] = [];
  let progress: RunsProgress | undefined;
  try {
    return await placingFlags(() =>
      verb({
        dataset,
        signal,
        store,
        runner: workers({ threads: flags.workers }),
        async onPlan(configs, loaded) {
          plan = configs;
          await onPlan(configs, { dataset: loaded, store });
          progress = createRunsProgress({ runs: configs.length, stream, live });
        },
        onProgress: (config, state) => progress?.onProgress(config, state),
        onFinished(record, kept) {
          finished.set(contentOf(record.config), record);
          progress?.onFinished(record, kept);
        },
        onFailure: (config, error, again) => progress?.onFailure(config, error, again),
      }),
    );
  } catch (error) {
    progress?.end();
    if (!signal.aborted) throw error;
    await onStopped?.(plan.flatMap((config) => finished.get(contentOf(config)) ?? []));
    throw new MemspikeError(
      'ABORTED',
      `stopped: ${finished.size} of ${counted(plan.length, 'run')} finished and kept in ${store.path}`,
      { hint: `the same command${flags.fresh ? ' without --fresh' : ''} goes on from there`, cause: error },
    );
  } finally {
    progress?.end();
  }
}

/** One line for each kind of failure, with the runs it befell. */
export function failure(failures: readonly FailedRun[], total: number): MemspikeError {
  const kinds = new Map<string, ExperimentConfig[]>();
  for (const { config, message } of failures) kinds.set(message, [...(kinds.get(message) ?? []), config]);
  const lines = [...kinds].map(([message, runs]) => {
    const more = runs.length > 1 ? ` and ${runs.length - 1} more` : '';
    return `  ${runName(runs[0])}${more}: ${message.replaceAll('\n', '\n  ')}`;
  });
  return new MemspikeError(
    'WORKER',
    [`${failures.length} of ${counted(total, 'run')} failed`, ...lines].join('\n'),
    { hint: 'the same command tries them again and keeps the others' },
  );
}
