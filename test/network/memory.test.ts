/** What networks take of linear memory, and what is said of those that are too large: laid out, never allocated. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Dataset } from '../../src/data/dataset.ts';
import type { MemspikeError } from '../../src/errors.ts';
import { type ExperimentInput, resolveConfig } from '../../src/experiment/config/config.ts';
import { networkOf } from '../../src/experiment/run/network-of.ts';
import { layoutNetwork } from '../../src/network/network.ts';

const test = suite('memory');

const GIB = 2 ** 30;
const CLASSES = 10;

function imagesOf(side: number): Dataset {
  const none = { count: 0, inputs: new Uint8Array(0), labels: new Uint16Array(0) };
  return {
    id: `${side}`,
    features: side * side,
    classes: CLASSES,
    shape: [side, side],
    train: none,
    test: none,
  };
}

function bytesOf(side: number, hidden: number, input: ExperimentInput = {}): number {
  const config = resolveConfig({ ...input, network: { hidden: [hidden] } });
  return layoutNetwork(networkOf(config, imagesOf(side))).bytes;
}

const synapsesOf = (side: number, hidden: number) => hidden * (side * side + CLASSES);

/** Million synapses that the refusal says would fit. */
function millionsThatFit(side: number, hidden: number, input: ExperimentInput): number {
  try {
    bytesOf(side, hidden, input);
  } catch (error) {
    const { accepted, code, received } = error as MemspikeError;
    assert.is(code, 'MEMORY');
    assert.match(String(received), new RegExp(`GiB for ${synapsesOf(side, hidden)} synapses`));
    const [, millions] = /up to 4 GiB: about ([\d.]+) million synapses/.exec(String(accepted)) ?? [];
    return Number(millions);
  }
  return assert.unreachable() as never;
}

test('bytes a synapse are those of its devices, weight and counts, from ten thousand synapses to a hundred million', () => {
  // A device against a reference: conductances and pulse counts of two planes, and the weight.
  const input = { compensation: { policy: 'none' } } as const;
  const perSynapse = [10, 18, 32, 56, 100].map(
    (side) => bytesOf(side, side * side, input) / synapsesOf(side, side * side),
  );
  for (const bytes of perSynapse) assert.ok(bytes >= 20 && bytes < 32, `${bytes} bytes`);
  for (const bytes of perSynapse.slice(1)) assert.ok(bytes < 24.5, `${bytes} bytes`);
  for (const bytes of perSynapse.slice(2)) assert.ok(bytes < 22, `${bytes} bytes`);
});

test('a layer of 16384 × 4096 fits with every policy that keeps nothing large for a synapse', () => {
  for (const policy of ['none', 'read-free-pair', 'symmetry-point', 'shared-residual', 'residual', 'exact'])
    assert.ok(bytesOf(128, 4096, { compensation: { policy } }) < 2 * GIB, policy);
});

const inputs: Readonly<Record<string, ExperimentInput>> = {
  'ideal weights': { device: 'ideal', compensation: { policy: 'ideal-baseline' } },
  'one device': { compensation: { policy: 'none' } },
  'a pair': { compensation: { policy: 'read-free-pair' } },
  'devices of their own parameters': { compensation: { policy: 'read-free-pair' }, noise: { d2d: true } },
  'sixteen devices': { compensation: { policy: 'multi-device-eight' } },
  'digital counters': { compensation: { policy: 'residual' } },
  'shared counters': { compensation: { policy: 'shared-residual' } },
  'updates owed': { compensation: { policy: 'exact' } },
  'a buffer': { compensation: { policy: 'buffer' } },
  'a buffer of low rank': { compensation: { policy: 'low-rank' } },
  'a fast array': { compensation: { policy: 'tiki-taka' } },
  'cells with carries': { compensation: { policy: 'periodic-carry' } },
  'an update every step': { compensation: { policy: 'none' }, learning: { update: 1 } },
};

for (const [name, input] of Object.entries(inputs))
  test(`${name}: the number that is said to fit does, and hardly more would`, () => {
    for (const side of [64, 128]) {
      const hidden = Math.ceil(2 ** 32 / (side * side));
      const fitting = (1e6 * millionsThatFit(side, hidden, input)) / synapsesOf(side, 1);
      const bytes = bytesOf(side, Math.floor(fitting), input);
      assert.ok(bytes < 4 * GIB - 65536 && bytes > 3.9 * GIB, `${side}: ${bytes / GIB} GiB`);
      assert.ok(millionsThatFit(side, Math.ceil(1.03 * fitting), input) > 0);
    }
  });

test.run();
