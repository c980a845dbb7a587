/**
 * Tunes every arm with the same budget, on a validation split of the training images; no test image is touched.
 *
 *   node --import tsx bench/tune.ts [--out DIR] [--trials N] [policy ...]
 *
 * Per arm: its present settings, then random draws from the ranges below, then perturbations of the best two so far,
 * each trained on three devices at opposite ends (strong asymmetry, stronger asymmetry, strong noise) with their
 * cycle-to-cycle noise. Score: mean of hidden and output accuracy over the devices. Every run is stored; a stopped
 * tuning goes on where it was. Prints each arm's best settings; docs/tuning.md tells what was chosen from them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Job,
  loadDataset,
  openStore,
  policyNames,
  type PolicySettings,
  resolveConfig,
  resolvePolicy,
  runJobs,
  takeStratified,
} from 'memspike/node';
import { deriveKey, drawBits, rowKey, uniform } from '../src/engine/reference/random.ts';

const DEVICES = ['ag-a-si', 'pcmo', 'alox-hfo2'];
const VALIDATION = 1600;
const SEED = 101;

interface Trial {
  readonly settings: PolicySettings;
  readonly score: number;
  readonly accuracies: readonly (readonly [device: string, hidden: number, output: number])[];
}

/** A stream of uniform numbers for one arm: trial k of an arm is the same in every tuning. */
function randomStream(arm: string): () => number {
  const words = [...arm].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const key = rowKey(deriveKey(SEED, 99, words), 0);
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

for (const arm of arms) {
  const base = resolvePolicy(arm).settings;
  const random = randomStream(arm);
  const done: Trial[] = [];
  const explore = Math.ceil(trials * 0.6);
  for (let trial = 0; trial < trials; trial++) {
    const best = [...done].sort((a, b) => b.score - a.score);
    const settings =
      trial === 0 ? base : trial < explore ? draw(base, random) : perturb(best[trial % 2].settings, random);
    const result = await evaluate(arm, settings);
    done.push(result);
    process.stderr.write(`${arm} ${trial + 1}/${trials} ${(result.score * 100).toFixed(2)}\n`);
  }
  const [best] = [...done].sort((a, b) => b.score - a.score);
  const path = join(values.out, `${arm}.json`);
  await writeFile(path, `${JSON.stringify({ arm, best, trials: done }, null, 1)}\n`);
  const { rate, weightScale, balance, stop, eventRate, lineThreshold } = best.settings;
  console.log(
    JSON.stringify({
      arm,
      score: best.score,
      present: done[0].score,
      rate,
      weightScale,
      balance,
      stop,
      eventRate,
      lineThreshold,
      accuracies: best.accuracies,
    }),
  );
}

async function evaluate(arm: string, settings: PolicySettings): Promise<Trial> {
  const jobs: Job[] = devicesOf(arm).map((device) => ({
    role: 'arm',
    noise: 'on',
    config: resolveConfig({
      dataset: { validation: VALIDATION },
      device,
      compensation: { policy: arm, settings: structuredClone(settings) as never },
      seed: SEED,
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
  const score = accuracies.reduce((sum, [, hidden, output]) => sum + (hidden + output) / 2, 0);
  return { settings, score: score / accuracies.length, accuracies };
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
