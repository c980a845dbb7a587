/** The forward pass against the equations in double precision. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { NeuronConfig } from '../../src/experiment/config/population.ts';
import { classify, createSession } from '../../src/experiment/run/session.ts';
import { encoders } from '../../src/network/encoders/all-encoders.ts';
import { type LifOptions, RESETS } from '../../src/network/neurons/lif.ts';
import { chosenClass } from '../../src/network/population.ts';
import { smallConfig, smallDataset } from '../experiment/small-run.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { inputsOf, populationsOf, projectionsOf, scoresOf, spikeCountsOf } from './observe.ts';
import { presentPlainly } from './plain.ts';

const test = suite('forward pass');

const lively = { inputGain: 40, layerGain: 15, rho: 0.3 };

for (const { kind } of encoders)
  for (const reset of RESETS)
    test(`${kind}, ${reset}: spikes and scores of every population are those of the equations`, async () => {
      const config = smallConfig({
        encoder: { kind },
        network: { hidden: [24, 16], neuron: { ...lively, reset } },
      });
      const session = await createSession({ config, dataset: smallDataset });
      for (const sample of [0, 7, 30]) {
        classify(session, sample);
        const expected = presentPlainly({
          populations: populationsOf(session.network),
          projections: projectionsOf(session.network),
          inputs: inputsOf(session.network),
          neuron: config.network.neuron as LifOptions & NeuronConfig,
          learning: config.learning,
          classes: 4,
          label: 0,
        });
        for (const population of [0, 1, 2]) {
          assertClose(
            spikeCountsOf(session, population),
            expected.counts[population],
            { abs: 0 },
            `spikes of population ${population}`,
          );
          assertClose(
            scoresOf(session, population),
            expected.scores[population],
            { abs: 2e-4 },
            `scores of population ${population}`,
          );
        }
        const spikes = expected.counts.map((counts) => counts.reduce((sum, n) => sum + n, 0));
        assert.ok(spikes[0] > 5 && spikes[1] > 5 && spikes[2] === 0, `spikes: ${spikes}`);
      }
    });

test('nothing is left of one sample when the next is presented', async () => {
  const session = await createSession({ config: smallConfig(), dataset: smallDataset });
  classify(session, 3);
  const alone = Float64Array.from(scoresOf(session, 1));
  for (let sample = 0; sample < 20; sample++) classify(session, sample);
  classify(session, 3);
  assertSameBits(Float64Array.from(scoresOf(session, 1)), alone);
});

test('the class is the highest score, the first of equals', async () => {
  const { network } = await createSession({ config: smallConfig(), dataset: smallDataset });
  const scores = network.engine.f32(network.output.scores, 4);
  for (const [values, expected] of [
    [[0, 3, 2, 1], 1],
    [[-5, -4, -3, -3], 2],
    [[0, 0, 0, 0], 0],
  ] as const) {
    scores.set(values);
    assert.is(chosenClass(network.engine, network.output), expected);
  }
});

test.run();
