/**
 * Tuning of a policy with a fixed budget. Every trial trains all devices with one seed; the best few are run again
 * with a second seed and without noise. Score: mean of hidden and output accuracy over all runs of a setting.
 */
import { nameOfPolicy, resolvePolicy } from '../../compensation/all-policies.ts';
import type { Policy, PolicyInput } from '../../compensation/policy.ts';
import { overlaySettings, type PolicySettings, type SettingsInput } from '../../compensation/settings.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Device, DeviceOptions } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import type { LocalOptions } from '../../learning/rules/local.ts';
import { requireKnown } from '../../schema/known-options.ts';
import { TUNED } from '../compare/defaults.ts';
import type { NoiseLevel } from '../compare/groups.ts';
import { type ExperimentInput, resolveConfig } from '../config/config.ts';
import { cutDataset } from '../config/dataset.ts';
import { withoutPolicy } from '../config/for-policy.ts';
import { datasetOf, makeRuns, RUNS_OPTIONS, type RunsOptions, rememberingStore } from '../run/runs.ts';
import { byScore, type Scored, searchSettings } from './search.ts';

export interface TuneOptions extends Omit<RunsOptions, 'onPlan'> {
  /** A name, or a policy of one's own. */
  readonly policy: string | PolicyInput;
  /** One setting serves all of them. */
  readonly devices: readonly (string | Device | DeviceOptions)[];
  /** Settings to try, ≥ 1. Default: 14. */
  readonly trials?: number;
  /** How many of them are run again. Default: 3. */
  readonly finalists?: number;
  /** Of the search; the finalists' second is the next. Default: 101. */
  readonly seed?: number;
  /** Where the search begins, over the policy's own settings. */
  readonly start?: SettingsInput;
  /** Everything else. `dataset.train` is how many samples are left to train with. */
  readonly base?: ExperimentInput;
  /** Training samples that judge, so that no test sample does. Default: those of `base`, or else a fifth. */
  readonly validation?: number;
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

const OWN = [
  ...['policy', 'devices', 'trials', 'finalists', 'seed', 'start', 'base', 'validation', 'onTrial'],
] as const;

/**
 * Searches a policy's tunable settings. With a store, a search that was stopped goes on when it is asked for again.
 * Throws as `compare` does, and WORKER if a run of a trial failed, since its score could not be compared.
 */
export async function tune(options: TuneOptions): Promise<Tuning> {
  requireKnown(options, [...OWN, ...RUNS_OPTIONS], 'tune');
  const { trials = TUNED.trials, finalists = TUNED.finalists, seed = TUNED.seed } = options;
  const { extensions, onTrial, runner, signal, onProgress, onFinished, onFailure } = options;
  const policy = resolvePolicy(options.policy, 'policy', extensions);
  const dataset = heldBack(await datasetOf(options), options);
  const base = {
    ...withoutPolicy(options.base ?? {}, extensions),
    dataset: { ...options.base?.dataset, validation: dataset.test.count },
  };
  const runs = {
    ...{ dataset, extensions, runner, signal, store: rememberingStore(options.store) },
    ...{ onProgress, onFinished, onFailure },
  };
  const evaluate = (settings: PolicySettings, of: number, noise: NoiseLevel) =>
    evaluateSettings(runs, { policy, devices: options.devices, base }, { settings, seed: of, noise });
  const noisy = base.noise?.c2c !== false;
  const first = await searchSettings({
    policy: policy.alias ?? policy.name,
    start: overlaySettings(policy.settings, startOf(options, policy), { where: 'start', own: extensions }),
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

/** The data with training samples held back in place of the test samples. */
export function heldBack(
  dataset: Dataset,
  { base = {}, validation }: Pick<TuneOptions, 'base' | 'validation'>,
): Dataset {
  const { train, splitSeed, validation: asked } = base.dataset ?? {};
  const held = validation ?? (asked || Math.max(1, Math.floor((train || dataset.train.count) / 5)));
  return cutDataset(dataset, { train, splitSeed, validation: held });
}

/** Where the search begins, over the policy's own settings: what `base` says of this policy, if it names it. */
function startOf({ start, base = {}, extensions }: TuneOptions, { name }: Policy): SettingsInput {
  if (start !== undefined) return start;
  const named = base.compensation?.policy;
  if (named === undefined || nameOfPolicy(named) !== name) return {};
  const { compensation, learning } = resolveConfig(base, extensions);
  const { balance, rate } = learning.rule as LocalOptions;
  return overlaySettings(
    compensation.settings,
    { learning: { rate: rate[0], balance: balance.membrane }, output: { learning: { rate: rate[1] } } },
    { own: extensions },
  );
}

interface Tuned {
  readonly policy: Policy;
  readonly devices: TuneOptions['devices'];
  readonly base: ExperimentInput;
}

async function evaluateSettings(
  runs: RunsOptions,
  { policy, devices, base }: Tuned,
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
      runs.extensions,
    ),
  );
  const { records } = await makeRuns(configs, runs);
  if (records.length < configs.length)
    throw new MemspikeError('WORKER', `${configs.length - records.length} of ${configs.length} runs failed`, {
      where: `${policy.name} ${JSON.stringify(settings)}`,
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
