/** Whatever is chosen, an easy set of four classes is learned: chance is 0.25. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { policyNames } from '../../src/compensation/all-policies.ts';
import type { ExperimentInput } from '../../src/experiment/config/config.ts';
import { errors } from '../../src/learning/errors/all-errors.ts';
import { surrogates } from '../../src/learning/surrogates/all-surrogates.ts';
import { encoders } from '../../src/network/encoders/all-encoders.ts';
import { RESETS } from '../../src/network/neurons/lif.ts';
import { presetNames } from '../../src/presets/presets.ts';
import { smallRun } from '../experiment/small-run.ts';
import { syntheticDataset } from '../experiment/synthetic.ts';

const test = suite('learns');

const easy = syntheticDataset();
const accuracyOf = async (input: ExperimentInput) => (await smallRun(input, { dataset: easy })).accuracy;

async function assertLearns(input: ExperimentInput, label: string, least = 0.75): Promise<void> {
  const accuracy = await accuracyOf(input);
  assert.ok(accuracy >= least, `${label}: accuracy ${accuracy}`);
}

test('untrained it is at chance', async () => {
  const accuracy = await accuracyOf({
    learning: { rule: { kind: 'local', rate: [0, 0] } },
    training: { epochs: 1 },
  });
  assert.ok(accuracy < 0.6, `accuracy ${accuracy}`);
});

test('with every policy', async () => {
  for (const policy of policyNames) await assertLearns({ compensation: { policy } }, policy, 0.9);
});

test('with every device', async () => {
  for (const device of presetNames) await assertLearns({ device }, device, 0.9);
});

test('with every encoder', async () => {
  for (const { kind } of encoders) await assertLearns({ encoder: { kind } }, kind);
});

test('with every reset', async () => {
  for (const reset of RESETS) await assertLearns({ network: { neuron: { reset } } }, reset);
});

test('with every loss and surrogate', async () => {
  for (const { kind } of errors)
    await assertLearns({ learning: { error: kind }, training: { epochs: 3 } }, kind);
  for (const { kind } of surrogates)
    await assertLearns({ learning: { rule: { kind: 'local', surrogate: kind } } }, kind);
});

test('with updates at the end of a presentation, every step and every few', async () => {
  for (const update of ['presentation', 1, 4, 30, 100] as const)
    await assertLearns({ learning: { update } }, String(update));
});

test('without a hidden layer and with two', async () => {
  await assertLearns({ network: { hidden: [] } }, 'none');
  await assertLearns(
    { network: { hidden: [16, 12], neuron: { layerGain: 3 } }, training: { epochs: 4 } },
    'two',
  );
});

test('stop-learning, thresholds and counters spare pulses', async () => {
  const pulsesOf = async (input: ExperimentInput) =>
    (await smallRun(input, { dataset: easy })).pulsesPerSample;
  const all = await pulsesOf({ compensation: { policy: 'alternating' } });
  for (const settings of [
    { gates: { 'stop-learning': { above: 0.9 } } },
    { gates: { 'error-trigger': { threshold: 0.2 } } },
    { gates: { 'event-servo': { target: 0.15 } } },
    { gates: { 'line-threshold': { rate: 0.15 } } },
  ]) {
    const fewer = await pulsesOf({ compensation: { policy: 'alternating', settings } });
    assert.ok(fewer < 0.9 * all, `${JSON.stringify(settings)}: ${fewer} of ${all} pulses`);
  }
  const kept = await pulsesOf({
    compensation: { policy: 'residual', settings: { gates: { 'stop-learning': false } } },
  });
  assert.ok(kept < 0.7 * all, `residual: ${kept} of ${all} pulses`);
});

test.run();
