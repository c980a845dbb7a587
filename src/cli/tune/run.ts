/** `memspike tune`: from flags to settings that `--config` takes. */
import { join } from 'node:path';
import { defaultPolicy, nameOfPolicy } from '../../compensation/all-policies.ts';
import { settingAt } from '../../compensation/setting-path.ts';
import { overlaySettings, type PolicySettings } from '../../compensation/settings.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Device } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import type { Job } from '../../experiment/compare/plan.ts';
import type { Finished } from '../../experiment/compare/summary.ts';
import { type DatasetOptions, type ExperimentInput, resolveConfig } from '../../experiment/config/config.ts';
import { runJobs } from '../../experiment/jobs/jobs.ts';
import { openStore } from '../../experiment/store/store.ts';
import { type Trial, type Tuning, tunePolicy } from '../../experiment/tune/tuning.ts';
import type { LocalOptions } from '../../learning/rules/local.ts';
import { replaceFile } from '../../report/replace-file.ts';
import { counted, percent } from '../../report/text/words.ts';
import { devicesOf, noiseOf, policiesOf } from '../compare/plan.ts';
import { placingFlags, readConfig, withFlags, withoutPolicy } from '../shared/base-config.ts';
import { printRows } from '../shared/columns.ts';
import { json, writeResult } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import type { TuneFlags } from './tune.ts';

export async function runTune(flags: TuneFlags): Promise<void> {
  const say = (text: string) => {
    if (!flags.quiet) process.stderr.write(`${text}\n`);
  };
  const file = await readConfig(flags.config);
  const devices = await devicesOf(flags, file);
  const policies = policiesOf(flags, file, [defaultPolicy]);
  const given = withFlags(file, flags);
  const [noise] = noiseOf(flags, file);
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    const { signal } = interruption;
    const { dataset: source } = await placingFlags(() => resolveConfig(given));
    const dataset = await openForTuning(source, { validation: flags.validation, signal });
    const base: ExperimentInput = {
      ...given,
      noise: { ...given.noise, c2c: noise === 'on' },
      dataset: { ...given.dataset, validation: dataset.test.count },
    };
    const written = withoutPolicy({ ...given, noise: base.noise });
    say(`${describeDataset(dataset)}; the test samples are held back from training`);
    const run = await runner({ dataset, flags, signal, say });
    const tunings: Tuning[] = [];
    const named = file.compensation?.policy;
    for (const policy of policies) {
      const name = nameOfPolicy(policy);
      const own = named !== undefined && nameOfPolicy(named) === name;
      const tuning = await tunePolicy({
        policy,
        devices,
        trials: flags.trials,
        finalists: flags.finalists,
        seed: flags.seed,
        base: withoutPolicy(base),
        ...(own && { start: startOf(base) }),
        run,
        onTrial: (trial, stage, number) => say(`${name}, ${progressOf(trial, stage, number, flags)}`),
      });
      const path = join(flags.out, `tuned-${name}.json`);
      await replaceFile(path, json(tunedConfig(tuning, { given: written, devices })));
      say(`settings: ${path}`);
      tunings.push(tuning);
    }
    if (flags.json !== undefined) await writeResult(flags.json, json(tunings));
    if (flags.json !== '-') process.stdout.write(`${flags.quiet ? '' : '\n'}${printRows(rowsOf(tunings))}\n`);
  } finally {
    interruption.release();
  }
}

/** What the file says of its own policy: where the search for that policy begins. */
function startOf(base: ExperimentInput) {
  const { compensation, learning } = resolveConfig(base);
  const { balance, rate } = learning.rule as LocalOptions;
  return overlaySettings(compensation.settings, {
    learning: { rate: rate[0], balance: balance.membrane },
    output: { learning: { rate: rate[1] } },
  });
}

/** The data with training samples held back in place of the test samples. */
async function openForTuning(
  source: DatasetOptions,
  { validation, signal }: { readonly validation?: number; readonly signal: AbortSignal },
): Promise<Dataset> {
  const whole = await openDataset({ ...source, test: 0, validation: 0 }, signal);
  const held = validation ?? (source.validation || Math.max(1, Math.floor(whole.train.count / 5)));
  // Where `train` is given it is the number of samples left to train with; only all there are give some up.
  return openDataset({ ...source, test: 0, validation: held }, signal);
}

async function runner(context: {
  readonly dataset: Dataset;
  readonly flags: TuneFlags;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}): Promise<(jobs: readonly Job[]) => Promise<Finished[]>> {
  const { dataset, flags, signal, say } = context;
  const store = await openStore(flags.out);
  const known = new Map(store.records);
  return async (jobs) => {
    try {
      const finished = await runJobs({
        jobs,
        dataset,
        store: { ...store, records: known },
        workers: flags.workers,
        signal,
        onFailure: (_, error) => say(error.message),
      });
      for (const { record } of finished) known.set(record.id, record);
      return finished;
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new MemspikeError('ABORTED', `stopped: finished runs are kept in ${store.path}`, {
        hint: 'the same command goes on from there',
      });
    }
  };
}

function progressOf(
  { score }: Trial,
  stage: 'search' | 'finalist',
  number: number,
  flags: TuneFlags,
): string {
  const of = stage === 'search' ? flags.trials : Math.min(flags.finalists, flags.trials);
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
