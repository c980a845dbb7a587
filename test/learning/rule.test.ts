/** Rules that a caller brings. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { MemspikeError } from '../../src/errors.ts';
import { localThreeFactor } from '../../src/learning/rules/local-three-factor.ts';
import type { LayerStep, LearningRule } from '../../src/learning/rules/rule.ts';
import { smallDataset, smallRun } from '../experiment/small-run.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('learning rule');

const silent: LearningRule = { name: 'silent', modulate: ({ delta }) => void delta.fill(0) };
/** The local rule, written without kernels. */
const handmade: LearningRule = {
  name: 'handmade',
  modulate({ back, delta, error, layer, membrane, options, stride, theta }) {
    for (let i = 0; i < delta.length; i++) {
      const slope = Math.max(0, 1 - options.surrogateWidth * Math.abs(membrane[i] - theta));
      let sum = 0;
      for (let k = 0; k < error.length; k++) sum += error[k] * (layer.output ? 0 : back[k * stride + i]);
      delta[i] = layer.output ? error[i] : sum * slope;
    }
  },
};

const withRule = (rule: LearningRule, epochs = 2) =>
  smallRun({ learning: { rule: rule.name }, training: { epochs } }, { rules: [rule] });

test('a rule that says nothing changes nothing', async () => {
  const record = await withRule(silent, 1);
  assert.is(record.pulsesPerSample, 0);
  assert.is(record.conductanceHash, (await smallRun({ learning: { rate: [0, 0] } })).conductanceHash);
});

test('the local rule written by hand learns as the built-in one does', async () => {
  const [own, built] = [await withRule(handmade), await smallRun()];
  assertClose(own.accuracy, built.accuracy, { abs: 0.05 });
  assertClose(own.pulsesPerSample, built.pulsesPerSample, { rel: 0.2 });
});

test('a rule sees step, label, and the state of its layer', async () => {
  const seen: Pick<LayerStep, 't' | 'label' | 'steps'>[] = [];
  const spikes: number[] = [];
  const curious: LearningRule = {
    name: 'curious',
    modulate(step) {
      seen.push({ t: step.t, label: step.label, steps: step.steps });
      if (step.t === step.steps - 1 && !step.layer.output)
        spikes.push(step.spikeCounts.reduce((a, b) => a + b, 0));
      localThreeFactor.modulate(step);
    },
  };
  const built = await smallRun({ training: { epochs: 1 } });
  const record = await withRule(curious, 1);
  assert.is(record.conductanceHash, built.conductanceHash);
  // Two layers, 30 steps less a burn-in of 3, 300 samples.
  assert.is(seen.length, 2 * 27 * 300);
  assert.equal(
    [...new Set(seen.map(({ t }) => t))],
    Array.from({ length: 27 }, (_, i) => i + 3),
  );
  assert.ok(seen.every(({ label, steps }) => label < 4 && steps === 30));
  assert.is(spikes.length, 300);
  assert.ok(Math.max(...spikes) > 10);
});

test('a rule that is not there is refused with the names of those that are', async () => {
  const error = await smallRun(
    { learning: { rule: 'handmaid' } },
    { rules: [handmade], dataset: smallDataset },
  ).catch((reason: MemspikeError) => reason as MemspikeError);
  const { code, where, accepted, hint } = error as MemspikeError;
  assert.equal(
    [code, where, accepted, hint],
    ['CONFIG', 'learning.rule', ['local', 'handmade'], 'did you mean "handmade"?'],
  );
});

test.run();
