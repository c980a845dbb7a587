/**
 * Tunes every arm with the same budget, on a validation split of the training images; no test image is touched.
 *
 *   node --import tsx studies/tuning/tune.ts [--out DIR] [--trials N] [policy ...]
 *
 * The search is `tunePolicy`, from the settings in START (or a policy's own), on three devices at opposite ends (strong
 * asymmetry, stronger asymmetry, strong noise). For devices without noise, the finalists and the plain settings are
 * compared without noise. Every run is stored; a stopped tuning goes on where it was. Keeps each arm's record in
 * docs/tuning.json and writes docs/tuning.md; the winners are what src/compensation/ ships.
 */
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  type Finished,
  type Job,
  loadDataset,
  openStore,
  type PolicySettings,
  policyNames,
  resolveConfig,
  resolvePolicy,
  runJobs,
  takeStratified,
  tunePolicy,
} from 'memspike/node';
import { keepRecord } from './page.ts';

const DEVICES = ['ag-a-si', 'pcmo', 'alox-hfo2'];
const VALIDATION = 1600;
const SEED = 101;
const FINALISTS = 3;

interface Quiet {
  readonly settings: PolicySettings;
  readonly score: number;
}

const PLAIN: Partial<PolicySettings> = { rate: [0.02, 0.0005], weightScale: [2, 1], balance: 0.25 };

/**
 * Where an arm's search begins, over rate 0.02 and 0.0005, weight scale 2 and 1, balance 0.25; arms that are not named
 * begin at their own settings.
 */
const START: Readonly<Record<string, Partial<PolicySettings>>> = {
  exact: {},
  complementary: {},
  'matched-gain': {},
  none: { weightScale: [1, 1], balance: 0 },
  'symmetry-point': { balance: 0 },
  'one-sided': { stop: 0.9 },
  alternating: { balance: 0 },
  threshold: { eventRate: 0.15, lineThreshold: 0.02 },
  'read-free': { stop: 0.9 },
  'multi-device': { weightScale: [4, 2], stop: 0.9 },
  'shared-residual': { stop: 0.9 },
  residual: { stop: 0.9 },
  'linear-baseline': { weightScale: [1, 1], stop: 0.9 },
  'ideal-baseline': { weightScale: [1, 1] },
};

const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: 'results/tuning' }, trials: { type: 'string', default: '14' } },
  allowPositionals: true,
});
const trials = Number(values.trials);
const arms = positionals.length > 0 ? positionals : [...policyNames, 'linear-baseline', 'ideal-baseline'];
await mkdir(values.out, { recursive: true });
const store = await openStore(values.out);
const dataset = takeStratified(await loadDataset('mnist-10k', { seed: 1 }), {
  validation: VALIDATION,
  seed: 1,
});
const known = new Map(store.records);

for (const policy of arms) {
  const tuning = await tunePolicy({
    policy,
    devices: devicesOf(policy),
    trials,
    finalists: FINALISTS,
    seed: SEED,
    start: START[policy] && { ...PLAIN, ...START[policy] },
    base: { dataset: { validation: VALIDATION } },
    run,
    onTrial: ({ score }, stage, number) =>
      process.stderr.write(`${policy} ${stage} ${number + 1} ${(score * 100).toFixed(2)}\n`),
  });
  const candidates = [tuning.first[0], ...tuning.finalists].map(({ settings }) => settings);
  const quiet = await quietest(policy, candidates);
  const [best] = tuning.finalists;
  await keepRecord(
    {
      policy,
      scores: tuning.first.map(({ score }) => inPercent(score)),
      chosen: tunedOf(policy, best.settings),
      score: inPercent(best.score),
      quiet: tunedOf(policy, quiet.settings),
      quietScore: inPercent(quiet.score),
    },
    { trials, finalists: FINALISTS, devices: DEVICES, validation: VALIDATION },
  );
  process.stderr.write(
    `${policy}: ${(100 * best.score).toFixed(2)} ${JSON.stringify(tunedOf(policy, best.settings))}\n`,
  );
}

async function run(jobs: readonly Job[]): Promise<Finished[]> {
  const finished = await runJobs({
    jobs,
    dataset,
    store: { ...store, records: known },
    onFailure: (_, error) => process.stderr.write(`${error.message}\n`),
  });
  for (const { record } of finished) known.set(record.id, record);
  return finished;
}

/** The settings that do best on the search's devices with their noise off, with the first seed. */
async function quietest(policy: string, candidates: readonly PolicySettings[]): Promise<Quiet> {
  let best: Quiet | undefined;
  for (const settings of candidates) {
    const jobs = devicesOf(policy).map(
      (device): Job => ({
        role: 'arm',
        noise: 'off',
        config: resolveConfig({
          dataset: { validation: VALIDATION },
          device,
          noise: { c2c: false },
          compensation: { policy, settings },
          seed: SEED,
        }),
      }),
    );
    const finished = await run(jobs);
    const sum = finished.reduce((total, { record }) => total + record.hiddenAccuracy + record.accuracy, 0);
    const score = sum / (2 * finished.length);
    if (best === undefined || score > best.score) best = { settings, score };
  }
  return best as Quiet;
}

function inPercent(score: number): number {
  return Number((100 * score).toFixed(2));
}

/** The tunable ones of a policy's settings. */
function tunedOf(policy: string, settings: PolicySettings): Partial<PolicySettings> {
  const names = Object.keys(resolvePolicy(policy).tunable) as (keyof PolicySettings)[];
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

function devicesOf(arm: string) {
  if (arm === 'ideal-baseline') return ['ideal'];
  if (arm !== 'linear-baseline') return DEVICES;
  return [
    [97, 0.035],
    [50, 0.01],
    [40, 0.05],
  ].map(([levels, c2c]) => ({
    name: `linear-${levels}`,
    law: {
      kind: 'affine' as const,
      ltp: { nu: 0, pulses: levels },
      ltd: { nu: 0, pulses: levels },
      retracing: false,
    },
    levels,
    c2c,
  }));
}
