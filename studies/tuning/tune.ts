/**
 * Tunes every arm with the same budget, on a validation split of the training images; no test image is touched.
 *
 *   node --import tsx studies/tuning/tune.ts [--out DIR] [--trials N] [policy ...]
 *
 * The search is `tune`, from the settings in START (or a policy's own), on three devices at opposite ends (strong
 * asymmetry, stronger asymmetry, strong noise). For devices without noise, the finalists and the plain settings are
 * compared without noise. Every run is stored; a stopped tuning goes on where it was. Keeps each arm's record in
 * docs/tuning.json, from which docs/tuning.md and the settings that policies ship with follow (`write.ts`).
 */
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  cutDataset,
  loadDataset,
  openStore,
  type PolicySettings,
  policyNames,
  resolveConfig,
  resolvePolicy,
  type SettingsInput,
  tune,
  workers,
} from 'memspike/node';
import { makeRuns, rememberingStore } from 'memspike/parts';
import { settingAt, settingsFrom } from '../../src/compensation/setting-path.ts';
import { BUDGET } from './budget.ts';
import { readRecords, type TuningRecord, withRecord } from './records.ts';
import { writeRecords } from './write.ts';

interface Quiet {
  readonly settings: PolicySettings;
  readonly score: number;
}

type Numbers = Readonly<Record<string, number>>;

const PLAIN: Numbers = {
  'learning.rate': 0.02,
  'output.learning.rate': 0.0005,
  'cell.weightScale': 2,
  'output.cell.weightScale': 1,
  'learning.balance': 0.25,
};

const scales = (hidden: number, output: number): Numbers => ({
  'cell.weightScale': hidden,
  'output.cell.weightScale': output,
});
const stop: Numbers = { 'gates.stop-learning.above': 0.9 };

/** Where an arm's search begins, over PLAIN; arms that are not named begin at their own settings. */
const START: Readonly<Record<string, Numbers>> = {
  exact: {},
  complementary: {},
  'matched-gain': {},
  none: { ...scales(1, 1), 'learning.balance': 0 },
  'symmetry-point': { 'learning.balance': 0 },
  'one-sided': stop,
  alternating: { 'learning.balance': 0 },
  threshold: { 'gates.event-servo.target': 0.15, 'gates.line-threshold.rate': 0.02 },
  'read-free-pair': stop,
  'multi-device': { ...scales(4, 2), ...stop },
  'shared-residual': stop,
  residual: stop,
  'linear-baseline': { ...scales(1, 1), ...stop },
  'ideal-baseline': scales(1, 1),
};

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string', default: 'results/tuning' },
    trials: { type: 'string', default: `${BUDGET.trials}` },
  },
  allowPositionals: true,
});
const trials = Number(values.trials);
const arms = positionals.length > 0 ? positionals : [...policyNames, 'linear-baseline', 'ideal-baseline'];
await mkdir(values.out, { recursive: true });
const store = await openStore(values.out);
const whole = await loadDataset('mnist-10k', { seed: 1 });
const judged = cutDataset(whole, { validation: BUDGET.validation });
const runs = {
  dataset: whole,
  store: rememberingStore(store),
  runner: workers(),
  onFailure: (_: unknown, error: Error) => process.stderr.write(`${error.message}\n`),
};

for (const policy of arms) {
  const tuning = await tune({
    policy,
    devices: devicesOf(policy),
    trials,
    finalists: BUDGET.finalists,
    seed: BUDGET.seed,
    start: START[policy] && settingsFrom({ ...PLAIN, ...START[policy] }),
    base: { dataset: { validation: BUDGET.validation } },
    ...runs,
    onTrial: ({ score }, stage, number) =>
      process.stderr.write(`${policy} ${stage} ${number + 1} ${(score * 100).toFixed(2)}\n`),
  });
  const candidates = [tuning.first[0], ...tuning.finalists].map(({ settings }) => settings);
  const quiet = await quietest(policy, candidates);
  const [best] = tuning.finalists;
  const record: TuningRecord = {
    policy,
    scores: tuning.first.map(({ score }) => inPercent(score)),
    chosen: tunedOf(policy, best.settings),
    score: inPercent(best.score),
    quiet: tunedOf(policy, quiet.settings),
    quietScore: inPercent(quiet.score),
  };
  await writeRecords(withRecord(await readRecords(), record));
  process.stderr.write(
    `${policy}: ${(100 * best.score).toFixed(2)} ${JSON.stringify(tunedOf(policy, best.settings))}\n`,
  );
}

/** The settings that do best on the search's devices with their noise off, with the first seed. */
async function quietest(policy: string, candidates: readonly PolicySettings[]): Promise<Quiet> {
  let best: Quiet | undefined;
  for (const settings of candidates) {
    const configs = devicesOf(policy).map((device) =>
      resolveConfig({
        dataset: { validation: BUDGET.validation },
        device,
        noise: { c2c: false },
        compensation: { policy, settings },
        seed: BUDGET.seed,
      }),
    );
    const { records } = await makeRuns(configs, { ...runs, dataset: judged });
    const sum = records.reduce((total, { hiddenAccuracy, accuracy }) => total + hiddenAccuracy + accuracy, 0);
    const score = sum / (2 * records.length);
    if (best === undefined || score > best.score) best = { settings, score };
  }
  return best as Quiet;
}

function inPercent(score: number): number {
  return Number((100 * score).toFixed(2));
}

/** The tunable ones of a policy's settings. */
function tunedOf(policy: string, settings: PolicySettings): SettingsInput {
  const paths = Object.keys(resolvePolicy(policy).tunable);
  return settingsFrom(Object.fromEntries(paths.map((path) => [path, settingAt(settings, path) as number])));
}

function devicesOf(arm: string) {
  if (arm === 'ideal-baseline') return ['ideal'];
  if (arm !== 'linear-baseline') return BUDGET.devices;
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
