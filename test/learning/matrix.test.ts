/** Rules that give a whole matrix, on ideal weights against the closed form and through every organisation. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import type { MemspikeError } from '../../src/errors.ts';
import { type ExperimentInput, resolveConfig } from '../../src/experiment/config/config.ts';
import { restoreSession, saveSession } from '../../src/experiment/run/checkpoint.ts';
import { createSession, epochOrder, learnNext, type Session } from '../../src/experiment/run/session.ts';
import { train } from '../../src/experiment/run/train.ts';
import type { Rule } from '../../src/learning/rules/rule.ts';
import { option, positive, share } from '../../src/schema/option.ts';
import { assertSameRun, smallConfig, smallDataset, smallRun } from '../experiment/small-run.ts';
import { projectionsOf } from '../network/observe.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('matrix of a rule');

const schema = v.strictObject({
  kind: v.literal('reward'),
  rate: option(positive, 0.01, 'weight change per unit of eligibility and reward'),
  kept: option(share, 0.9, 'what a step leaves of an eligibility'),
});

/** What a projection has seen: at each step the lines and the neurons that spiked. */
type Seen = { lines: number[]; neurons: number[] }[];

/**
 * Eligibility traces of coincident spikes, turned into a change by a reward at the end: +1 for the class with the
 * highest score, -1 for any other (Frémaux & Gerstner, Front. Neural Circuits 9:85, 2016, eqs. 3 and 4).
 *
 *   e_ji ← kept·e_ji + s_j·s_i;  ΔW_ji = rate · reward · e_ji
 */
function rewarded(seen: Seen[] = []): Rule<typeof schema> {
  return {
    kind: 'reward',
    summary: 'reward times a trace of coincident spikes',
    source: 'Frémaux & Gerstner, Front. Neural Circuits 9:85, 2016',
    schema,
    requires: { labels: true, spikes: true },
    memory: { synapses: 1 },
    prepare(projection, { kept, rate }) {
      const { engine, events, memory, scores, spikes, stride } = projection;
      const [eligibility] = memory.synapses;
      const { values } = eligibility;
      const update = { matrix: eligibility, rate: 0 };
      const updates = [update];
      const steps: Seen = [];
      seen[projection.index] = steps;
      return {
        start: () => void values.fill(0),
        step() {
          const [lines, neurons] = [events, spikes].map(({ at, count }) => [...engine.u32(at, count)]);
          steps.push({ lines, neurons });
          for (let k = 0; k < values.length; k++) values[k] *= kept;
          for (const j of lines) for (const i of neurons) values[j * stride + i] += 1;
        },
        updates() {
          const best = scores.values.indexOf(Math.max(...scores.values));
          update.rate = best === projection.label ? rate : -rate;
          return updates;
        },
      };
    },
  };
}

const ideal: ExperimentInput = {
  device: 'ideal',
  compensation: { policy: 'ideal-baseline' },
  network: { hidden: [24, 16], neuron: { inputGain: 40, layerGain: 15 } },
};

function sessionOf(rule: Rule, input: ExperimentInput = {}): Promise<Session> {
  return createSession({ config: smallConfig({ learning: { rule }, ...input }), dataset: smallDataset });
}

test('on ideal weights a reward rule changes each weight by rate · reward · Σ keptᵗ over coincidences', async () => {
  for (const label of [0, 1, 2, 3]) {
    const seen: Seen[] = [];
    const session = await sessionOf(rewarded(seen), ideal);
    const before = projectionsOf(session.network);
    session.trainer.learn(smallDataset.train.inputs, 6 * smallDataset.features, label, 0);
    for (const [index, { weights }] of projectionsOf(session.network).slice(0, 2).entries()) {
      const { classes, scores } = session.network.populations[index];
      const found = [...session.network.engine.f32(scores, classes)];
      const reward = found.indexOf(Math.max(...found)) === label ? 1 : -1;
      const expected = weights.map((row, j) =>
        row.map((_, i) =>
          seen[index].reduce(
            (sum, { lines, neurons }, t, all) =>
              sum + Number(lines.includes(j) && neurons.includes(i)) * 0.9 ** (all.length - 1 - t),
            0,
          ),
        ),
      );
      const actual = weights.flatMap((row, j) => row.map((w, i) => w - before[index].weights[j][i]));
      assert.ok(Math.max(...expected.flat()) > 1, `projection ${index} has coincidences`);
      assertClose(
        actual,
        expected.flat().map((e) => 0.01 * reward * e),
        { abs: 1e-6 },
        `label ${label}, projection ${index}`,
      );
    }
  }
});

