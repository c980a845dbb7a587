/** `memspike explain`: from flags to an attribution. */
import { join } from 'node:path';
import { nameOfPolicy } from '../../compensation/all-policies.ts';
import { MemspikeError } from '../../errors.ts';
import { type DatasetOptions, resolveConfig } from '../../experiment/config/config.ts';
import {
  type Attribution,
  type AttributionJob,
  planAttribution,
  summariseAttribution,
} from '../../experiment/explain/attribution.ts';
import { runId } from '../../experiment/run/identity.ts';
import { attributionPicture } from '../../report/pictures/attribution.ts';
import { replaceFile } from '../../report/replace-file.ts';
import { attributionRows, attributionTitle } from '../../report/text/attribution-table.ts';
import { printable } from '../../report/text/escape.ts';
import { counted } from '../../report/text/words.ts';
import { devicesOf, noiseOf, policiesOf } from '../compare/plan.ts';
import { failure, runAll, storeOf } from '../compare/run-all.ts';
import { placingFlags, readConfig, withFlags, withoutPolicy } from '../shared/base-config.ts';
import { printRows } from '../shared/columns.ts';
import { json, writeResult } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import type { ExplainFlags } from './explain.ts';

export async function runExplain(flags: ExplainFlags): Promise<void> {
  const say = (text: string) => {
    if (!flags.quiet) process.stderr.write(`${text}\n`);
  };
  const { jobs, dataset: source } = await planExplain(flags);
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    const dataset = await openDataset(source, interruption.signal);
    say(describeDataset(dataset));
    const store = await storeOf(flags);
    const kept = jobs.filter(({ config }) => store.records.has(runId(config, dataset))).length;
    const found = kept > 0 ? `, ${kept} of them finished before` : '';
    const variants = jobs.length / flags.seeds;
    say(
      `${counted(jobs.length, 'run')}${found}: ${counted(variants, 'variant')} × ${counted(flags.seeds, 'seed')}`,
    );
    const { finished, failed } = await runAll(jobs, { dataset, store, flags, signal: interruption.signal });
    if (interruption.signal.aborted)
      throw new MemspikeError(
        'ABORTED',
        `stopped: ${finished.length} of ${counted(jobs.length, 'run')} finished and kept in ${store.path}`,
        { hint: `the same command${flags.fresh ? ' without --fresh' : ''} goes on from there` },
      );
    if (finished.length > 0) await conclude(summariseAttribution(jobs, finished), { flags, say });
    if (failed.size > 0) throw failure(failed, jobs.length);
  } finally {
    interruption.release();
  }
}

/** Settings in the file that are its policy's reach no other policy, as in `compare`. */
async function planExplain(
  flags: ExplainFlags,
): Promise<{ readonly jobs: readonly AttributionJob[]; readonly dataset: DatasetOptions }> {
  const file = await readConfig(flags.config);
  const base = withFlags(file, flags);
  const devices = await devicesOf(flags, file);
  const policies = policiesOf(flags, file, ['none']);
  const named = file.compensation?.policy;
  const [noise] = noiseOf(flags, file);
  const seeds = Array.from({ length: flags.seeds }, (_, i) => (flags.seed ?? file.seed ?? 1) + i);
  const jobs = await placingFlags(() =>
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
  return { jobs, dataset: resolveConfig(base).dataset };
}

async function conclude(
  attributions: readonly Attribution[],
  { flags, say }: { readonly flags: ExplainFlags; readonly say: (text: string) => void },
): Promise<void> {
  const picture = join(flags.out, 'attribution.svg');
  await replaceFile(picture, attributionPicture(attributions));
  await replaceFile(join(flags.out, 'attribution.json'), json(attributions));
  if (flags.json !== undefined) await writeResult(flags.json, json(attributions));
  if (flags.json !== '-') {
    const blocks = attributions.map(
      (one) => `${printable(attributionTitle(one))}\n${printRows(attributionRows(one))}\n`,
    );
    const spread = flags.seeds > 1 ? ' (95 % interval of the mean)' : '';
    process.stdout.write(`${blocks.join('\n')}\npercentage points of accuracy${spread}\n`);
  }
  say(`\npicture: ${picture}\nbeside it: attribution.json, records.ndjson`);
}
