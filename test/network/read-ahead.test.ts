/** A first layer that is read for all steps at once, against the same layer read step by step. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { createSession, type Session } from '../../src/experiment/run/session.ts';
import { presentSample } from '../../src/network/present.ts';
import { syntheticDataset } from '../experiment/synthetic.ts';
import { assertSameBits } from '../support/assert-close.ts';

const test = suite('reading ahead');

const dataset = syntheticDataset({ side: 28, train: 8, test: 8, flips: 15 });
const STEPS = 6;

/** 784 lines, of which more than a third are listed. */
function sessionOf(
  hidden: number,
  kind: 'bernoulli' | 'latency',
  update: 'presentation' | 1,
  policy = 'none',
) {
  const config = resolveConfig({
    encoder: kind === 'latency' ? { kind } : { kind, rate: 0.6 },
    network: { hidden: [hidden], steps: STEPS, neuron: { inputGain: 40 } },
    compensation: { policy },
    learning: { update },
  });
  return createSession({ config, dataset });
}

/** Membranes of the first population at every step, and its spikes. */
function watch({ network }: Session, sample: number): { membranes: Float64Array; spikes: number[] } {
  const membranes: number[] = [];
  const spikes: number[] = [];
  presentSample(network, dataset.test.inputs, sample * dataset.features, [3, sample], {
    population({ index, lines, membrane, size }) {
      if (index > 0) return;
      membranes.push(...network.engine.f32(membrane, size));
      spikes.push(lines.events.count);
    },
    step() {},
  });
  return { membranes: Float64Array.from(membranes), spikes };
}

const cases = [
  { name: 'several blocks of lines', hidden: 5400, kind: 'bernoulli', policy: 'none' },
  { name: 'several tiles of columns', hidden: 12400, kind: 'bernoulli', policy: 'none' },
  { name: 'one spike a line', hidden: 6200, kind: 'latency', policy: 'none' },
  { name: 'several cells a synapse', hidden: 6200, kind: 'bernoulli', policy: 'periodic-carry' },
] as const;

for (const { name, hidden, kind, policy } of cases)
  test(`${name}: membranes and spikes are those of reading step by step, to the bit`, async () => {
    // Weights that may change within a presentation are read when they are needed.
    const [ahead, steps] = [
      await sessionOf(hidden, kind, 'presentation', policy),
      await sessionOf(hidden, kind, 1, policy),
    ];
    assert.ok(ahead.network.projections[0].ahead > 0);
    assert.is(steps.network.projections[0].ahead, 0);
    for (const sample of [0, 5, 0]) {
      const [one, other] = [watch(ahead, sample), watch(steps, sample)];
      assertSameBits(one.membranes, other.membranes);
      assert.equal(one.spikes, other.spikes);
      assert.ok(one.spikes.reduce((sum, n) => sum + n) > 100);
    }
  });

test('small layers and encoders without spikes are left as they are', async () => {
  assert.is((await sessionOf(2000, 'bernoulli', 'presentation')).network.projections[0].ahead, 0);
  const config = resolveConfig({ encoder: { kind: 'current' }, network: { hidden: [6200], steps: STEPS } });
  assert.is((await createSession({ config, dataset })).network.projections[0].ahead, 0);
});

test.run();
