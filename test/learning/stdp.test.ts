/** A rule of two outer products, against a direct evaluation of its equation over all pairs of spikes. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSession } from '../../src/experiment/run/session.ts';
import type { Rule } from '../../src/learning/rules/rule.ts';
import { smallConfig, smallDataset, smallRun } from '../experiment/small-run.ts';
import { projectionsOf } from '../network/observe.ts';
import { assertClose } from '../support/assert-close.ts';
import { stdp } from './stdp.ts';

const test = suite('STDP');

/** Steps at which each line and each neuron of a projection spiked. */
interface Trains {
  readonly lines: readonly number[][];
  readonly neurons: readonly number[][];
}

const options = { aPlus: 0.004, aMinus: 0.003, tauPlus: 6, tauMinus: 9 } as const;

/** STDP that writes down which spikes it saw. */
function recording(trains: Trains[]): Rule<typeof stdp.schema> {
  return {
    ...stdp,
    prepare(projection, given) {
      const { engine, events, lines, neurons, spikes } = projection;
      const train = (count: number) => Array.from({ length: count }, (): number[] => []);
      const seen = { lines: train(lines), neurons: train(neurons) };
      trains[projection.index] = seen;
      const inner = stdp.prepare(projection, given);
      const write = (t: number) => {
        for (const j of engine.u32(events.at, events.count)) seen.lines[j].push(t);
        for (const i of engine.u32(spikes.at, spikes.count)) seen.neurons[i].push(t);
      };
      return {
        ...inner,
        watch(t) {
          write(t);
          inner.watch?.(t);
        },
        step(t) {
          write(t);
          inner.step(t);
        },
      };
    },
  };
}

/** Pairs of which the later spike is in step `from` or after. */
function pairsOf(line: readonly number[], neuron: readonly number[], from: number): number {
  let sum = 0;
  for (const pre of line)
    for (const post of neuron) {
      if (Math.max(pre, post) < from) continue;
      if (pre < post) sum += options.aPlus * Math.exp((pre - post) / options.tauPlus);
      if (pre > post) sum -= options.aMinus * Math.exp((post - pre) / options.tauMinus);
    }
  return sum;
}

for (const [what, burnIn, from] of [
  ['', 0, 0],
  [', and pairs that end in the burn-in teach nothing', 0.5, 15],
] as const)
  test(`on ideal weights it is the sum over all pairs of spikes, in every projection${what}`, async () => {
    const trains: Trains[] = [];
    const config = smallConfig({
      device: 'ideal',
      compensation: { policy: 'ideal-baseline' },
      network: { hidden: [24, 16], neuron: { inputGain: 40, layerGain: 15 } },
      learning: { update: 1, burnIn },
    });
    const rule = recording(trains);
    const learning = { ...config.learning, rule: { kind: 'stdp', ...options } };
    const session = await createSession({
      config: { ...config, learning },
      dataset: smallDataset,
      extensions: { rules: [rule] },
    });
    const { network, trainer } = session;
    const before = projectionsOf(network);
    trainer.learn(smallDataset.train.inputs, 6 * smallDataset.features, -1, 0);
    for (const [index, { weights }] of projectionsOf(network).slice(0, 2).entries()) {
      const { lines, neurons } = trains[index];
      const counts = network.engine.f32(network.populations[index].counts, neurons.length);
      assert.equal(
        neurons.map(({ length }) => length),
        [...counts],
      );
      const expected = lines.flatMap((line) => neurons.map((neuron) => pairsOf(line, neuron, from)));
      const actual = weights.flatMap((row, j) => row.map((w, i) => w - before[index].weights[j][i]));
      const size = Math.max(...expected.map(Math.abs));
      assert.ok(size > options.aPlus, `projection ${index} changes by up to ${size}`);
      assertClose(actual, expected, { abs: 2e-6 }, `projection ${index}`);
    }
  });

test('on devices its pulses follow the wanted changes, up and down', async () => {
  const { layers } = await smallRun({
    device: 'linear',
    compensation: { policy: 'linear-baseline', settings: { gates: { 'stop-learning': false } } },
    learning: { rule: stdp, update: 1 },
    training: { epochs: 1 },
  });
  for (const direction of ['ltpPulses', 'ltdPulses'] as const)
    assert.ok(layers[0][direction] > 100, `${direction}: ${layers[0][direction]}`);
});

test.run();
