/**
 * Tuning of a policy with a fixed budget. Every trial trains all devices with one seed; the best few are run again
 * with a second seed and without noise. Score: mean of hidden and output accuracy over all runs of a setting.
 */
import { resolvePolicy } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import { overlaySettings, type PolicySettings, type SettingsInput } from '../../compensation/settings.ts';
import type { Device, DeviceOptions } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import type { NoiseLevel } from '../compare/groups.ts';
import { type ExperimentConfig, type ExperimentInput, resolveConfig } from '../config/config.ts';
import type { Extensions } from '../config/extensions.ts';
import type { RunRecord } from '../run/record.ts';
import { byScore, type Scored, searchSettings } from './search.ts';

export interface TuningOptions {
  /** A name, or a policy of one's own. */
  readonly policy: string | PolicyInput;
  /** One setting serves all of them. */
  readonly devices: readonly (string | Device | DeviceOptions)[];
  /** Settings to try, ≥ 1. */
  readonly trials: number;
  /** How many of them are run again. Default: 3. */
  readonly finalists?: number;
  /** Of the search; the finalists' second is the next. Default: 101. */
  readonly seed?: number;
  /** Where the search begins, over the policy's own settings. */
  readonly start?: SettingsInput;
  /** Everything else; `dataset.validation` says how many training samples judge, so that no test sample does. */
  readonly base?: ExperimentInput;
  /** What the policy and `base` name beside the built-in kinds. */
  readonly extensions?: Extensions;
  /** Makes runs, such as `runAll` with a data set and a store: with one, a tuning that was stopped goes on. */
  readonly run: (configs: readonly ExperimentConfig[]) => Promise<readonly RunRecord[]>;
  /** Called after every trial and after every finalist. */
  readonly onTrial?: (trial: Trial, stage: 'search' | 'finalist', number: number) => void;
}

export interface Trial extends Scored {
  /** One for every run. */
  readonly accuracies: readonly (readonly [device: string, hidden: number, output: number])[];
}

export interface Tuning {
  readonly policy: string;
  /** The search, in order; the first is where it began. */
  readonly first: readonly Trial[];
  /** The best of the search over all their runs, the best first. */
  readonly finalists: readonly Trial[];
}

/** Throws a MemspikeError of code WORKER if a run of a trial failed, since its score could not be compared. */
export async function tunePolicy(options: TuningOptions): Promise<Tuning> {
  const { trials, finalists = 3, seed = 101, base = {}, extensions, onTrial } = options;
  const policy = resolvePolicy(options.policy, '--policy', extensions);
  const evaluate = (settings: PolicySettings, of: number, noise: NoiseLevel) =>
    evaluateSettings(options, { settings, seed: of, noise });
  const noisy = base.noise?.c2c !== false;
  const first = await searchSettings({
    policy: policy.alias ?? policy.name,
    start: overlaySettings(policy.settings, options.start ?? {}, { where: 'start', own: extensions }),
    tunable: policy.tunable,
    trials,
    seed,
    async evaluate(settings, number) {
      const trial = await evaluate(settings, seed, noisy ? 'on' : 'off');
      onTrial?.(trial, 'search', number);
      return trial;
    },
  });
  const last: Trial[] = [];
  for (const [number, best] of byScore(first).slice(0, finalists).entries()) {
    const again = await evaluate(best.settings, seed + 1, noisy ? 'on' : 'off');
    const quiet = noisy ? [await evaluate(best.settings, seed, 'off')] : [];
    const trial = together([best, again, ...quiet]);
    onTrial?.(trial, 'finalist', number);
    last.push(trial);
  }
  return { policy: policy.name, first, finalists: byScore(last) };
}

async function evaluateSettings(
  { policy, devices, base = {}, extensions, run }: TuningOptions,
  { settings, seed, noise }: { settings: PolicySettings; seed: number; noise: NoiseLevel },
): Promise<Trial> {
  const configs = devices.map((device) =>
    resolveConfig(
      {
        ...base,
        device,
        noise: { ...base.noise, c2c: noise === 'on' },
        compensation: { policy, settings },
        seed,
      },
      extensions,
    ),
  );
  const records = await run(configs);
  if (records.length < configs.length)
    throw new MemspikeError('WORKER', `${configs.length - records.length} of ${configs.length} runs failed`, {
      where: `${typeof policy === 'string' ? policy : policy.name} ${JSON.stringify(settings)}`,
      hint: 'the same command tries them again and keeps the others',
    });
  const accuracies = records.map(
    ({ config, hiddenAccuracy, accuracy }) => [config.device.name, hiddenAccuracy, accuracy] as const,
  );
  return { settings, accuracies, score: scoreOf(accuracies) };
}

function together(trials: readonly Trial[]): Trial {
  const accuracies = trials.flatMap((trial) => trial.accuracies);
  return { settings: trials[0].settings, accuracies, score: scoreOf(accuracies) };
}

function scoreOf(accuracies: Trial['accuracies']): number {
  return accuracies.reduce((sum, [, hidden, output]) => sum + (hidden + output) / 2, 0) / accuracies.length;
}
