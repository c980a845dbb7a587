/** What each policy costs beyond the array, for 784-200-10 with 28 × 28 inputs. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { costOf, pulsesOfLayer } from '../../src/compensation/cost.ts';
import { policies, resolvePolicy } from '../../src/compensation/policies.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('cost');

const SIZES = [784, 200, 10];
const costOfPolicy = (name: string) => costOf(resolvePolicy(name).settings, SIZES, [28, 28]);

test('the table of digital bits and devices per synapse', () => {
  // 2 × 2 blocks: 196 counters of 4 bits for 784 inputs; the output layer has one for each of its 2000 synapses.
  const shared = (196 * 4 * 200 + 200 * 4 * 10) / (784 * 200 + 200 * 10);
  const table: Record<string, [bits: number, devices: number]> = {
    none: [0, 1],
    'symmetry-point': [0, 1],
    complementary: [0, 2],
    'one-sided': [0, 2],
    alternating: [0, 2],
    'matched-gain': [0, 2],
    threshold: [0, 2],
    'read-free': [0, 2],
    'multi-device': [0, 8],
    'shared-residual': [shared, 2],
    residual: [4, 2],
    exact: [32, 2],
  };
  assert.equal(
    policies.map(({ name }) => name),
    Object.keys(table),
  );
  for (const [name, [bits, devices]] of Object.entries(table)) {
    const cost = costOfPolicy(name);
    assertClose(cost.digitalBitsPerSynapse, bits, { abs: 1e-12 }, `${name}: bits`);
    assert.is(cost.devicesPerSynapse, devices, `${name}: devices`);
  }
  assertClose(shared, 1.04, { abs: 0.01 });
});

test('counters of an image with an odd edge are rounded up to whole blocks', () => {
  const { settings } = resolvePolicy('shared-residual');
  const both = { ...settings, outputPulses: undefined };
  // 3 × 5 pixels: 2 × 3 blocks.
  assertClose(costOf(both, [15, 7], [3, 5]).digitalBitsPerSynapse, (6 * 4) / 15, { abs: 1e-12 });
});

test('the output layer may have pulses of its own', () => {
  const { settings } = resolvePolicy('shared-residual');
  assert.is(pulsesOfLayer(settings, 0, 2), settings.pulses);
  assert.is(pulsesOfLayer(settings, 1, 2), settings.outputPulses);
  assert.is(pulsesOfLayer(resolvePolicy('none').settings, 1, 2), resolvePolicy('none').settings.pulses);
});

test.run();
