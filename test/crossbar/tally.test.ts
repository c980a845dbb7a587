/** What a crossbar reports about itself, and the hash of its state. */
import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hashConductances, pulsesOf, tallyCrossbar } from '../../src/crossbar/tally.ts';
import { ideal } from '../../src/device/device.ts';
import { buildArray, quietDevice } from './array.ts';

const test = suite('tally');

async function used(options: Parameters<typeof buildArray>[0] = {}) {
  const array = await buildArray({ device: quietDevice('ag-a-si'), initialSpan: 0.4, m: 2, ...options });
  for (let update = 0; update < 30; update++)
    array.write(
      Float32Array.from({ length: 20 }, (_, i) => 0.05 * ((update + i) % 3) - 0.04),
      update,
    );
  return array;
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

test('histograms count every device that is written, and every weight, once', async () => {
  for (const [scheme, planes] of [
    ['single', 2],
    ['alternating', 4],
  ] as const) {
    const tally = tallyCrossbar((await used({ scheme })).crossbar);
    assert.is(sum(tally.conductances?.counts ?? []), planes * 160, scheme);
    assert.is(sum(tally.pulsesPerDevice ?? []), planes * 160, scheme);
    assert.is(sum(tally.weights.counts), 160, scheme);
    assert.equal([tally.inputs, tally.outputs], [8, 20]);
  }
});

test('pulses per device fall into bins of powers of two, and the largest is told', async () => {
  const array = await used();
  const tally = tallyCrossbar(array.crossbar);
  const counts = [0, 1, 2, 3].flatMap((plane) => [...array.pulseCounts(plane)]);
  const binned = counts.map((n) => (n === 0 ? 0 : Math.floor(Math.log2(n)) + 1));
  const expected = Array.from(
    { length: Math.max(...binned) + 1 },
    (_, bin) => binned.filter((b) => b === bin).length,
  );
  assert.equal(tally.pulsesPerDevice, expected);
  assert.is(tally.maxPulsesPerDevice, Math.max(...counts));
  assert.is(pulsesOf(array.crossbar), sum(counts));
  assert.is(tally.ltpPulses + tally.ltdPulses, sum(counts));
});

test('a train that ends on a rail is counted', async () => {
  const array = await buildArray({ scheme: 'single', pulses: { kind: 'deterministic' } });
  array.write(new Float32Array(20).fill(0.9), 0);
  assert.is(tallyCrossbar(array.crossbar).clippedPulses, 0);
  array.write(new Float32Array(20).fill(0.9), 1);
  assert.is(tallyCrossbar(array.crossbar).clippedPulses, 160);
});

test('ideal weights have no devices to report', async () => {
  const tally = tallyCrossbar((await used({ device: ideal })).crossbar);
  assert.is(tally.conductances, undefined);
  assert.is(tally.pulsesPerDevice, undefined);
  assert.is(tally.maxPulsesPerDevice, 0);
});

test('the hash is the SHA-256 of all written planes, row by row without padding', async () => {
  const array = await used();
  const hash = createHash('sha256');
  for (let plane = 0; plane < 4; plane++) hash.update(new Uint8Array(array.conductances(plane).buffer));
  assert.is(hashConductances([array.crossbar]), hash.digest('hex'));
  const weights = await used({ device: ideal });
  const bytes = new Uint8Array(weights.weights().buffer);
  assert.is(hashConductances([weights.crossbar]), createHash('sha256').update(bytes).digest('hex'));
});

test('one bit of one device, and the order of layers, change the hash', async () => {
  const [first, second] = [await used(), await used({ seed: 2 })];
  const hash = hashConductances([first.crossbar, second.crossbar]);
  assert.is.not(hash, hashConductances([second.crossbar, first.crossbar]));
  const { at, engine } = second.crossbar;
  engine.u32(at.g + (3 * at.rows + 7) * at.stride * 4, 20)[19] ^= 1;
  assert.is.not(hash, hashConductances([first.crossbar, second.crossbar]));
  engine.u32(at.g + (3 * at.rows + 7) * at.stride * 4, 20)[19] ^= 1;
  assert.is(hash, hashConductances([first.crossbar, second.crossbar]));
});

test('the reference of a single device is no part of the hash: it is known', async () => {
  const array = await used({ scheme: 'single' });
  const hash = hashConductances([array.crossbar]);
  array.setConductances(2, () => 0.1);
  assert.is(hashConductances([array.crossbar]), hash);
});

test.run();
