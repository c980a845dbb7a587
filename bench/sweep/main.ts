/**
 * npm run bench:sweep: how much faster a comparison of equal runs is with two workers than with one, and what workers
 * cost in memory. Speed counts on two cores that nobody else uses: CPU time over wall time says whether they were.
 *
 *   --rounds N   one worker and two in turns, N times (default: 5)
 *   --docs       writes docs/sweep.md and docs/sweep.json
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type ExperimentConfig, planComparison, workers } from 'memspike/node';
import { makeRuns, roleOf } from 'memspike/parts';
import { commit, machine } from '../provenance.ts';
import { strokesDataset } from '../strokes.ts';
import { sweepPage } from './page.ts';
import type { Resident } from './resident.ts';
import type { Sweep, Timing } from './sweep.ts';

const IMAGES = 1000;
const WORKERS = [1, 2, 5];

const dataset = strokesDataset(28, IMAGES);

/** Eight runs that do the same work: one policy, one device, eight seeds, each about three seconds. */
function equalRuns(epochs: number): readonly ExperimentConfig[] {
  const base = { training: { epochs } };
  const configs = planComparison({
    devices: ['ag-a-si'],
    policies: ['none'],
    noise: ['on'],
    seeds: [1, 2, 3, 4, 5, 6, 7, 8],
    base,
  });
  return configs.filter((config) => roleOf(config) === 'arm');
}

async function timed(configs: readonly ExperimentConfig[], threads: number): Promise<Timing> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const { records } = await makeRuns(configs, { dataset, runner: workers({ threads }) });
  const { user, system } = process.cpuUsage(before);
  if (records.length < configs.length) throw new Error(`${configs.length - records.length} runs failed`);
  return {
    workers: threads,
    wallSeconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
  };
}

function residentOf(workers: number): Resident {
  const script = fileURLToPath(new URL('resident.ts', import.meta.url));
  const args = ['--import', 'tsx', script, `${workers}`];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Resident;
}

function say(label: string, { one, two }: Sweep['brief']): void {
  const part = ({ workers, wallSeconds, cpuSeconds }: Timing) =>
    `${workers}: ${wallSeconds.toFixed(2)} s, CPU/wall ${(cpuSeconds / wallSeconds).toFixed(2)}`;
  console.log(
    `${label}: ${part(one)}; ${part(two)}; ${(one.wallSeconds / two.wallSeconds).toFixed(3)} times as fast`,
  );
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, docs: { type: 'boolean', default: false } },
});
const configs = equalRuns(15);
const rounds: Sweep['rounds'][number][] = [];
for (let round = 0; round < Number(values.rounds); round++) {
  rounds.push({ one: await timed(configs, 1), two: await timed(configs, 2) });
  say(`round ${round + 1}`, rounds[round]);
}
const few = equalRuns(1);
const brief = { one: await timed(few, 1), two: await timed(few, 2) };
say('runs of one epoch', brief);
const resident = WORKERS.map((workers) => {
  const one = residentOf(workers);
  console.log(`${workers} workers: ${one.mebibytes.toFixed(0)} MiB resident`);
  return one;
});
if (values.docs) {
  const sweep: Sweep = {
    machine: machine(),
    commit: commit(),
    command: ['npm run bench:sweep --', ...process.argv.slice(2)].join(' '),
    runs: configs.length,
    rounds,
    brief,
    resident,
  };
  writeFileSync('docs/sweep.json', `${JSON.stringify(sweep, null, 2)}\n`);
  writeFileSync('docs/sweep.md', sweepPage(sweep));
}
