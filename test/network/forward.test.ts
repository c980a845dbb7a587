/** The forward pass against the equations in double precision. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { classify, createSession } from '../../src/experiment/run/session.ts';
import { ENCODERS } from '../../src/network/encoders/encoder.ts';
import { RESETS } from '../../src/network/neurons/neuron.ts';
import { classOf } from '../../src/network/present.ts';
import { smallConfig, smallDataset } from '../experiment/small-run.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { inputsOf, layersOf, scoresOf, spikeCountsOf } from './observe.ts';
import { presentPlainly } from './plain.ts';

const test = suite('forward pass');

const lively = { inputGain: 40, layerGain: 15, rho: 0.3 };

for (const kind of ENCODERS)
  for (const reset of RESETS)
    test(`${kind}, ${reset}: spikes and scores of every layer are those of the equations`, async () => {
      const config = smallConfig({
        encoder: { kind },
        network: { hidden: [24, 16], neuron: { ...lively, reset } },
      });
      const session = await createSession({ config, dataset: smallDataset });
      for (const sample of [0, 7, 30]) {
        classify(session, sample);
        const expected = presentPlainly({
          layers: layersOf(session.network),
          inputs: inputsOf(session.network),
          neuron: config.network.neuron,
          learning: config.learning,
          classes: 4,
          label: 0,
        });
        for (const layer of [0, 1, 2]) {
          assertClose(
            spikeCountsOf(session, layer),
            expected.counts[layer],
            { abs: 0 },
            `spikes of layer ${layer}`,
          );
          assertClose(
            scoresOf(session, layer),
            expected.scores[layer],
            { abs: 2e-4 },
            `scores of layer ${layer}`,
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
  const scores = network.engine.f32(network.layers[1].scores, 4);
  for (const [values, expected] of [
    [[0, 3, 2, 1], 1],
    [[-5, -4, -3, -3], 2],
    [[0, 0, 0, 0], 0],
  ] as const) {
    scores.set(values);
    assert.is(classOf(network, network.layers[1]), expected);
  }
});

test.run();
