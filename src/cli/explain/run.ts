/** `memspike explain`: from flags to an attribution. */
import { join } from 'node:path';
import { nameOfPolicy } from '../../compensation/all-policies.ts';
import { MemspikeError } from '../../errors.ts';
import { type DatasetOptions, resolveConfig } from '../../experiment/config/config.ts';
import {
  type Attribution,
  planAttribution,
  summariseAttribution,
  type VariantRun,
} from '../../experiment/explain/attribution.ts';
import { runId } from '../../experiment/run/identity.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { attributionPicture } from '../../report/pictures/attribution.ts';
import { attributionRows, attributionTitle } from '../../report/text/attribution-table.ts';
import { plainLine } from '../../report/text/plain.ts';
import { counted } from '../../report/text/words.ts';
import { answer, notesOf } from '../shared/answer.ts';
import { devicesOf, policiesOf, seedsOf } from '../shared/choices.ts';
import { printRows } from '../shared/columns.ts';
import { placingFlags, readConfig, withFlags, withoutPolicy } from '../shared/configuration.ts';
import { json } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { oneNoise } from '../shared/only-one.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import { type ResultsFolder, resultsFolder } from '../shared/results-folder.ts';
import { failure, runAll, storeOf } from '../shared/run-all.ts';
import type { ExplainFlags } from './flags.ts';

export async function runExplain(flags: ExplainFlags): Promise<void> {
  const { say } = notesOf(flags);
  const { runs, dataset: source, policies, seeds } = await planExplain(flags);
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    const dataset = await openDataset(source, interruption.signal);
    say(describeDataset(dataset));
    const devices = [...new Set(runs.map(({ device }) => device))];
    const ids = runs.map(({ config }) => runId(config, dataset));
    const folder = resultsFolder(
      {
        kind: 'attribution',
        title: `${devices.join(', ')} × ${policies.join(', ')} on ${dataset.id}`,
        words: [['explain'], devices, policies],
        parts: ids,
      },
      flags,
    );
    const store = await storeOf(flags);
    const kept = ids.filter((id) => store.records.has(id)).length;
    const found = kept > 0 ? `, ${kept} of them finished before` : '';
    const variants = counted(runs.length / seeds, 'variant');
    say(`${counted(runs.length, 'run')}${found}: ${variants} × ${counted(seeds, 'seed')}`);
    say(`results: ${folder.path}`);
    await folder.hold(say);
    const configs = runs.map(({ config }) => config);
    const { records, failed } = await runAll(configs, { dataset, store, flags, signal: interruption.signal });
    if (interruption.signal.aborted)
      throw new MemspikeError(
        'ABORTED',
        `stopped: ${records.length} of ${counted(runs.length, 'run')} finished and kept in ${store.path}`,
        { hint: `the same command${flags.fresh ? ' without --fresh' : ''} goes on from there` },
      );
    if (records.length > 0)
      await conclude(summariseAttribution(runs, records), { flags, folder, seeds, say });
    if (failed.length > 0) throw failure(failed, runs.length);
  } finally {
    interruption.release();
  }
}

interface ExplainPlan {
  readonly runs: readonly VariantRun[];
  readonly policies: readonly string[];
  /** How many. */
  readonly seeds: number;
  readonly dataset: DatasetOptions;
}

/** Settings in the file that are its policy's reach no other policy, as in `compare`. */
async function planExplain(flags: ExplainFlags): Promise<ExplainPlan> {
  const file = await readConfig(flags.config);
  const base = withFlags(file, flags);
  const devices = await devicesOf(flags, file);
  const policies = policiesOf(flags, file, ['none']);
  const named = file.compensation?.policy;
  const noise = oneNoise(flags.noise, file.noise?.c2c === false ? 'off' : 'on');
  const seeds = seedsOf(flags, file);
  const runs = await placingFlags(() =>
    devices.flatMap((device) =>
      policies.flatMap((policy) =>
        planAttribution({
          devices: [device],
          policies: [policy],
          noise,
          seeds,
          base:
            named === undefined || nameOfPolicy(named) === nameOfPolicy(policy) ? base : withoutPolicy(base),
        }),
      ),
    ),
  );
  return {
    runs,
    policies: policies.map(nameOfPolicy),
    seeds: seeds.length,
    dataset: resolveConfig(base).dataset,
  };
}

async function conclude(
  attributions: readonly Attribution[],
  context: {
    readonly flags: ExplainFlags;
    readonly folder: ResultsFolder;
    readonly seeds: number;
    readonly say: (text: string) => void;
  },
): Promise<void> {
  const { flags, folder, seeds, say } = context;
  await folder.holds(['attribution.json', 'attribution.svg']);
  const picture = join(folder.path, 'attribution.svg');
  await replaceFile(picture, attributionPicture(attributions));
  await replaceFile(join(folder.path, 'attribution.json'), json(attributions));
  await answer(flags, attributions, () => {
    const blocks = attributions.map(
      (one) => `${plainLine(attributionTitle(one))}\n${printRows(attributionRows(one))}\n`,
    );
    const spread = seeds > 1 ? ' (95 % interval of the mean)' : '';
    return `${blocks.join('\n')}\npercentage points of accuracy${spread}\n`;
  });
  say(`\npicture: ${picture}\nbeside it: attribution.json`);
}
