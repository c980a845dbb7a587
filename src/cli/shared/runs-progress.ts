/** What is said while the runs of a command go on. */
import { noiseLevelOf, roleOf } from '../../experiment/compare/groups.ts';
import type { ExperimentConfig } from '../../experiment/config/config.ts';
import { contentOf } from '../../experiment/run/identity.ts';
import type { RunRecord } from '../../experiment/run/record.ts';
import type { Progress } from '../../experiment/run/train.ts';
import { counted, percent } from '../../report/text/words.ts';
import { bar, createLiveLine, type ProgressStream, timeLeft } from './live-line.ts';

export interface RunsProgress {
  onProgress(config: ExperimentConfig, progress: Progress): void;
  onFinished(record: RunRecord, kept: boolean): void;
  onFailure(config: ExperimentConfig, error: Error, again: boolean): void;
  /** Call when no more is to come. */
  end(): void;
}

export interface RunsProgressOptions {
  /** How many there are. */
  readonly runs: number;
  readonly stream: ProgressStream;
  /** Draw one line in place, instead of a line for every finished run. */
  readonly live: boolean;
  /** Milliseconds. */
  readonly now?: () => number;
}

export function createRunsProgress(options: RunsProgressOptions): RunsProgress {
  const { runs, stream, live, now = () => performance.now() } = options;
  const line = createLiveLine(stream, { live, now });
  const started = now();
  const running = new Map<string, { readonly name: string; readonly progress: Progress }>();
  let [finished, kept, given] = [0, 0, 0];

  const show = () => {
    const waiting = runs - kept;
    const work = given + [...running.values()].reduce((sum, { progress }) => sum + shareOf(progress), 0);
    const share = waiting > 0 ? work / waiting : 1;
    const left = timeLeft((now() - started) / 1000, share);
    const done = `${finished}/${runs} runs`;
    if (!live) {
      line.draw([`${done}, ${Math.round(100 * share)} % of the work`, left].filter(Boolean).join(', '));
      return;
    }
    const current = [...running.values()].map(
      ({ name, progress }) => `${name} ${percent(progress.accuracy)} %`,
    );
    line.draw([`${bar(share)} ${done}`, left, ...current].filter(Boolean).join('  '));
  };

  return {
    onProgress(config, progress) {
      running.set(contentOf(config), { name: runName(config), progress });
      if (line.due()) show();
    },
    onFinished(record, wasKept) {
      running.delete(contentOf(record.config));
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
      const place = `${String(finished).padStart(String(runs).length)}/${runs}`;
      line.keep(
        `${place}  ${runName(record.config)}  ${percent(accuracy)} %  ${trainingSeconds.toFixed(1)} s`,
      );
    },
    onFailure(config, error, again) {
      running.delete(contentOf(config));
      const [first] = error.message.split('\n');
      if (!again) given++;
      line.keep(`${runName(config)} failed${again ? ' and is tried again' : ''}: ${first}`);
    },
    end: () => line.clear(),
  };
}

/** "pcmo, residual, noise off, seed 2". */
export function runName(config: ExperimentConfig): string {
  const { device, compensation, seed } = config;
  const [role, noise] = [roleOf(config), noiseLevelOf(config)];
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
