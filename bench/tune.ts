/**
 * Tunes every arm with the same budget, on a validation split of the training images; no test image is touched.
 *
 *   node --import tsx bench/tune.ts [--out DIR] [--trials N] [policy ...]
 *
 * Per arm, first: plain settings, then random draws from the ranges below, then perturbations of the best two so far,
 * each trained with one seed on three devices at opposite ends (strong asymmetry, stronger asymmetry, strong noise)
 * with their cycle-to-cycle noise. Then the best three are run again with a second seed, and without noise. Score:
 * mean of hidden and output accuracy over all runs of a setting. For devices without noise, the three and the plain
 * settings are compared without noise. Every run is stored; a stopped tuning goes on where
 * it was. Writes docs/tuning.md; the winners are what src/compensation/ ships.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Job,
  loadDataset,
  openStore,
  type PolicySettings,
  policyNames,
  resolveConfig,
  resolvePolicy,
  runJobs,
  takeStratified,
} from 'memspike/node';
import { deriveKey, drawBits, rowKey, uniform } from '../src/engine/reference/random.ts';

const DEVICES = ['ag-a-si', 'pcmo', 'alox-hfo2'];
const VALIDATION = 1600;
const SEEDS = [101, 102] as const;
const FINALISTS = 3;

interface Trial {
  readonly settings: PolicySettings;
  readonly score: number;
  readonly accuracies: readonly (readonly [device: string, hidden: number, output: number])[];
}

/** A stream of uniform numbers for one arm: trial k of an arm is the same in every tuning. */
function randomStream(arm: string): () => number {
  const words = [...arm].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const key = rowKey(deriveKey(SEEDS[0], 99, words), 0);
  let drawn = 0;
  return () => uniform(drawBits(key, drawn++));
}

const pick = <T>(random: () => number, values: readonly T[]): T =>
  values[Math.floor(random() * values.length)];
const logUniform = (random: () => number, low: number, high: number): number =>
  Number((low * (high / low) ** random()).toPrecision(3));

function draw(base: PolicySettings, random: () => number): PolicySettings {
  const m = base.m === 1 ? 1 : 2;
  return {
    ...base,
    rate: [logUniform(random, 0.005, 0.06), logUniform(random, 1e-4, 3e-3)],
    weightScale: [m * pick(random, [0.5, 1, 2, 3]), m * pick(random, [0.5, 1, 2])],
    balance: pick(random, [0, 0.1, 0.25, 0.4]),
    stop: base.stop === 1 ? 1 : pick(random, [0.8, 0.9, 0.95, 0.98]),
    ...(base.eventRate < 1 && {
      eventRate: logUniform(random, 0.05, 0.6),
      lineThreshold: pick(random, [0, 0.01, 0.02, 0.05]),
    }),
  };
}

function perturb(best: PolicySettings, random: () => number): PolicySettings {
  const near = (value: number) => Number((value * 1.6 ** (2 * random() - 1)).toPrecision(3));
  return {
    ...best,
    rate: [near(best.rate[0]), near(best.rate[1])],
    weightScale: [near(best.weightScale[0]), near(best.weightScale[1])],
    balance: Math.max(0, Number((best.balance + 0.1 * (2 * random() - 1)).toFixed(3))),
    ...(best.eventRate < 1 && { eventRate: Math.min(0.9, near(best.eventRate)) }),
  };
}

