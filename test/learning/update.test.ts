/** What one sample writes into ideal weights, against the equations of the local rule in double precision. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ExperimentInput } from '../../src/experiment/config/config.ts';
import type { NeuronConfig } from '../../src/experiment/config/population.ts';
import { createSession, type Session } from '../../src/experiment/run/session.ts';
import { errors } from '../../src/learning/errors/all-errors.ts';
import type { LocalOptions } from '../../src/learning/rules/local.ts';
import { surrogates } from '../../src/learning/surrogates/all-surrogates.ts';
import { encoders } from '../../src/network/encoders/all-encoders.ts';
import type { LifOptions } from '../../src/network/neurons/lif.ts';
import { smallConfig, smallDataset } from '../experiment/small-run.ts';
import { inputsOf, populationsOf, projectionsOf } from '../network/observe.ts';
import { type PlainProjection, presentPlainly } from '../network/plain.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('update');

const idealWeights: ExperimentInput = {
  device: 'ideal',
  compensation: { policy: 'ideal-baseline' },
  network: { hidden: [24, 16], neuron: { inputGain: 40, layerGain: 15, rho: 0.3 } },
};

const local = (options: object) => ({ kind: 'local', ...options });

interface Learned {
  readonly session: Session;
  readonly before: readonly PlainProjection[];
  readonly label: number;
}

/** Learns from sample `sample` of the training part as presentation `number`. */
async function learnOne(
  learning: ExperimentInput['learning'],
  input: ExperimentInput = {},
): Promise<Learned> {
  const config = smallConfig({ ...idealWeights, ...input, learning });
  const session = await createSession({ config, dataset: smallDataset });
  const before = projectionsOf(session.network);
  const sample = 6;
  const label = smallDataset.train.labels[sample];
  session.trainer.learn(smallDataset.train.inputs, sample * smallDataset.features, label, 0);
  return { session, before, label };
}

/** ΔW of each layer as the equations have it, flattened. */
function expectedOf({ session, before, label }: Learned): Float64Array[] {
  const { config, network } = session;
  const { changes } = presentPlainly({
    populations: populationsOf(network),
    projections: before,
    inputs: inputsOf(network),
    neuron: config.network.neuron as LifOptions & NeuronConfig,
    learning: config.learning,
    classes: 4,
    label,
  });
  return changes.map((change, layer) => {
    const rate = (config.learning.rule as LocalOptions).rate[layer === changes.length - 1 ? 1 : 0];
    return Float64Array.from(change.flat(), (value) => rate * value);
  });
}

function changeOf({ session, before }: Learned): Float64Array[] {
  return projectionsOf(session.network).map(({ weights }, layer) =>
    Float64Array.from(weights.flatMap((row, j) => row.map((w, i) => w - before[layer].weights[j][i]))),
  );
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function assertLearned(learned: Learned, label: string): void {
  const expected = expectedOf(learned);
  changeOf(learned).forEach((change, layer) => {
    const size = largest(expected[layer]);
    assert.ok(size > 1e-5, `${label}: layer ${layer} changes by up to ${size}`);
    assertClose(change, expected[layer], { abs: 1e-3 * size }, `${label}, layer ${layer}`);
  });
}

for (const { kind: error } of errors)
  for (const { kind: surrogate } of surrogates)
    test(`${error}, ${surrogate}: ΔW = −rate · Σδ · mean rate of the line, in every layer`, async () => {
      const balance = { membrane: 0.2, bias: -0.1 };
      const rule = local({ surrogate: { kind: surrogate, width: 0.7 }, rate: [1, 1], balance });
      assertLearned(await learnOne({ error, rule }), error);
    });

for (const { kind } of encoders)
  test(`${kind} input: the activity of a line is what the encoder made of its intensity`, async () => {
    assertLearned(await learnOne({ rule: local({ rate: [1, 1] }) }, { encoder: { kind } }), kind);
  });

test('hidden and output layers have rates of their own', async () => {
  const learned = await learnOne({ rule: local({ rate: [0, 2] }) });
  const [first, second, output] = changeOf(learned);
  assert.equal([largest(first), largest(second)], [0, 0]);
  assertClose(output, expectedOf(learned)[2], { abs: 1e-3 * largest(output) });
});

test('steps of the burn-in teach nothing', async () => {
  assertLearned(await learnOne({ rule: local({ rate: [1, 1] }), burnIn: 0.5 }), 'half');
  for (const update of ['presentation', 1, 7] as const) {
    const none = changeOf(await learnOne({ rule: local({ rate: [1, 1] }), burnIn: 1, update }));
    assert.equal(none.map(largest), [0, 0, 0], String(update));
  }
});

test('with rate 0 nothing is learned, however often it is written', async () => {
  for (const update of ['presentation', 1, 10] as const)
    assert.equal(changeOf(await learnOne({ rule: local({ rate: [0, 0] }), update })).map(largest), [0, 0, 0]);
});

test('updates within a presentation point where the update at its end does', async () => {
  // Different sums of the same products: traces instead of mean rates. Small rates, so that weights hardly move within.
  const rate: [number, number] = [1e-3, 1e-3];
  const atEnd = changeOf(await learnOne({ rule: local({ rate }) }));
  for (const update of [1, 5, 30] as const)
    changeOf(await learnOne({ rule: local({ rate }), update })).forEach((change, layer) => {
      const cosine =
        dot(change, atEnd[layer]) / Math.sqrt(dot(change, change) * dot(atEnd[layer], atEnd[layer]));
      assert.ok(cosine > 0.8, `update ${update}, layer ${layer}: cosine ${cosine}`);
    });
});

test('rates fall by the factor of the decay over the training', async () => {
  const config = smallConfig({
    ...idealWeights,
    network: { hidden: [] },
    learning: { rule: local({ rate: [1, 1] }), decay: 0.01 },
  });
  const sizes: number[] = [];
  for (const number of [0, 300, 599]) {
    const session = await createSession({ config, dataset: smallDataset });
    const before = projectionsOf(session.network);
    // The spikes are drawn anew for each presentation: the largest change is compared with the equations' own.
    session.trainer.learn(smallDataset.train.inputs, 0, 0, number);
    const learned = { session, before, label: 0 };
    sizes.push(largest(changeOf(learned)[0]) / largest(expectedOf(learned)[0]));
  }
  assertClose(sizes, [1, 0.1, 0.01 ** (599 / 600)], { rel: 2e-3 });
});

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

test.run();
