/** `memspike tune`: from flags to settings that `--config` takes. */
import { join } from 'node:path';
import { defaultPolicy, nameOfPolicy } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import { settingAt } from '../../compensation/setting-path.ts';
import type { PolicySettings } from '../../compensation/settings.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Device } from '../../device/device.ts';
import { sha256 } from '../../engine/digest.ts';
import { MemspikeError } from '../../errors.ts';
import { TUNED } from '../../experiment/compare/defaults.ts';
import { type ExperimentInput, resolveConfig } from '../../experiment/config/config.ts';
import { withoutPolicy } from '../../experiment/config/for-policy.ts';
import { rememberingStore } from '../../experiment/run/runs.ts';
import { heldBack, type Trial, type Tuning, tune } from '../../experiment/tune/tune.ts';
import { workers } from '../../experiment/workers/workers.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { counted, percent } from '../../report/text/words.ts';
import { answer, notesOf } from '../shared/answer.ts';
import { devicesOf, policiesOf } from '../shared/choices.ts';
import { printRows } from '../shared/columns.ts';
import { flagOf, placingFlags, readConfig, withFlags } from '../shared/configuration.ts';
import { placing } from '../shared/failure.ts';
import { json } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { oneNoise } from '../shared/only-one.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import { openTold } from '../shared/open-store.ts';
import { folderName, RESULTS, type ResultsFolder, resultsFolder } from '../shared/results-folder.ts';
import type { TuneFlags } from './flags.ts';

export async function runTune(flags: TuneFlags): Promise<void> {
  const { say } = notesOf(flags);
  const plan = await planTune(flags);
  const { given, devices, policies } = plan;
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    const { signal } = interruption;
    const { dataset: source } = await placingFlags(() => resolveConfig(given));
    const whole = await openDataset({ ...source, train: 0, test: 0, validation: 0 }, signal);
    const { validation } = flags;
    const dataset = await placing(
      (where) => flagOf(`dataset.${where}`),
      () => heldBack(whole, { base: given, validation }),
    );
    say(`${describeDataset(dataset)}; the test samples are held back from training`);
    const folders = foldersOf(plan, dataset, flags);
    say(`results: ${folders[0].path}`);
    await folders[0].hold(say);
    const runs = await runsOf(folders[0], { flags, signal, say });
    const tunings: Tuning[] = [];
    for (const [k, policy] of policies.entries()) {
      const name = nameOfPolicy(policy);
      const tuning = await keeping(runs.path, signal, () =>
        tune({
          ...{ policy, devices, validation, base: given, dataset: whole, ...plan.budget, ...runs.options },
          onTrial: (trial, stage, number) => say(`${name}, ${progressOf(trial, stage, number, plan.budget)}`),
        }),
      );
      await folders[k].holds([`tuned-${name}.json`]);
      const path = join(folders[k].path, `tuned-${name}.json`);
      await replaceFile(path, json(tunedConfig(tuning, { given: withoutPolicy(given), devices })));
      say(`settings: ${path}`);
      tunings.push(tuning);
    }
    say('');
    await answer(flags, tunings, () => `${printRows(rowsOf(tunings))}\n`);
  } finally {
    interruption.release();
  }
}

interface TunePlan {
  readonly given: ExperimentInput;
  readonly devices: readonly Device[];
  readonly policies: readonly (string | PolicyInput)[];
  readonly budget: Budget;
}

interface Budget {
  readonly trials: number;
  readonly finalists: number;
  readonly seed: number;
}

async function planTune(flags: TuneFlags): Promise<TunePlan> {
  const { trials = TUNED.trials, finalists = TUNED.finalists, seed = TUNED.seed } = flags;
  const file = await readConfig(flags.config);
  const given = withFlags(file, flags);
  const noise = oneNoise(flags.noise, file.noise?.c2c === false ? 'off' : 'on');
  return {
    given: { ...given, noise: { ...given.noise, c2c: noise === 'on' } },
    devices: await devicesOf(flags, file),
    policies: policiesOf(flags, file, [defaultPolicy]),
    budget: { trials, finalists, seed },
  };
}

/** One folder, with the settings of each policy as a result of its own. */
function foldersOf(plan: TunePlan, dataset: Dataset, flags: TuneFlags): readonly ResultsFolder[] {
  const { devices, policies, budget, given } = plan;
  const names = devices.map(({ name }) => name);
  const idOf = (policy: string | PolicyInput) =>
    sha256(new TextEncoder().encode(JSON.stringify([policy, devices, budget, given, dataset.id])));
  const ids = policies.map(idOf);
  const out =
    flags.out ??
    join(RESULTS, folderName({ words: [['tune'], names, policies.map(nameOfPolicy)], parts: ids }));
  return policies.map((policy, k) =>
    resultsFolder(
      {
        kind: `tuning of ${nameOfPolicy(policy)}`,
        title: `${nameOfPolicy(policy)} on ${names.join(', ')}, ${counted(budget.trials, 'trial')}, ${dataset.id}`,
        words: [],
        parts: [ids[k]],
      },
      { out, fresh: flags.fresh },
    ),
  );
}

async function runsOf(
  folder: ResultsFolder,
  {
    flags,
    signal,
    say,
  }: { readonly flags: TuneFlags; readonly signal: AbortSignal; readonly say: (text: string) => void },
) {
  const store = await openTold(folder.path, say);
  const kept = rememberingStore(flags.fresh ? { ...store, records: new Map() } : store);
  return {
    path: store.path,
    options: {
      signal,
      store: kept,
      runner: workers({ threads: flags.workers }),
      onFailure: (_: unknown, error: Error) => say(error.message),
    },
  };
}

/** A search that is stopped says where its runs are kept. */
async function keeping<Result>(
  path: string,
  signal: AbortSignal,
  search: () => Promise<Result>,
): Promise<Result> {
  try {
    return await placingFlags(search);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new MemspikeError('ABORTED', `stopped: finished runs are kept in ${path}`, {
      hint: 'the same command goes on from there',
      cause: error,
    });
  }
}

function progressOf(
  { score }: Trial,
  stage: 'search' | 'finalist',
  number: number,
  { trials, finalists }: Budget,
): string {
  const of = stage === 'search' ? trials : Math.min(finalists, trials);
  return `${stage === 'search' ? 'trial' : 'finalist'} ${number + 1}/${of}  ${percent(score)} %`;
}

/** A configuration file: what was given, and the settings found. A single device stays its device. */
function tunedConfig(
  { policy, finalists: [best] }: Tuning,
  { given, devices }: { readonly given: ExperimentInput; readonly devices: readonly Device[] },
): ExperimentInput {
  const { validation: _, ...dataset } = given.dataset ?? {};
  return {
    ...given,
    dataset,
    ...(devices.length === 1 && { device: devices[0] }),
    compensation: { policy, settings: best.settings },
  } as ExperimentInput;
}

function rowsOf(tunings: readonly Tuning[]): readonly (readonly string[])[] {
  return [
    [
      'policy',
      'start, %',
      'best trial, %',
      'chosen, all runs, %',
      'learning rates',
      'weight scales',
      'budget',
    ],
    ...tunings.map(({ policy, first, finalists: [best] }) => [
      policy,
      percent(first[0].score),
      percent(Math.max(...first.map(({ score }) => score))),
      percent(best.score),
      ...['learning.rate', 'cell.weightScale'].map((path) => both(best.settings, path)),
      counted(first.length, 'trial'),
    ]),
  ];
}

/** A number of hidden layers and of the output layer. */
function both(settings: PolicySettings, path: string): string {
  return [path, `output.${path}`].map((one) => settingAt(settings, one)).join(', ');
}