/** Where each arm's search begins; what is not named is rate 0.02 and 0.0005, weight scale 2 and 1, balance 0.25. */
const START: Readonly<Record<string, Partial<PolicySettings>>> = {
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

const chosen: { arm: string; plain: number; first: Trial[]; finalists: Trial[]; quiet: Trial[] }[] = [];
for (const arm of arms) {
  const first = await search(arm);
  const finalists: Trial[] = [];
  for (const { settings } of byScore(first).slice(0, FINALISTS)) {
    const runs = await Promise.all([
      evaluate(arm, settings, SEEDS[0], 'on'),
      evaluate(arm, settings, SEEDS[1], 'on'),
      evaluate(arm, settings, SEEDS[0], 'off'),
    ]);
    finalists.push(together(runs));
  }
  const quiet: Trial[] = [];
  for (const { settings } of [first[0], ...finalists])
    quiet.push(await evaluate(arm, settings, SEEDS[0], 'off'));
  chosen.push({ arm, plain: first[0].score, first, finalists: byScore(finalists), quiet: byScore(quiet) });
  const [best] = byScore(finalists);
  const [calm] = byScore(quiet);
  process.stderr.write(
    `${arm} quiet: ${(100 * calm.score).toFixed(2)} ${JSON.stringify(tunedOf(calm.settings))}\n`,
  );
  process.stderr.write(
    `${arm}: ${(100 * best.score).toFixed(2)} ${JSON.stringify(tunedOf(best.settings))}\n`,
  );
}
await writeFile(join(values.out, 'chosen.json'), `${JSON.stringify(chosen, null, 1)}\n`);
if (positionals.length === 0) await writeFile('docs/tuning.md', page());

async function search(arm: string): Promise<Trial[]> {
  const base: PolicySettings = {
    ...resolvePolicy(arm).settings,
    rate: [0.02, 0.0005],
    weightScale: [2, 1],
    balance: 0.25,
    ...START[arm],
  };
  const random = randomStream(arm);
  const done: Trial[] = [];
  const explore = Math.ceil(trials * 0.6);
  for (let trial = 0; trial < trials; trial++) {
    const best = byScore(done);
    const settings =
      trial === 0 ? base : trial < explore ? draw(base, random) : perturb(best[trial % 2].settings, random);
    done.push(await evaluate(arm, settings, SEEDS[0], 'on'));
    process.stderr.write(`${arm} ${trial + 1}/${trials} ${(done[trial].score * 100).toFixed(2)}\n`);
  }
  return done;
}

async function evaluate(
  arm: string,
  settings: PolicySettings,
  seed: number,
  noise: 'on' | 'off',
): Promise<Trial> {
  const jobs: Job[] = devicesOf(arm).map((device) => ({
    role: 'arm',
    noise,
    config: resolveConfig({
      dataset: { validation: VALIDATION },
      device,
      noise: { c2c: noise === 'on' },
      compensation: { policy: arm, settings: structuredClone(settings) as never },
      seed,
    }),
  }));
  const finished = await runJobs({
    jobs,
    dataset,
    store: { ...store, records: known },
    onFailure: (_, error) => process.stderr.write(`${error.message}\n`),
  });
  for (const { record } of finished) known.set(record.id, record);
  const accuracies = finished.map(
    ({ record }) => [record.config.device.name, record.hiddenAccuracy, record.accuracy] as const,
  );
  return { settings, accuracies, score: scoreOf(accuracies) };
}

function scoreOf(accuracies: Trial['accuracies']): number {
  return accuracies.reduce((sum, [, hidden, output]) => sum + (hidden + output) / 2, 0) / accuracies.length;
}

function together(trials: readonly Trial[]): Trial {
  const accuracies = trials.flatMap((trial) => trial.accuracies);
  return { settings: trials[0].settings, accuracies, score: scoreOf(accuracies) };
}

function byScore(list: readonly Trial[]): Trial[] {
  return [...list].sort((a, b) => b.score - a.score);
}

function tunedOf({ rate, weightScale, balance, stop, eventRate, lineThreshold }: PolicySettings) {
  return {
    rate,
    weightScale,
    balance,
    ...(stop < 1 && { stop }),
    ...(eventRate < 1 && { eventRate, lineThreshold }),
  };
}

function page(): string {
  const percent = (x: number) => (100 * x).toFixed(2);
  const rows = chosen.map(({ arm, plain, first, finalists: [best], quiet: [calm] }) => {
    const spread = first.map(({ score }) => percent(score)).join(' ');
    return `| \`${arm}\` | ${percent(plain)} | ${percent(byScore(first)[0].score)} | ${percent(best.score)} | \`${JSON.stringify(tunedOf(best.settings))}\` | ${percent(calm.score)} | \`${JSON.stringify(tunedOf(calm.settings))}\` | ${spread} |`;
  });
  return [
    '# How the arms were tuned',
    '',
    `Written by \`node --import tsx bench/tune.ts\`. Every arm, naive and baselines included, had the same budget: ${trials} settings on one seed (its plain settings, random draws, perturbations of the best two), each trained on ${DEVICES.join(', ')} (linear counterparts for the linear baseline, ideal weights for the ideal one) with cycle-to-cycle noise, for 3 epochs on 6400 images of mnist-10k; then the best ${FINALISTS} again with a second seed and without noise. For devices without noise, these ${FINALISTS} and the plain settings were compared without noise. Score: mean of hidden and output accuracy on ${VALIDATION} validation images, in percent. No test image was used. Tuned were the learning rates, the weight scales, the balance of LTP and LTD, the stop level where the policy has one, and event rate and line threshold where it has those. One setting serves all devices: none is tuned to a device.`,
    '',
    'Limits: one validation split of 1600 images (standard error about 0.6 points a run), two seeds, a search of this size finds good settings and not the best; differences below half a point between arms say nothing.',
    '',
    '| arm | plain settings | best of the search | chosen, all runs | chosen settings | chosen without noise | settings without noise | scores of the search |',
    '|---|---:|---:|---:|---|---:|---|---|',
    ...rows,
    '',
  ].join('\n');
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
