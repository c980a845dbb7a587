/** `memspike explain`: from flags to an attribution. */
import { join } from 'node:path';
import { nameOfPolicy } from '../../compensation/all-policies.ts';
import type { Device } from '../../device/device.ts';
import { EXPLAINED } from '../../experiment/compare/defaults.ts';
import { type DatasetOptions, resolveConfig } from '../../experiment/config/config.ts';
import { type Attribution, type AttributionOptions, explain } from '../../experiment/explain/explain.ts';
import { runId } from '../../experiment/run/identity.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { nodeSvg } from '../../report/node-document.ts';
import { attributionPicture } from '../../report/pictures/attribution.ts';
import { attributionRows, attributionTitle } from '../../report/text/attribution-table.ts';
import { plainLine } from '../../report/text/plain.ts';
import { counted } from '../../report/text/words.ts';
import { answer, notesOf } from '../shared/answer.ts';
import { devicesOf, policiesOf, seedsOf } from '../shared/choices.ts';
import { printRows } from '../shared/columns.ts';
import { failure, makeCommandRuns } from '../shared/command-runs.ts';
import { placingFlags, readConfig, withFlags } from '../shared/configuration.ts';
import { json } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { oneNoise } from '../shared/only-one.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import { type ResultsFolder, resultsFolder, type Subject } from '../shared/results-folder.ts';
import type { ExplainFlags } from './flags.ts';

export async function runExplain(flags: ExplainFlags): Promise<void> {
  const { say } = notesOf(flags);
  const { dataset: source, ...explained } = await planExplain(flags);
  const seeds = explained.seeds.length;
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    let folder: ResultsFolder | undefined;
    let total = 0;
    const { attributions, failures } = await makeCommandRuns(
      {
        flags,
        dataset: () => openDataset(source, interruption.signal),
        signal: interruption.signal,
        async onPlan(configs, { dataset, store }) {
          say(describeDataset(dataset));
          total = configs.length;
          const ids = configs.map((config) => runId(config, dataset));
          folder = resultsFolder(subjectOf(explained, dataset.id, ids), flags);
          const kept = ids.filter((id) => store.records.has(id)).length;
          const found = kept > 0 ? `, ${kept} of them finished before` : '';
          const variants = counted(total / seeds, 'variant');
          say(`${counted(total, 'run')}${found}: ${variants} × ${counted(seeds, 'seed')}`);
          say(`results: ${folder.path}`);
          await folder.hold(say);
        },
      },
      (options) => explain({ ...explained, ...options }),
    );
    if (folder !== undefined && attributions.length > 0)
      await conclude(attributions, { flags, folder, seeds, say });
    if (failures.length > 0) throw failure(failures, total);
  } finally {
    interruption.release();
  }
}

function subjectOf({ devices, policies }: Explained, data: string, ids: readonly string[]): Subject {
  const names = devices.map(({ name }) => name);
  const named = policies.map(nameOfPolicy);
  return {
    kind: 'attribution',
    title: `${names.join(', ')} × ${named.join(', ')} on ${data}`,
    words: [['explain'], names, named],
    parts: ids,
  };
}

interface Explained extends AttributionOptions {
  readonly devices: readonly Device[];
}

async function planExplain(flags: ExplainFlags): Promise<Explained & { readonly dataset: DatasetOptions }> {
  const file = await readConfig(flags.config);
  const base = withFlags(file, flags);
  const { dataset } = await placingFlags(() => resolveConfig(base));
  return {
    devices: await devicesOf(flags, file),
    policies: policiesOf(flags, file, EXPLAINED.policies),
    noise: oneNoise(flags.noise, file.noise?.c2c === false ? 'off' : 'on'),
    seeds: seedsOf(flags, file),
    base,
    dataset,
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
  await replaceFile(picture, nodeSvg(attributionPicture(attributions)));
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
