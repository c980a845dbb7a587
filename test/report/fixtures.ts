/** Made-up but well-formed comparisons, runs and device curves. The same options give the same numbers. */

import type {
  Accuracies,
  Arm,
  Baseline,
  Comparison,
  Spread,
} from '../../src/experiment/compare/comparison.ts';
import type { DatasetRecord, Histogram, LayerRecord, RunRecord } from '../../src/experiment/run/record.ts';
import { mix } from '../../src/random/generator.ts';
import type { DeviceCurve } from '../../src/report/pictures/device-curve.ts';

export interface MadeOptions {
  readonly devices?: readonly string[];
  readonly policies?: readonly string[];
  readonly seeds?: readonly number[];
  readonly epochs?: number;
  readonly noise?: 'on' | 'off';
}

export interface Made {
  readonly comparison: Comparison;
  readonly records: readonly RunRecord[];
  readonly curves: readonly DeviceCurve[];
}

export const IDEAL = 0.951;
export const LINEAR = 0.943;
/** Reads devices before updating them. */
export const READING_POLICY = 'exact-inverse';

/** Uniform on [0, 1) from the words given. */
export function chance(...words: readonly number[]): number {
  return words.reduce((h, word) => mix(h ^ mix(word + 0x9e3779b9)), 0x243f6a88) / 4294967296;
}

export function spread(runs: readonly number[]): Spread {
  const mean = runs.reduce((sum, run) => sum + run, 0) / runs.length;
  const squares = runs.reduce((sum, run) => sum + (run - mean) ** 2, 0);
  return { mean, std: runs.length > 1 ? Math.sqrt(squares / (runs.length - 1)) : 0, runs };
}

/** Ten classes of 200 test samples each. */
export const DATASET: DatasetRecord = {
  id: 'mnist-10k',
  train: 8000,
  test: 2000,
  tested: new Array<number>(10).fill(200),
  majority: { class: '1', accuracy: 0.1 },
  centroid: { accuracy: 0.8, balancedAccuracy: 0.8 },
};

/** Every class alike: balanced accuracy is accuracy. */
export function evenly(
  runs: readonly number[],
  seeds: readonly number[] = runs.map((_, i) => i + 1),
): Accuracies {
  const [accuracy, hidden] = [spread(runs), spread(runs.map((run) => round(run - 0.02)))];
  return {
    seeds,
    accuracy,
    balancedAccuracy: accuracy,
    hiddenAccuracy: hidden,
    hiddenBalancedAccuracy: hidden,
    recall: new Array<number>(10).fill(accuracy.mean),
  };
}

export function made({
  devices = ['ag-a-si', 'pcmo'],
  policies = ['none', 'threshold', READING_POLICY],
  seeds = [1, 2, 3],
  epochs = 5,
  noise = 'on',
}: MadeOptions = {}): Made {
  const records: RunRecord[] = [];
  const baselines: Baseline[] = [];
  const arms: Arm[] = [];
  const accuraciesOf = (centre: number, salt: number) =>
    seeds.map((seed) => round(centre + 0.006 * (chance(seed, salt) - 0.5)));
  const baseline = (device: 'ideal' | 'linear', centre: number, levels: number, salt: number) => {
    const accuracies = accuraciesOf(centre, salt);
    accuracies.forEach((accuracy, i) => {
      records.push(
        run({ device, policy: `${device}-baseline`, noise, seed: seeds[i], accuracy, epochs, salt }),
      );
    });
    const entry: Baseline = {
      device,
      levels,
      c2c: device === 'linear' && noise === 'on' ? 0.035 : 0,
      noise,
      ...evenly(accuracies, seeds),
    };
    baselines.push(entry);
    return entry;
  };
  const ideal = baseline('ideal', IDEAL, 0, 1);
  const linear = baseline('linear', LINEAR, 97, 2);
  devices.forEach((device, d) => {
    policies.forEach((policy, p) => {
      const salt = 100 * (d + 1) + p;
      const plain = 0.9 - 0.25 * chance(d, 7);
      const share = p === 0 ? 0 : policy === READING_POLICY ? 0.97 : 0.55 + 0.4 * chance(salt, 3);
      const accuracies = accuraciesOf(plain + share * (LINEAR - plain), salt);
      const runs = accuracies.map((accuracy, i) =>
        run({ device, policy, noise, seed: seeds[i], accuracy, epochs, salt }),
      );
      records.push(...runs);
      arms.push(arm(runs, { device, policy, noise, ideal, linear }));
    });
  });
  return {
    comparison: {
      dataset: DATASET,
      metric: 'accuracy',
      network: '784-100-10',
      baselines,
      arms,
    },
    records,
    curves: devices.map((name, d) => curve(name, 0.5 + d, 1 + 0.6 * d, 60 + 20 * d)),
  };
}

function arm(
  runs: readonly RunRecord[],
  {
    ideal,
    linear,
    ...name
  }: Pick<Arm, 'device' | 'policy' | 'noise'> & { ideal: Baseline; linear: Baseline },
): Arm {
  const accuracy = spread(runs.map((record) => record.accuracy));
  const [first] = runs;
  return {
    ...name,
    ...evenly(
      runs.map((record) => record.accuracy),
      runs.map(({ config }) => config.seed),
    ),
    dropFromBaseline: linear.accuracy.mean - accuracy.mean,
    d2d: false,
    dropFromIdeal: ideal.accuracy.mean - accuracy.mean,
    pulsesPerSample: first.pulsesPerSample,
    maxPulsesPerDevice: first.maxPulsesPerDevice,
    updateReads: first.updateReads,
    updateReadsPerSample: first.updateReads / 24_000,
    digitalBitsPerSynapse: first.digitalBitsPerSynapse,
    devicesPerSynapse: first.devicesPerSynapse,
    samplesPerSecond: first.samplesPerSecond,
    conductanceHash: runs.map((record) => record.conductanceHash),
  };
}

