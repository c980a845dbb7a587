/** What each encoder makes of an intensity, seen on the input lines of a network. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { linearDevice } from '../../src/device/device.ts';
import { encoderOf, encoders, resolveEncoder } from '../../src/network/encoders/all-encoders.ts';
import { createNetwork, type Network } from '../../src/network/network.ts';
import { neuronOf, resolveNeuron } from '../../src/network/neurons/all-neurons.ts';
import { deriveKey } from '../../src/random/generator.ts';
import { assertClose } from '../support/assert-close.ts';
import { inputsOf } from './observe.ts';

const test = suite('encoder');

const STEPS = 200;
/** Intensities of the lines: dark, faint, half, bright. */
const SAMPLE = Uint8Array.of(0, 3, 128, 255);

async function trains(
  kind: string,
  rate?: number,
  key = 1,
): Promise<{ network: Network; lines: number[][] }> {
  const crossbar = {
    rows: 4,
    columns: 2,
    device: linearDevice({ levels: 10 }),
    scheme: 'single',
    m: 1,
    weightScale: 1,
    centre: 'mid-range',
    gains: 'equal',
    pulses: { kind: 'stochastic' },
    initialSpan: 1,
    noise: { c2c: false, d2d: false },
    seed: 1,
    layer: 0,
  } as const;
  const encoder = resolveEncoder({ kind, ...(rate && { rate }) }, {});
  const neuron = resolveNeuron('lif', '', {});
  const network = await createNetwork({
    inputs: 4,
    classes: 2,
    steps: STEPS,
    encoder: { model: encoderOf(encoder), options: encoder },
    populations: [{ name: 'output', size: 2, model: neuronOf(neuron), neuron, gain: 1 }],
    projections: [{ from: 'input', to: 'output', synapses: { crossbar, organisation: { kind: 'plain' } } }],
    seed: 1,
    traces: false,
  });
  network.input.encode(SAMPLE, 0, deriveKey(key, 1000));
  const steps = inputsOf(network);
  return { network, lines: [0, 1, 2, 3].map((line) => steps.map((step) => step[line])) };
}

const total = (train: readonly number[]) => train.reduce((sum, n) => sum + n, 0);

test('bernoulli: spikes with probability rate · x, other spikes for another key', async () => {
  for (const rate of [0.2, 1]) {
    const counts = [0, 0, 0, 0];
    for (let key = 0; key < 40; key++)
      (await trains('bernoulli', rate, key)).lines.forEach((train, line) => {
        counts[line] += total(train);
      });
    counts.forEach((count, line) => {
      const p = (rate * SAMPLE[line]) / 255;
      const n = 40 * STEPS;
      assertClose(count, n * p, { abs: 4.5 * Math.sqrt(n * p * (1 - p)) }, `rate ${rate}, line ${line}`);
    });
  }
});

test('regular: the distance between spikes is 1/(rate · x), to the step', async () => {
  const { lines } = await trains('regular', 0.2);
  assert.is(total(lines[0]), 0);
  for (const line of [2, 3]) {
    const at = lines[line].flatMap((spike, t) => (spike ? [t] : []));
    const distance = 255 / (0.2 * SAMPLE[line]);
    for (let k = 1; k < at.length; k++) assertClose(at[k] - at[k - 1], distance, { abs: 1 }, `line ${line}`);
    assertClose(at.length, STEPS / distance, { abs: 1 });
  }
});

test('latency: one spike, the earlier the brighter; a dark line has none', async () => {
  const { lines } = await trains('latency');
  assert.equal(lines.map(total), [0, 1, 1, 1]);
  const at = lines.map((train) => train.indexOf(1));
  assert.equal(at, [-1, Math.floor((1 - 3 / 255) * STEPS), Math.floor((1 - 128 / 255) * STEPS), 0]);
});

test('current: rate · x in every step, and no spikes', async () => {
  const { network, lines } = await trains('current', 0.5);
  lines.forEach((train, line) => {
    assertClose(
      train,
      train.map(() => (0.5 * SAMPLE[line]) / 255),
      { abs: 1e-7 },
      `line ${line}`,
    );
  });
  assert.is(network.input.lines.foreseen, undefined);
});

test('counts are the spikes of each listed line over all steps; dark lines are not listed', async () => {
  for (const { kind } of encoders) {
    const { network, lines } = await trains(kind, kind === 'latency' ? undefined : 0.4);
    const { counts, list, listed } = network.input.lines;
    assert.equal([...network.engine.u32(list, listed)], [1, 2, 3], kind);
    assertClose(
      network.engine.f32(counts, listed),
      [1, 2, 3].map((line) => total(lines[line])),
      { abs: 1e-4 },
      kind,
    );
  }
});

test.run();
