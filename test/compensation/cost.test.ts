/** What each policy costs beyond the array, for 784-200-10 with 28 × 28 inputs. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { policies, resolvePolicy } from '../../src/compensation/all-policies.ts';
import { chainOf, costOf } from '../../src/compensation/cost.ts';
import { overlaySettings, plainSettings } from '../../src/compensation/settings.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('cost');

const SIZES = [784, 200, 10];
const costOfPolicy = (name: string) => costOf(chainOf(resolvePolicy(name).settings, SIZES, [28, 28]));

test('the table of digital bits and devices per synapse', () => {
  // 2 × 2 blocks: 196 counters of 4 bits for 784 inputs; the output layer has one for each of its 2000 synapses.
  const shared = (196 * 4 * 200 + 200 * 4 * 10) / (784 * 200 + 200 * 10);
  const synapses = 784 * 200 + 200 * 10;
  const sharedInBoth = (196 * 4 * 200 + 50 * 4 * 10) / synapses;
  const register = (8 * 200 + 8 * 10) / synapses;
  // Line counts of 8 bits and modulators of 32, eight presentations of both layers.
  const buffered = (8 * ((784 + 200) * 8 + (200 + 10) * 32)) / synapses;
  // Eight left and right vectors of 32-bit words, and their values.
  const lowRank = (8 * 32 * (784 + 200 + 1 + 200 + 10 + 1)) / synapses;
  // The word of the counter, mean and reference of every read, and a sign per line.
  const dynamic = 3 * 32 + (784 + 200) / synapses;
  const table: Record<string, [bits: number, devices: number]> = {
    none: [0, 1],
    'symmetry-point': [0, 1],
    'zero-shift': [0, 2],
    complementary: [0, 2],
    alternating: [0, 2],
    'matched-gain': [0, 2],
    'dead-zone': [0, 2],
    threshold: [0, 2],
    ternary: [0, 2],
    annealing: [0, 2],
    'error-diffusion': [register, 2],
    'read-free-pair': [0, 2],
    'multi-device': [0, 8],
    'multi-device-eight': [0, 16],
    buffer: [buffered, 2],
    'low-rank': [lowRank, 2],
    'shared-residual': [shared, 2],
    'shared-residual-multi': [sharedInBoth, 16],
    residual: [4, 2],
    'residual-multi': [4, 8],
    'mixed-precision': [32, 2],
    'one-sided': [0, 2],
    inverse: [0, 2],
    'program-verify': [0, 2],
    'tiki-taka': [0, 3],
    'tiki-taka-filtered': [32, 3],
    'tiki-taka-dynamic': [dynamic, 3],
    'periodic-carry': [0, 6],
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
  assert.ok(sharedInBoth <= 1);
});

test('counters of an image with an odd edge are rounded up to whole blocks', () => {
  const inBoth = overlaySettings(resolvePolicy('shared-residual').settings, { pulses: { block: 2 } });
  // 3 × 5 pixels: 2 × 3 blocks.
  assertClose(costOf(chainOf(inBoth, [15, 7], [3, 5])).digitalBitsPerSynapse, (6 * 4) / 15, { abs: 1e-12 });
});

test('the price is summed over the projections, each with its own settings, by their synapses', () => {
  const settings = overlaySettings(plainSettings, {
    cell: { scheme: 'alternating' },
    pulses: { kind: 'residual', bits: 4 },
    output: { cell: { m: 8 }, pulses: { kind: 'stochastic' } },
  });
  const cost = costOf(chainOf(settings, [30, 20, 10]));
  // 600 synapses of a pair with a counter each, 200 of sixteen devices.
  assertClose(cost.digitalBitsPerSynapse, (600 * 4) / 800, { abs: 1e-12 });
  assertClose(cost.devicesPerSynapse, (600 * 2 + 200 * 16) / 800, { abs: 1e-12 });
});

test.run();
