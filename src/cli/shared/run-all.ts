/** Runs the jobs of a command, with progress on stderr, and says what failed. */
import type { Dataset } from '../../data/dataset.ts';
import { MemspikeError } from '../../errors.ts';
import type { Job } from '../../experiment/compare/plan.ts';
import type { Finished } from '../../experiment/compare/summary.ts';
import { runJobs } from '../../experiment/jobs/jobs.ts';
import type { Store } from '../../experiment/store/store.ts';
import { counted } from '../../report/text/words.ts';
import { notesOf } from './answer.ts';
import type { ANSWER_FLAGS, FlagValues, RUN_FLAGS } from './flags.ts';
import { openTold } from './open-store.ts';
import { RESULTS } from './results-folder.ts';
import { createRunsProgress, jobName } from './runs-progress.ts';

type RunFlags = FlagValues<typeof RUN_FLAGS & typeof ANSWER_FLAGS>;

/** The runs kept in --out, or in the folder of all results; with --fresh, a store that looks empty. */
export async function storeOf(flags: RunFlags): Promise<Store> {
  const store = await openTold(flags.out ?? RESULTS, notesOf(flags).say);
  return flags.fresh ? { ...store, records: new Map() } : store;
}

export interface Outcome {
  /** In the order of the jobs. */
  readonly finished: readonly Finished[];
  readonly failed: ReadonlyMap<Job, Error>;
}

export async function runAll(
  jobs: readonly Job[],
  options: { dataset: Dataset; store: Store; flags: RunFlags; signal: AbortSignal },
): Promise<Outcome> {
  const { dataset, store, flags, signal } = options;
  const { stream, live } = notesOf(flags);
  const progress = createRunsProgress({ jobs, stream, live });
  const finished = new Map<Job, Finished>();
  const failed = new Map<Job, Error>();
  try {
    await runJobs({
      jobs,
      dataset,
      store,
      signal,
      workers: flags.workers,
      onProgress: progress.onProgress,
      onFinished(one, kept) {
        finished.set(one.job, one);
        progress.onFinished(one, kept);
      },
      onFailure(job, error, again) {
        if (!again) failed.set(job, error);
        progress.onFailure(job, error, again);
      },
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    progress.end();
  }
  return { finished: jobs.flatMap((job) => finished.get(job) ?? []), failed };
}

/** One line for each kind of failure, with the runs it befell. */
export function failure(failed: ReadonlyMap<Job, Error>, total: number): MemspikeError {
  const kinds = new Map<string, Job[]>();
  for (const [job, { message }] of failed) kinds.set(message, [...(kinds.get(message) ?? []), job]);
  const lines = [...kinds].map(([message, jobs]) => {
    const more = jobs.length > 1 ? ` and ${jobs.length - 1} more` : '';
    return `  ${jobName(jobs[0])}${more}: ${message.replaceAll('\n', '\n  ')}`;
  });
  return new MemspikeError(
    'WORKER',
    [`${failed.size} of ${counted(total, 'run')} failed`, ...lines].join('\n'),
    { hint: 'the same command tries them again and keeps the others' },
  );
}
