/** `memspike compare`: from flags to a report. */
import { availableParallelism } from 'node:os';
import type { Dataset } from '../../data/dataset.ts';
import type { Device } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import type { Job } from '../../experiment/compare/plan.ts';
import { summarise } from '../../experiment/compare/summary.ts';
import { runId } from '../../experiment/run/identity.ts';
import type { Store } from '../../experiment/store/store.ts';
import { isStyled } from '../../report/text/table.ts';
import { counted } from '../../report/text/words.ts';
import { writeReport } from '../../report/write.ts';
import { commandLine } from '../shared/command-line.ts';
import { railToRail } from '../shared/curve.ts';
import { json, writeResult } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import type { CompareFlags } from './compare.ts';
import { conclusions, soFar } from './conclusions.ts';
import { type ComparePlan, planCompare } from './plan.ts';
import { failure, type Outcome, runAll, storeOf } from './run-all.ts';

/** `args` is the command line behind the flags, for the report. */
export async function runCompare(flags: CompareFlags, args: readonly string[]): Promise<void> {
  const say = (text: string) => {
    if (!flags.quiet) process.stderr.write(`${text}\n`);
  };
  const plan = await planCompare(flags, say);
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    const dataset = await openDataset(plan.dataset, interruption.signal);
    say(describeDataset(dataset));
    const store = await storeOf(flags);
    say(intention(plan, { dataset, store, flags }));
    const outcome = await runAll(plan.jobs, { dataset, store, flags, signal: interruption.signal });
    if (interruption.signal.aborted) stop(outcome, plan.jobs, { store, flags });
    await conclude(outcome, { devices: plan.devices, flags, args, say });
    if (outcome.failed.size > 0) throw failure(outcome.failed, plan.jobs.length);
  } finally {
    interruption.release();
  }
}

/** One line: how many runs, of what, on how many threads. */
function intention(
  { jobs, devices, policies }: ComparePlan,
  { dataset, store, flags }: { dataset: Dataset; store: Store; flags: CompareFlags },
): string {
  const kept = jobs.filter(({ config }) => store.records.has(runId(config, dataset))).length;
  const baselines = jobs.filter(({ role }) => role !== 'arm').length;
  const workers = Math.max(1, Math.min(flags.workers ?? availableParallelism(), jobs.length - kept));
  const parts = [
    counted(devices.length, 'device'),
    policies.length === 1 ? '1 policy' : `${policies.length} policies`,
    ...(flags.noise === 'both' ? ['noise on and off'] : []),
    counted(flags.seeds, 'seed'),
  ];
  const found = kept > 0 ? `, ${kept} of them finished before` : '';
  return (
    `${counted(jobs.length, 'run')}${found}: ${parts.join(' × ')}, and ${baselines} for the baselines; ` +
    `${counted(jobs[0].config.training.epochs, 'epoch')} each, ${counted(workers, 'worker')}`
  );
}

function stop(
  { finished }: Outcome,
  jobs: readonly Job[],
  { store, flags }: { store: Store; flags: CompareFlags },
): never {
  const options = { styled: isStyled(process.stdout, process.env) };
  if (flags.json !== '-') process.stdout.write(soFar(summarise(finished), options));
  const same = flags.fresh ? 'the same command without --fresh' : 'the same command';
  throw new MemspikeError(
    'ABORTED',
    `stopped: ${finished.length} of ${counted(jobs.length, 'run')} finished and kept in ${store.path}`,
    { hint: `${same} goes on from there` },
  );
}

async function conclude(
  { finished }: Outcome,
  context: {
    devices: readonly Device[];
    flags: CompareFlags;
    args: readonly string[];
    say: (text: string) => void;
  },
): Promise<void> {
  const { devices, flags, args, say } = context;
  if (finished.length === 0) return;
  const comparison = summarise(finished);
  const [report, ...rest] = await writeReport({
    comparison,
    records: finished.map(({ record }) => record),
    curves: devices.flatMap((device) => railToRail(device) ?? []),
    command: commandLine(args),
    outDir: flags.out,
  });
  if (flags.json !== undefined) await writeResult(flags.json, json(comparison));
  if (flags.json !== '-')
    process.stdout.write(
      `${flags.quiet ? '' : '\n'}${conclusions(comparison, { styled: isStyled(process.stdout, process.env) })}`,
    );
  const pictures = rest.filter((path) => path.endsWith('.svg')).length;
  say(
    `\nreport: ${report}\nbeside it: comparison.json, records.ndjson, ${counted(pictures, 'picture')} (SVG)`,
  );
}