const bare = v.strictObject({ kind: v.string() });

/** ΔW of every synapse of a projection: 1e-3 times rates of lines, alternating in sign from neuron to neuron. */
function asProduct(kind: string): Rule {
  return {
    kind,
    summary: 'the same change, as a product',
    source: 'this test',
    schema: bare,
    requires: {},
    memory: { neurons: 1, synapses: 1 },
    prepare({ lines, memory, stride }) {
      const [signs] = memory.neurons;
      const [matrix] = memory.synapses;
      for (let i = 0; i < signs.values.length; i++) {
        signs.values[i] = i % 2 ? 1 : -1;
        for (let j = 0; j < lines; j++) matrix.values[j * stride + i] = signs.values[i];
      }
      const product = { pre: 'all', post: signs, rate: 0.004 } as const;
      return { step() {}, updates: () => [kind === 'product' ? product : { matrix, rate: 0.004 }] };
    },
  };
}

/** Everything that a run of 40 samples leaves: conductances, pulses and what organisations hold. */
async function runsOf(policy: string): Promise<[product: number[], matrix: number[]]> {
  const [product, matrix] = await Promise.all(
    ['product', 'matrix'].map(async (kind) => {
      const session = await sessionOf(asProduct(kind), {
        compensation: { policy, settings: { gates: { 'stop-learning': false } } },
      });
      const order = epochOrder(session, 0);
      for (let sample = 0; sample < 40; sample++) learnNext(session, order);
      return projectionsOf(session.network).flatMap(({ weights }) => weights.flat());
    }),
  );
  return [product, matrix];
}

for (const policy of ['none', 'residual', 'exact', 'buffer', 'tiki-taka', 'periodic-carry'])
  test(`${policy}: a matrix reaches the devices as the product does that it is`, async () => {
    const [product, matrix] = await runsOf(policy);
    assert.equal(matrix, product);
  });

test('a buffer of limited rank, which keeps outer products, refuses matrices with both named', async () => {
  const session = await sessionOf(rewarded(), {
    compensation: { policy: 'low-rank', settings: { gates: { 'stop-learning': false } } },
  });
  assert.throws(
    () => session.trainer.learn(smallDataset.train.inputs, 0, 0, 0),
    ({ code, where, message }: MemspikeError) =>
      code === 'CONFIG' && /organisation\.rank/.test(where ?? '') && /rule/.test(message),
  );
});

test('its memory is part of a checkpoint and of the price', async () => {
  const rule: Rule<typeof schema> = {
    ...rewarded(),
    prepare(projection, options) {
      // Without `start`, eligibility goes on from one presentation to the next.
      const { start: _, ...rest } = rewarded().prepare(projection, options);
      return rest;
    },
  };
  const config = smallConfig({
    learning: { rule },
    compensation: { policy: 'none' },
    training: { epochs: 1 },
  });
  const options = { config, dataset: smallDataset };
  const expected = await train(options);
  const session = await createSession(options);
  const order = epochOrder(session, 0);
  for (let sample = 0; sample < 37; sample++) learnNext(session, order);
  const resumed = await restoreSession(saveSession(session), options);
  assertSameRun(await train({ session: resumed }), expected);
  const { digitalBitsPerSynapse } = await smallRun({ compensation: { policy: 'none' } });
  assert.is(expected.digitalBitsPerSynapse, digitalBitsPerSynapse + 32);
});

test('the decay of the learning rates reaches a matrix too', async () => {
  const sizes: number[] = [];
  for (const number of [0, 599]) {
    const session = await sessionOf(asProduct('matrix'), {
      ...ideal,
      learning: { rule: asProduct('matrix'), decay: 0.01 },
    });
    const before = projectionsOf(session.network)[0].weights[3][5];
    session.trainer.learn(smallDataset.train.inputs, 0, 0, number);
    sizes.push(projectionsOf(session.network)[0].weights[3][5] - before);
  }
  assertClose(sizes, [0.004, 0.004 * 0.01 ** (599 / 600)], { rel: 1e-3 });
});

test('a resolved configuration names the rule and its options alone', () => {
  const { rule } = resolveConfig({ learning: { rule: rewarded() } }).learning;
  assert.equal(JSON.parse(JSON.stringify(rule)), { kind: 'reward', rate: 0.01, kept: 0.9 });
});

test.run();
