/** The streams that studies/generator gives to TestU01 are those of the kernels, draw for draw. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { deriveKey, drawBits, gaussian, rowKey } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { controls } from '../../studies/generator/controls.ts';
import { kernelWalks } from '../../studies/generator/kernel-walks.ts';
import type { Stream } from '../../studies/generator/source.ts';
import { walks } from '../../studies/generator/walks.ts';

const test = suite('walks');

const streams = [...walks, ...kernelWalks, ...controls];

async function wordsOf(name: string, count: number, sample = 1): Promise<Uint32Array> {
  const found = streams.find((stream) => stream.name === name) as Stream;
  const block = new Uint32Array(count);
  (await found.open(sample))(block);
  return block;
}

const bitAt = (words: Uint32Array, i: number): number => (words[i >> 5] >>> (31 - (i & 31))) & 1;

// Two updates of 784 × 200 and a little, so that keys change on the way.
const DRAWS = 320_000;

test('planStochastic rounds by the upper bits, and chooses devices by the lowest bit, of the crossbar’s walk', async () => {
  const draws = await wordsOf('a crossbar’s rounding', DRAWS, 3);
  const polarity = await wordsOf('kernel: polarity', DRAWS / 32, 3);
  const rounding = await wordsOf('kernel: rounding', DRAWS / 32, 3);
  for (let i = 0; i < DRAWS; i++) {
    // 1.5 becomes one pulse or two: floor(1.5 + u).
    const two = Number(draws[i] >>> 31 === 1);
    if (bitAt(polarity, i) !== (draws[i] & 1) || bitAt(rounding, i) !== two) assert.unreachable(`draw ${i}`);
  }
});

test('encodeBernoulli spikes where the draw of the encoder’s walk is below one half', async () => {
  const draws = await wordsOf('an encoder’s spikes', DRAWS);
  const spikes = await wordsOf('kernel: spikes', DRAWS / 32);
  for (let i = 0; i < DRAWS; i++)
    if (bitAt(spikes, i) !== 1 - (draws[i] >>> 31)) assert.unreachable(`draw ${i}`);
});

test('initial weights hold the upper 24 bits of one row after another', async () => {
  const packed = await wordsOf('kernel: initial weights', 150_000);
  const bytes = new DataView(new ArrayBuffer(4 * packed.length));
  packed.forEach((word, i) => {
    bytes.setUint32(4 * i, word);
  });
  const perLayer = 784 * 208;
  for (let i = 0; i < 199_000; i++) {
    const key = deriveKey(1, STREAM.initialWeights, Math.floor(i / perLayer));
    const found = (bytes.getUint16(3 * i) << 8) | bytes.getUint8(3 * i + 2);
    if (found !== drawBits(rowKey(key, i % perLayer), 0) >>> 8) assert.unreachable(`weight ${i}`);
  }
});

test('noise is that of both devices of one element after another', async () => {
  const words = await wordsOf('kernel: cycle-to-cycle noise', 400_000);
  const deviates = new Float32Array(words.buffer);
  const perUpdate = 784 * 208;
  for (let i = 0; i < deviates.length; i++) {
    const element = i >> 1;
    const key = deriveKey(1, STREAM.cycleToCycle, 0, Math.floor(element / perUpdate));
    const expected = gaussian(drawBits(rowKey(key, element % perUpdate), i & 1));
    if (deviates[i] !== expected) assert.unreachable(`deviate ${i}: ${deviates[i]}, expected ${expected}`);
  }
});

for (const { name } of streams)
  test(`${name}: samples differ, and a sample is the same however it is cut into blocks`, async () => {
    const whole = await wordsOf(name, 3000, 1);
    const other = await wordsOf(name, 3000, 2);
    let equal = 0;
    for (let i = 0; i < whole.length; i++) equal += Number(whole[i] === other[i]);
    assert.ok(equal < 3, `${equal} words of 3000 are those of the other sample`);
    const found = streams.find((stream) => stream.name === name) as Stream;
    const fill = await found.open(1);
    const [first, second] = [new Uint32Array(1001), new Uint32Array(1999)];
    fill(first);
    fill(second);
    assert.equal([...first, ...second], [...whole]);
  });

test.run();
