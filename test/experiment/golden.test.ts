/**
 * Saved configurations and the hashes of their final conductances: whoever changes what a configuration computes
 * finds out here.
 *
 *   MEMSPIKE_GOLDEN=write npx tsx test/experiment/golden.test.ts     keeps the hashes of now, deliberately
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ExperimentConfig,
  type ExperimentInput,
  resolveConfig,
} from '../../src/experiment/config/config.ts';
import { train } from '../../src/experiment/run/train.ts';
import { smallConfig, smallDataset } from './small-run.ts';

const test = suite('golden runs');

const FILE = new URL('../fixtures/golden.json', import.meta.url);

interface Golden {
  /** Resolved: what is a default today may be tuned tomorrow. */
  readonly config: ExperimentConfig;
  readonly conductanceHash: string;
  /** Test samples, of 100, that were right. */
  readonly right: number;
}

const policy = (name: string, settings: object = {}) => ({ compensation: { policy: name, settings } });

const configurations: Readonly<Record<string, ExperimentInput>> = {
  'ag-a-si, none': policy('none'),
  'ag-a-si, read-free-pair': policy('read-free-pair'),
  'pcmo, residual, regular spikes': { device: 'pcmo', ...policy('residual'), encoder: { kind: 'regular' } },
  'alox-hfo2, multi-device, spread of devices': {
    device: 'alox-hfo2',
    ...policy('multi-device'),
    noise: { d2d: true },
  },
  'hzo-fefet, exact, hinge': { device: 'hzo-fefet', ...policy('exact'), learning: { error: 'hinge' } },
  'gst-pcm, one-sided, latency': {
    device: 'gst-pcm',
    ...policy('one-sided', {
      cell: { weightScale: 2 },
      learning: { rate: 0.02, balance: 0.25 },
      output: { cell: { weightScale: 1 }, learning: { rate: 0.0005 } },
    }),
    encoder: { kind: 'latency' },
    network: { neuron: { inputGain: 20 } },
  },
  'taox-tio2, threshold, two hidden layers, reset to zero': {
    device: 'taox-tio2',
    ...policy('threshold', {
      cell: { weightScale: 2 },
      gates: { 'event-servo': { target: 0.5 } },
      learning: { rate: 0.02 },
      output: { cell: { weightScale: 1 }, learning: { rate: 0.0005 } },
    }),
    network: { hidden: [20, 12], neuron: { reset: 'zero', inputGain: 10, layerGain: 5 } },
  },
  'epiram, shared-residual, every 5 steps': {
    device: 'epiram',
    ...policy('shared-residual'),
    learning: { update: 5, decay: 0.3 },
  },
  'taox-hfox, complementary, coincidence, every step': {
    device: 'taox-hfox',
    ...policy('complementary', { pulses: { kind: 'coincidence', slots: 15 } }),
    learning: { update: 1, rule: { kind: 'local', surrogate: 'boxcar' } },
  },
  'linear, current, mean-square, reset by subtraction': {
    device: 'linear',
    ...policy('linear-baseline'),
    encoder: { kind: 'current' },
    learning: { error: 'mean-square', rule: { kind: 'local', surrogate: 'fast-sigmoid' } },
    network: { neuron: { reset: 'subtract' } },
  },
  'ideal weights': { device: 'ideal', ...policy('ideal-baseline') },
  'ideal weights, no hidden layer': { device: 'ideal', ...policy('ideal-baseline'), network: { hidden: [] } },
};

async function runOf(config: ExperimentConfig): Promise<Golden> {
  const { confusion, conductanceHash } = await train({ config, dataset: smallDataset });
  return { config, conductanceHash, right: confusion.reduce((sum, row, label) => sum + row[label], 0) };
}

if (process.env.MEMSPIKE_GOLDEN === 'write') {
  test('the hashes of now are kept', async () => {
    assert.is.not(process.env.CI, 'true');
    const golden: Record<string, Golden> = {};
    for (const [name, input] of Object.entries(configurations))
      golden[name] = await runOf(smallConfig(input));
    writeFileSync(FILE, `${JSON.stringify(golden, null, 1)}\n`);
    process.stdout.write(`\nnote: ${FILE.pathname} is written\n`);
  });
} else {
  const golden = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Golden>;

  test('every configuration is kept, and no other', () => {
    assert.equal(Object.keys(golden), Object.keys(configurations));
  });

  for (const [name, { config, conductanceHash, right }] of Object.entries(golden))
    test(name, async () => {
      const now = await runOf(resolveConfig(config));
      assert.equal([now.conductanceHash, now.right], [conductanceHash, right]);
    });
}

test.run();
