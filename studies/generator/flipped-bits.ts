/** What one bit of an address does to its draw. */
import { deriveKey, drawBits, rowKey } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { each, type Source } from './source.ts';

const UPDATE = 3;
/** Bits of seed, stream, a, b, row and column that addresses of real runs use. */
const USED = [16, 4, 4, 20, 15, 14];
const BITS = USED.flatMap((count, part) => Array.from({ length: count }, (_, bit) => ({ part, bit })));

/**
 * draw(address) ⊕ draw(address with one bit flipped): words that should be as random as draws. Seeds tell samples and
 * bits apart and the update tells the pairs of a bit apart: no address enters twice, so that no word follows from others.
 */
export function flippedBits(sample: number): Source {
  const address = new Float64Array(USED.length);
  return each((word) => {
    const which = word % BITS.length;
    const n = Math.floor(word / BITS.length);
    const { part, bit } = BITS[which];
    address[0] = sample * 2 ** 24 + which * 2 ** 16;
    address[1] = STREAM.pulse;
    address[UPDATE] = part === UPDATE ? withGap(n, bit) : n;
    address[4] = n % 784;
    address[5] = n % 200;
    const here = draw(address);
    address[part] ^= 1 << bit;
    const there = draw(address);
    address[2] = 0;
    return here ^ there;
  });
}

/** `address` holds seed, stream, a, b, row and column. */
function draw(address: Float64Array): number {
  return drawBits(rowKey(deriveKey(address[0], address[1], address[2], address[3]), address[4]), address[5]);
}

/** n with a zero put in at `bit`: every pair that differs in this bit alone once. */
function withGap(n: number, bit: number): number {
  const below = n & ((1 << bit) - 1);
  return ((n - below) << 1) | below;
}
