/** What is said while the runs of a command go on. */
import type { Job } from '../../experiment/compare/plan.ts';
import type { Finished } from '../../experiment/compare/summary.ts';
import type { Progress } from '../../experiment/run/run.ts';
import { counted, percent } from '../../report/text/words.ts';
import { bar, createLiveLine, type ProgressStream, timeLeft } from './live-line.ts';

export interface RunsProgress {
  onProgress(job: Job, progress: Progress): void;
  onFinished(finished: Finished, kept: boolean): void;
  onFailure(job: Job, error: Error, again: boolean): void;
  /** Call when no more is to come. */
  end(): void;
}

export interface RunsProgressOptions {
  readonly jobs: readonly Job[];
  readonly stream: ProgressStream;
  /** Draw one line in place, instead of a line for every finished run. */
  readonly live: boolean;
  /** Milliseconds. */
  readonly now?: () => number;
}

export function createRunsProgress(options: RunsProgressOptions): RunsProgress {
  const { jobs, stream, live, now = () => performance.now() } = options;
  const line = createLiveLine(stream, { live, now });
  const started = now();
  const running = new Map<Job, Progress>();
  let [finished, kept, given] = [0, 0, 0];

  const show = () => {
    const waiting = jobs.length - kept;
    const work = given + [...running.values()].reduce((sum, progress) => sum + shareOf(progress), 0);
    const share = waiting > 0 ? work / waiting : 1;
    const left = timeLeft((now() - started) / 1000, share);
    const done = `${finished}/${jobs.length} runs`;
    if (!live) {
      line.draw([`${done}, ${Math.round(100 * share)} % of the work`, left].filter(Boolean).join(', '));
      return;
    }
    const current = [...running].map(([job, { accuracy }]) => `${jobName(job)} ${percent(accuracy)} %`);
    line.draw([`${bar(share)} ${done}`, left, ...current].filter(Boolean).join('  '));
  };

  return {
    onProgress(job, progress) {
      running.set(job, progress);
      if (line.due()) show();
    },
    onFinished({ job, record }, wasKept) {
      running.delete(job);
      finished++;
      if (wasKept) {
        kept++;
        return;
      }
      given++;
      if (live) {
        show();
        return;
      }
      const { accuracy, trainingSeconds } = record;
      const place = `${String(finished).padStart(String(jobs.length).length)}/${jobs.length}`;
      line.keep(`${place}  ${jobName(job)}  ${percent(accuracy)} %  ${trainingSeconds.toFixed(1)} s`);
    },
    onFailure(job, error, again) {
      running.delete(job);
      const [first] = error.message.split('\n');
      if (!again) given++;
      line.keep(`${jobName(job)} failed${again ? ' and is tried again' : ''}: ${first}`);
    },
    end: () => line.clear(),
  };
}

/** "pcmo, residual, noise off, seed 2". */
export function jobName({ role, noise, config }: Job): string {
  const { device, compensation, seed } = config;
  const name = {
    ideal: 'ideal weights',
    linear: `linear, ${counted(device.levels, 'level')}`,
    arm: `${device.name}, ${compensation.policy}`,
  }[role];
  return `${name}${noise === 'off' && role !== 'ideal' ? ', noise off' : ''}, seed ${seed}`;
}

function shareOf({ phase, epoch, epochs, done, total }: Progress): number {
  // Testing costs a fraction of training; a run that tests counts as having trained its epoch.
  return (epoch - 1 + (phase === 'test' ? 1 : done / total)) / epochs;
}
