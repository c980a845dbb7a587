/** Generators known to be bad, each with a mistake that a generator of this kind can make: the batteries must refuse them. */
import { deriveKey, gaussian, mix, rowKey } from '../../src/random/generator.ts';
import { STREAM } from '../../src/random/streams.ts';
import { each, type Source, type Stream } from './source.ts';

const WEYL = 0x9e3779b9;
const ROWS = 784;
const COLUMNS = 200;

const control = (
  name: string,
  about: string,
  open: (seed: number) => Source,
  holds: Stream['holds'] = 'words',
): Stream => ({ name: `control: ${name}`, about, holds, from: 'control', lag: 416, open });

export const controls: readonly Stream[] = [
  control(
    'one multiplication',
    'columns of one row, the second multiplication of a draw left out',
    (seed) => {
      const [r0, r1] = rowKey(deriveKey(seed, STREAM.pulse), 7);
      return each((column) => {
        let h = (r0 + Math.imul(column, WEYL)) | 0;
        h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
        h ^= (h >>> 15) ^ r1;
        return h ^ (h >>> 16);
      });
    },
  ),
  control('congruential', 'x ← 1664525·x + 1013904223 modulo 2^32 (Knuth; Numerical Recipes)', (seed) => {
    let x = mix(seed);
    return each(() => {
      x = (Math.imul(x, 1664525) + 1013904223) | 0;
      return x;
    });
  }),
  control(
    'shifted rows',
    'a crossbar’s walk where row r begins r columns further on in one good sequence',
    (seed) => {
      const [k0] = deriveKey(seed, STREAM.pulse);
      return each((i) => {
        const row = Math.floor(i / COLUMNS) % ROWS;
        return mix((k0 + row + (i % COLUMNS) + Math.floor(i / (ROWS * COLUMNS)) * 2048) | 0);
      });
    },
  ),
  control('added seed', '16 neighbouring seeds in turn, where seed + element is the counter', (seed) => {
    return each((i) => mix((seed * 2 ** 24 + (i % 16) + Math.floor(i / 16)) | 0));
  }),
  control(
    'twelve uniforms',
    'deviates: twelve uniform numbers less 6',
    (seed) => deviatesFrom(seed, 12),
    'deviates',
  ),
  control(
    'equal neighbours',
    'deviates, one in 500 of which is that of its neighbour',
    (seed) => repeated(seed),
    'deviates',
  ),
];

/** The sum of `count` uniform numbers, standardised: right in mean and variance, wrong in its tails. */
function deviatesFrom(seed: number, count: number): Source {
  const word = new Float32Array(1);
  const bits = new Uint32Array(word.buffer);
  const [k0, k1] = deriveKey(seed, STREAM.cycleToCycle);
  return each((i) => {
    let sum = -count / 2;
    for (let k = 0; k < count; k++) sum += (mix((mix((k0 + i) | 0) ^ (k1 + k)) | 0) + 0.5) / 2 ** 32;
    word[0] = sum;
    return bits[0];
  });
}

function repeated(seed: number): Source {
  const word = new Float32Array(1);
  const bits = new Uint32Array(word.buffer);
  const [k0] = deriveKey(seed, STREAM.cycleToCycle);
  return each((i) => {
    word[0] = gaussian(mix((k0 + (i % 500 === 0 ? i + 1 : i)) | 0));
    return bits[0];
  });
}