interface RunOptions {
  readonly device: string;
  readonly policy: string;
  readonly noise: 'on' | 'off';
  readonly seed: number;
  readonly accuracy: number;
  readonly epochs: number;
  readonly salt: number;
}

export function run({ device, policy, noise, seed, accuracy, epochs, salt }: RunOptions): RunRecord {
  const reads = policy === READING_POLICY;
  const layers = [
    layer({ from: 'input', inputs: 784 }, { to: 'hidden', outputs: 100 }, salt, device),
    layer({ from: 'hidden', inputs: 100 }, { to: 'output', outputs: 10 }, salt + 50, device),
  ];
  const config = {
    device: { name: device, levels: 97, c2c: 0.035 },
    compensation: { policy },
    noise: { c2c: noise === 'on' },
    training: { epochs },
    seed,
  };
  return {
    format: 'memspike-run/2',
    id: hash(seed, salt, 1),
    config: config as unknown as RunRecord['config'],
    versions: { memspike: '0.1.0', runtime: 'Node 20.20.2', kernels: `simd ${hash(5).slice(0, 12)}` },
    dataset: DATASET,
    seed,
    epochs: Array.from({ length: epochs }, (_, i) => ({
      epoch: i + 1,
      accuracy:
        i === epochs - 1
          ? accuracy
          : round(accuracy - (0.3 + 0.02 * chance(seed, salt, i)) / (i + 1) ** 2 + 0.3 / epochs ** 2),
      hiddenAccuracy: round(accuracy - 0.02),
      pulsesPerSample: 2400 - 100 * i,
    })),
    accuracy,
    hiddenAccuracy: round(accuracy - 0.02),
    balancedAccuracy: accuracy,
    hiddenBalancedAccuracy: round(accuracy - 0.02),
    recall: new Array<number>(10).fill(accuracy),
    confusion: confusionMatrix(accuracy, salt),
    layers,
    pulsesPerSample: round(2400 * (0.2 + chance(salt, 9))),
    maxPulsesPerDevice: Math.max(...layers.map((each) => each.maxPulsesPerDevice)),
    updateReads: reads ? 62_720_000 : 0,
    digitalBitsPerSynapse: policy === 'none' ? 0 : 8,
    devicesPerSynapse: device === 'ideal' ? 0 : 2,
    conductanceHash: hash(seed, salt, 2),
    trainingSeconds: 12.5,
    samplesPerSecond: 3200,
    machine: '2 × made-up CPU',
  };
}

function layer(
  { from, inputs }: Pick<LayerRecord, 'from' | 'inputs'>,
  { to, outputs }: Pick<LayerRecord, 'to' | 'outputs'>,
  salt: number,
  device: string,
): LayerRecord {
  const devices = 2 * inputs * outputs;
  const pulses = bell(14, 2 + 6 * chance(salt, 4), 2.2, devices);
  return {
    from,
    to,
    inputs,
    outputs,
    ltpPulses: 812_345,
    ltdPulses: 798_765,
    clippedPulses: 1234,
    maxPulsesPerDevice: 2 ** 12 + (salt % 1000),
    updateReads: 0,
    ...(device === 'ideal'
      ? {}
      : {
          conductances: { low: 0, high: 1, counts: bell(50, 15 + 20 * chance(salt, 5), 6, devices) },
          pulsesPerDevice: pulses,
        }),
    weights: histogram(-1, 1, bell(51, 25, 4 + 4 * chance(salt, 6), inputs * outputs)),
  };
}

function histogram(low: number, high: number, counts: readonly number[]): Histogram {
  return { low, high, counts };
}

function bell(bins: number, centre: number, width: number, total: number): readonly number[] {
  const weights = Array.from({ length: bins }, (_, i) => 1 / (1 + ((i - centre) / width) ** 4));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => Math.round((total * weight) / sum));
}

function confusionMatrix(accuracy: number, salt: number): readonly (readonly number[])[] {
  return Array.from({ length: 10 }, (_, actual) => {
    const row = new Array<number>(10).fill(0);
    row[actual] = Math.round(200 * accuracy);
    for (let left = 200 - row[actual], i = 0; left > 0; left--, i++) {
      row[(actual + 1 + Math.floor(9 * chance(salt, actual, i) ** 2)) % 10]++;
    }
    return row;
  });
}

/** Soft-bounds response: `pulses` up from 0, as many down; the closed form of the affine law. */
export function curve(name: string, nuUp: number, nuDown: number, pulses: number): DeviceCurve {
  const a = 1 / (1 - Math.exp(-nuUp));
  const b = 1 / (Math.exp(nuDown) - 1);
  const up = Array.from({ length: pulses + 1 }, (_, n) => a * (1 - Math.exp((-nuUp * n) / pulses)));
  const down = Array.from({ length: pulses }, (_, n) => (1 + b) * Math.exp((-nuDown * (n + 1)) / pulses) - b);
  const kUp = 1 - Math.exp(-nuUp / pulses);
  const kDown = 1 - Math.exp(-nuDown / pulses);
  return {
    name,
    values: [...up, ...down],
    ltpPulses: pulses,
    ltdPulses: pulses,
    symmetryPoint: (a * kUp - b * kDown) / (kUp + kDown),
  };
}

function hash(...words: readonly number[]): string {
  return Array.from({ length: 8 }, (_, i) =>
    Math.floor(chance(...words, i) * 4294967296)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
