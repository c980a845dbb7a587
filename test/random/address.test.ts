/** Addresses: one maker of keys, and no two purposes that share one. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as address from '../../src/random/address.ts';
import { deriveKey, type Key } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';

const test = suite('addresses');

const SEED = 11;

/** 0, 1, every power of two and the last: fields of bits that overlapped would share a sum of these. */
function corners(range: number): number[] {
  const found = new Set([0, range - 1]);
  for (let n = 1; n < range; n *= 2) found.add(n);
  return [...found];
}

/** Every choice of one from each list. */
function* choices(...lists: readonly (readonly number[])[]): Generator<number[]> {
  if (lists.length === 0) {
    yield [];
    return;
  }
  for (const first of lists[0]) for (const others of choices(...lists.slice(1))) yield [first, ...others];
}

const { layers, parts, rounds, terms, purposes, updates, presentations } = address.RANGE;
const ARRAYS = [...choices(corners(layers), corners(parts))].map(([l, p]) => address.arrayNumber(l, p));
const [FIRST, LAST] = [ARRAYS[0], address.arrayNumber(layers - 1, parts - 1)];
const UPDATES = corners(updates).flatMap((u) => [u, address.carriedUpdate(u), address.takenUpdate(u)]);
/** Enough of the numbers of updates where other fields are walked through. */
const SOME = [0, 1, updates - 1, address.carriedUpdate(0), address.takenUpdate(updates - 1)];
const PRESENTATIONS = corners(presentations);
const ROUNDS = corners(rounds).filter((round) => round > 0);
const PURPOSES = corners(purposes);

/** Every purpose of a draw within one run, with what it may be asked for. */
const draws: Readonly<Record<string, Iterable<Key>>> = {
  split: PRESENTATIONS.map((label) => address.splitKey(SEED, label)),
  shuffle: PRESENTATIONS.map((epoch) => address.shuffleKey(SEED, epoch)),
  'training spikes': PRESENTATIONS.map((n) => address.trainEncodingKey(SEED, n)),
  'test spikes': PRESENTATIONS.map((n) => address.testEncodingKey(SEED, n)),
  'initial weights': ARRAYS.map((array) => address.initialWeightsKey(SEED, array)),
  readout: corners(layers).map((layer) => address.readoutKey(SEED, layer)),
  pulses: keys(choices(ARRAYS, SOME, corners(terms)), address.pulseKey),
  'pulses, all updates': keys(choices([FIRST, LAST], UPDATES, [2]), address.pulseKey, { less: SOME }),
  noise: keys(choices(ARRAYS, SOME, corners(terms)), address.cycleNoiseKey),
  'noise, all updates': keys(choices([FIRST, LAST], UPDATES, [2]), address.cycleNoiseKey, { less: SOME }),
  'noise of verification': keys(choices(ARRAYS, SOME, ROUNDS, [0, 1, terms - 1]), address.verifyNoiseKey),
  'noise of refresh': keys(choices(ARRAYS, PRESENTATIONS), address.refreshNoiseKey),
  'spread of devices': keys(choices(ARRAYS, corners(512), [0, 1, 2, 4, 7]), address.deviceSpreadKey),
  'stuck devices': keys(choices(ARRAYS, corners(512)), address.stuckKey),
  mixing: keys(choices(ARRAYS, SOME, [0, 1, terms - 1]), address.mixingKey),
  choppers: keys(choices(ARRAYS, SOME), address.chopperKey),
  tuning: PRESENTATIONS.map((name) => address.tuningKey(SEED, name)),
  reads: keys(choices(ARRAYS, PURPOSES, [1, 2 ** 31], [0, 1, terms - 1]), address.readKey),
};

function* keys<Words extends number[]>(
  chosen: Iterable<number[]>,
  keyOf: (seed: number, ...words: Words) => Key,
  { less = [] }: { readonly less?: readonly number[] } = {},
): Generator<Key> {
  for (const words of chosen) if (!less.includes(words[1])) yield keyOf(SEED, ...(words as Words));
}

test('no two purposes, and no two uses of one, share a key anywhere within the ranges', () => {
  const owner = new Map<string, string>();
  for (const [purpose, all] of Object.entries(draws))
    for (const key of all) {
      const name = key.join();
      if (owner.has(name)) assert.unreachable(`${purpose} meets ${owner.get(name)}`);
      owner.set(name, purpose);
    }
  assert.ok(owner.size > 30_000, `${owner.size} keys`);
});

test('the keys of a run without verification or parts are those of stream, layer and update', () => {
  assert.equal(address.pulseKey(SEED, 3, 70), deriveKey(SEED, STREAM.pulse, 3, 70));
  assert.equal(address.cycleNoiseKey(SEED, 3, 70), deriveKey(SEED, STREAM.cycleToCycle, 3, 70));
  assert.equal(
    address.verifyNoiseKey(SEED, 3, 70, 2),
    deriveKey(SEED, STREAM.cycleToCycle, 3 + 2 * 65536, 70),
  );
  assert.equal(address.refreshNoiseKey(SEED, 3, 70), deriveKey(SEED, STREAM.cycleToCycle, 3 + 32768, 70));
  assert.equal(address.arrayNumber(3, 2), 3 + 512);
});

test('what the fields cannot hold is refused', () => {
  address.requireAddressable({ layers, updates });
  assert.throws(() => address.requireAddressable({ layers: layers + 1, updates: 1 }), /random addresses/);
  assert.throws(() => address.requireAddressable({ layers: 1, updates: updates + 1 }), /random addresses/);
});

test('nothing else in src makes a key', () => {
  const root = new URL('../../src/', import.meta.url);
  const makers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && /\bderiveKey\b/.test(readFileSync(new URL(file, root), 'utf8')))
    .sort();
  assert.equal(makers, ['random/address.ts', 'random/generator.ts']);
});

test.run();
