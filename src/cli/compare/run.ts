/** `memspike compare`: from flags to a report. */
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { nameOfPolicy } from '../../compensation/all-policies.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Device } from '../../device/device.ts';
import { compare } from '../../experiment/compare/compare.ts';
import type { ComparisonWithRecords } from '../../experiment/compare/comparison.ts';
import { roleOf } from '../../experiment/compare/groups.ts';
import { summarise } from '../../experiment/compare/summary.ts';
import type { ExperimentConfig } from '../../experiment/config/config.ts';
import { runId } from '../../experiment/run/identity.ts';
import type { RunRecord } from '../../experiment/run/record.ts';
import type { Store } from '../../experiment/store/store.ts';
import { withVerdicts } from '../../report/text/finding-in-words.ts';
import { isStyled } from '../../report/text/table.ts';
import { counted, listed } from '../../report/text/words.ts';
import { writeReport } from '../../report/write.ts';
import { answer, notesOf } from '../shared/answer.ts';
import { commandLine } from '../shared/command-line.ts';
import { failure, makeCommandRuns } from '../shared/command-runs.ts';
import { railToRail } from '../shared/curve.ts';
import { writeResult } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import { type ResultsFolder, resultsFolder, type Subject } from '../shared/results-folder.ts';
import type { CompareFlags } from './flags.ts';
import { type ComparePlan, planCompare } from './plan.ts';
import { conclusions, soFar } from './print.ts';

/** `args` is the command line behind the flags, for the report. */
export async function runCompare(flags: CompareFlags, args: readonly string[]): Promise<void> {
  const { say } = notesOf(flags);
  const { dataset: source, ...compared } = await planCompare(flags, say);
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    let folder: ResultsFolder | undefined;
    let total = 0;
    const { comparison, records, failures } = await makeCommandRuns(
      {
        flags,
        dataset: () => openDataset(source, interruption.signal),
        signal: interruption.signal,
        async onPlan(configs, { dataset, store }) {
          say(question(compared));
          say(describeDataset(dataset));
          total = configs.length;
          folder = resultsFolder(subjectOf(configs, compared, dataset), flags);
          say(intention(configs, { compared, dataset, store, flags }));
          say(`results: ${folder.path}`);
          await folder.hold(say);
        },
        onStopped: (finished) => printSoFar(finished, flags),
      },
      (options) => compare({ ...compared, ...options }),
    );
    if (folder !== undefined && records.length > 0)
      await conclude({ comparison, records }, { devices: compared.devices, flags, args, folder, say });
    if (failures.length > 0) throw failure(failures, total);
  } finally {
    interruption.release();
  }
}

type Compared = Omit<ComparePlan, 'dataset'>;

/** What a comparison is for, to somebody who has never seen one. */
function question({ devices }: Compared): string {
  const names =
    devices.length > 3 ? counted(devices.length, 'device') : listed(devices.map(({ title }) => title));
  return `Can ${names} learn? A spiking network is trained through the pulses of each, and beside it with ideal weights.`;
}

/** What the folder of results is named after, and what has to be the same for it to take these. */
function subjectOf(
  configs: readonly ExperimentConfig[],
  { devices, policies }: Compared,
  dataset: Dataset,
): Subject {
  const names = devices.map(({ name }) => name);
  const named = policies.map(nameOfPolicy);
  return {
    kind: 'comparison',
    title: `${names.join(', ')} × ${named.join(', ')} on ${dataset.id}`,
    words: [['compare'], names, named],
    parts: configs.map((config) => runId(config, dataset)),
  };
}

/** One line: how many runs, of what, on how many threads. */
function intention(
  configs: readonly ExperimentConfig[],
  {
    compared: { devices, policies },
    dataset,
    store,
    flags,
  }: { compared: Compared; dataset: Dataset; store: Store; flags: CompareFlags },
): string {
  const kept = configs.filter((config) => store.records.has(runId(config, dataset))).length;
  const baselines = configs.filter((config) => roleOf(config) !== 'arm').length;
  const workers = Math.max(1, Math.min(flags.workers ?? availableParallelism(), configs.length - kept));
  const parts = [
    counted(devices.length, 'device'),
    policies.length === 1 ? '1 policy' : `${policies.length} policies`,
    ...(flags.noise === 'both' ? ['noise on and off'] : []),
    counted(new Set(configs.map(({ seed }) => seed)).size, 'seed'),
  ];
  const found = kept > 0 ? `, ${kept} of them finished before` : '';
  return (
    `${counted(configs.length, 'run')}${found}: ${parts.join(' × ')}, and ${baselines} for the baselines; ` +
    `${counted(configs[0].training.epochs, 'epoch')} each, ${counted(workers, 'worker')}`
  );
}

async function printSoFar(records: readonly RunRecord[], { json, metric }: CompareFlags): Promise<void> {
  const options = { styled: isStyled(process.stdout, process.env) };
  if (json !== '-') await writeResult('-', soFar(summarise(records, { metric }), options), options);
}

async function conclude(
  { comparison, records }: ComparisonWithRecords,
  context: {
    devices: readonly Device[];
    flags: CompareFlags;
    args: readonly string[];
    folder: ResultsFolder;
    say: (text: string) => void;
  },
): Promise<void> {
  const { devices, flags, args, folder, say } = context;
  const paths = await writeReport({
    comparison,
    records,
    curves: devices.flatMap((device) => railToRail(device) ?? []),
    command: commandLine(args),
    outDir: folder.path,
  });
  await folder.holds(paths.map((path) => basename(path)));
  say('');
  const options = { styled: isStyled(process.stdout, process.env) };
  await answer(flags, withVerdicts(comparison), () => conclusions(comparison, options), options);
  const pictures = paths.filter((path) => path.endsWith('.svg')).length;
  say(`\nreport: ${paths[0]}\nbeside it: comparison.json, ${counted(pictures, 'picture')} (SVG)`);
}
