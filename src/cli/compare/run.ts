/** `memspike compare`: from flags to a report. */
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { nameOfPolicy } from '../../compensation/all-policies.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Device } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import { roleOf } from '../../experiment/compare/groups.ts';
import { summarise } from '../../experiment/compare/summary.ts';
import type { ExperimentConfig } from '../../experiment/config/config.ts';
import { runId } from '../../experiment/run/identity.ts';
import type { Store } from '../../experiment/store/store.ts';
import { isStyled } from '../../report/text/table.ts';
import { counted } from '../../report/text/words.ts';
import { writeReport } from '../../report/write.ts';
import { answer, notesOf } from '../shared/answer.ts';
import { commandLine } from '../shared/command-line.ts';
import { railToRail } from '../shared/curve.ts';
import { writeResult } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import { type ResultsFolder, resultsFolder, type Subject } from '../shared/results-folder.ts';
import { failure, type Outcome, runAll, storeOf } from '../shared/run-all.ts';
import type { CompareFlags } from './flags.ts';
import { type ComparePlan, planCompare } from './plan.ts';
import { conclusions, soFar } from './print.ts';

/** `args` is the command line behind the flags, for the report. */
export async function runCompare(flags: CompareFlags, args: readonly string[]): Promise<void> {
  const { say } = notesOf(flags);
  const plan = await planCompare(flags, say);
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    const dataset = await openDataset(plan.dataset, interruption.signal);
    say(describeDataset(dataset));
    const folder = resultsFolder(subjectOf(plan, dataset), flags);
    const store = await storeOf(flags);
    say(intention(plan, { dataset, store, flags }));
    say(`results: ${folder.path}`);
    await folder.hold(say);
    const outcome = await runAll(plan.configs, { dataset, store, flags, signal: interruption.signal });
    if (interruption.signal.aborted) await stop(outcome, plan.configs, { store, flags });
    await conclude(outcome, { devices: plan.devices, flags, args, folder, say });
    if (outcome.failed.length > 0) throw failure(outcome.failed, plan.configs.length);
  } finally {
    interruption.release();
  }
}

/** What the folder of results is named after, and what has to be the same for it to take these. */
function subjectOf({ configs, devices, policies }: ComparePlan, dataset: Dataset): Subject {
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
  { configs, devices, policies }: ComparePlan,
  { dataset, store, flags }: { dataset: Dataset; store: Store; flags: CompareFlags },
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

/** What there is so far, and how to go on. */
async function stop(
  { records }: Outcome,
  configs: readonly ExperimentConfig[],
  { store, flags }: { store: Store; flags: CompareFlags },
): Promise<never> {
  const comparison = summarise(records);
  const options = { styled: isStyled(process.stdout, process.env) };
  if (flags.json !== '-') await writeResult('-', soFar(comparison, options), options);
  const same = flags.fresh ? 'the same command without --fresh' : 'the same command';
  throw new MemspikeError(
    'ABORTED',
    `stopped: ${records.length} of ${counted(configs.length, 'run')} finished and kept in ${store.path}`,
    { hint: `${same} goes on from there` },
  );
}

async function conclude(
  { records }: Outcome,
  context: {
    devices: readonly Device[];
    flags: CompareFlags;
    args: readonly string[];
    folder: ResultsFolder;
    say: (text: string) => void;
  },
): Promise<void> {
  const { devices, flags, args, folder, say } = context;
  if (records.length === 0) return;
  const comparison = summarise(records);
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
  await answer(flags, comparison, () => conclusions(comparison, options), options);
  const pictures = paths.filter((path) => path.endsWith('.svg')).length;
  say(`\nreport: ${paths[0]}\nbeside it: comparison.json, ${counted(pictures, 'picture')} (SVG)`);
}
