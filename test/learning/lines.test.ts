/** What the lines of a projection contribute to an update, against their spikes filtered in double precision. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import type { ExperimentInput } from '../../src/experiment/config/config.ts';
import { createSession } from '../../src/experiment/run/session.ts';
import type { Pre, Rule } from '../../src/learning/rules/rule.ts';
import { smallConfig, smallDataset } from '../experiment/small-run.ts';
import { inputsOf, projectionsOf } from '../network/observe.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('lines of an update');

const STEPS = 30;
const [ALPHA, BETA] = [0.9, 0.6];
const RATE = 1 / 128;

/** A rule that wants the same of every neuron: a change of a weight is `rate` times what its line contributes. */
const even = (pre: Pre, rate = RATE): Rule => ({
  kind: 'even',
  summary: 'the same for every neuron',
  source: 'this test',
  schema: v.strictObject({ kind: v.literal('even') }),
  requires: { spikes: true, traces: pre === 'trace' },
  gated: true,
  memory: { neurons: 1 },
  prepare({ memory, neurons }) {
    const [ones] = memory.neurons;
    ones.values.fill(1, 0, neurons);
    return { step() {}, updates: () => [{ pre, post: ones, rate }] };
  },
});

/** What one sample has written into the weights from the input to the first neuron, and the spikes of its lines. */
async function learnOne(rule: Rule, update: 'presentation' | number, input: ExperimentInput = {}) {
  const config = smallConfig({
    device: 'ideal',
    ...input,
    network: { hidden: [24], neuron: { alpha: ALPHA, beta: BETA } },
    learning: { rule, update, burnIn: 0 },
    compensation: { policy: 'none', ...input.compensation },
  });
  const session = await createSession({ config, dataset: smallDataset });
  const before = projectionsOf(session.network)[0].weights;
  session.trainer.learn(smallDataset.train.inputs, 6 * smallDataset.features, 0, 0);
  const { weights } = projectionsOf(session.network)[0];
  return {
    session,
    changes: weights.map((row, j) => row[0] - before[j][0]),
    spikes: inputsOf(session.network),
  };
}

/** P of a line after every step: P ← αP + (1 − α)Q, then Q ← βQ + (1 − β)S. */
function tracesOf(spikes: readonly (readonly number[])[], line: number): number[] {
  let [p, q] = [0, 0];
  return spikes.map((step) => {
    p = ALPHA * p + (1 - ALPHA) * q;
    q = BETA * q + (1 - BETA) * step[line];
    return p;
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

for (const every of [1, 7, STEPS])
  test(`within a presentation, every ${every} steps: the mean of the trace over each window, the last one short`, async () => {
    const { changes, spikes } = await learnOne(even('rate'), every);
    const expected = changes.map((_, line) => {
      const trace = tracesOf(spikes, line);
      let total = 0;
      for (let from = 0; from < STEPS; from += every) {
        const window = trace.slice(from, from + every);
        total += sum(window) / window.length;
      }
      return RATE * total;
    });
    assert.ok(Math.max(...expected) > 1e-3);
    assertClose(changes, expected, { abs: 2e-6 });
  });

test('at the end of a presentation: spikes a step', async () => {
  const { changes, spikes } = await learnOne(even('rate'), 'presentation');
  const expected = changes.map((_, line) => (RATE * sum(spikes.map((step) => step[line]))) / STEPS);
  assertClose(changes, expected, { abs: 2e-7 });
});

test('a rule may ask for the trace as it stands', async () => {
  for (const every of ['presentation', 10] as const) {
    const { changes, spikes } = await learnOne(even('trace'), every);
    const ends = every === 'presentation' ? [STEPS - 1] : [9, 19, 29];
    const expected = changes.map((_, line) => RATE * sum(ends.map((t) => tracesOf(spikes, line)[t])));
    assertClose(changes, expected, { abs: 2e-6 }, String(every));
  }
});

test('lines at or below the threshold of a gate take no part', async () => {
  const rate = 4 / STEPS;
  const gates = { 'line-threshold': { rate } };
  const { changes, spikes } = await learnOne(even('rate'), 'presentation', {
    compensation: { policy: 'none', settings: { gates } },
  });
  const counts = changes.map((_, line) => sum(spikes.map((step) => step[line])));
  assert.ok(counts.some((count) => count > 0 && count <= 4) && counts.some((count) => count > 4));
  assert.equal(
    changes.map((change) => change !== 0),
    counts.map((count) => count > 4),
  );
});

test('the updates of one presentation draw apart, each for itself', async () => {
  // A tenth of a pulse for every synapse at every step: with one draw for all, a synapse gets none or thirty.
  const device = 'linear';
  const { session } = await learnOne(even('all', 1e-4), 1, { device });
  const { crossbar, synapses } = session.network.projections[0];
  const [{ at, engine }] = synapses.crossbars;
  const counts = engine.u32(at.counts, crossbar.columns);
  const some = counts.filter((count) => count > 0);
  assert.ok(some.length > 4, `${counts}`);
  assert.ok(Math.max(...counts) < STEPS, `${counts}`);
});

test.run();
