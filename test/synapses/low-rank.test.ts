/** Sums of outer products kept to a rank, against the sums themselves. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { deriveKey, drawBits, gaussian, rowKey } from '../../src/random/generator.ts';
import { addProduct, decompose, type LowRank } from '../../src/synapses/low-rank.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('low rank');

const ROWS = 12;
const COLUMNS = 7;

const empty = (rank: number): LowRank => ({
  rows: ROWS,
  columns: COLUMNS,
  rank,
  left: new Float64Array(rank * ROWS),
  right: new Float64Array(rank * COLUMNS),
  values: new Float64Array(rank),
});

const vector = (length: number, key: number) =>
  Float64Array.from({ length }, (_, i) => gaussian(drawBits(rowKey(deriveKey(7, 1000), key), i)));

const product = (k: number) => [vector(ROWS, 2 * k), vector(COLUMNS, 2 * k + 1)] as const;

function matrixOf({ rank, left, right, values }: LowRank): number[] {
  return Array.from({ length: ROWS * COLUMNS }, (_, at) => {
    const [row, column] = [Math.floor(at / COLUMNS), at % COLUMNS];
    let sum = 0;
    for (let k = 0; k < rank; k++) sum += values[k] * left[k * ROWS + row] * right[k * COLUMNS + column];
    return sum;
  });
}

function sumOf(count: number): number[] {
  const sum = new Array<number>(ROWS * COLUMNS).fill(0);
  for (let k = 0; k < count; k++) {
    const [a, b] = product(k);
    for (let at = 0; at < sum.length; at++) sum[at] += a[Math.floor(at / COLUMNS)] * b[at % COLUMNS];
  }
  return sum;
}

const distance = (a: readonly number[], b: readonly number[]) =>
  Math.sqrt(a.reduce((sum, x, i) => sum + (x - b[i]) ** 2, 0));

test('the decomposition gives the matrix back, from orthonormal vectors and descending values', () => {
  const matrix = Array.from({ length: 6 }, (_, i) => vector(6, 100 + i));
  const { u, sigma, v } = decompose(matrix);
  for (let i = 0; i < 6; i++)
    for (let k = 0; k < 6; k++) {
      const sum = (f: (j: number) => number) => [0, 1, 2, 3, 4, 5].reduce((total, j) => total + f(j), 0);
      assertClose(
        sum((j) => u[i][j] * sigma[j] * v[k][j]),
        matrix[i][k],
        { abs: 1e-12 },
      );
      for (const basis of [u, v])
        assertClose(
          sum((j) => basis[j][i] * basis[j][k]),
          Number(i === k),
          { abs: 1e-12 },
        );
    }
  assert.equal(
    [...sigma],
    [...sigma].sort((a, b) => b - a),
  );
});

for (const unbiased of [false, true])
  test(`with full rank the sum is exact, ${unbiased ? 'mixed' : 'cut'}`, () => {
    const kept = empty(COLUMNS);
    for (let k = 0; k < 20; k++) addProduct(kept, ...product(k), unbiased ? () => -1 : undefined);
    assertClose(matrixOf(kept), sumOf(20), { abs: 1e-10 });
  });

test('products that are alike need one rank, and one of zeros changes nothing', () => {
  const kept = empty(2);
  for (const size of [1, 2, 0, -0.5]) {
    const [a, b] = product(3);
    addProduct(
      kept,
      a.map((x) => size * x),
      b,
    );
  }
  const [a, b] = product(3);
  const expected = Array.from(
    { length: ROWS * COLUMNS },
    (_, at) => 2.5 * a[Math.floor(at / COLUMNS)] * b[at % COLUMNS],
  );
  assertClose(matrixOf(kept), expected, { abs: 1e-12 });
  assertClose(kept.values[1], 0, { abs: 1e-12 });
});

test('one product too many: the cut is the nearest matrix of that rank', () => {
  // Eckart & Young: the distance to the nearest matrix of rank r is the root of the sum of squares of the others.
  const rank = 3;
  const kept = empty(rank);
  for (let k = 0; k < rank + 1; k++) addProduct(kept, ...product(k));
  const whole = sumOf(rank + 1);
  const gram = Array.from({ length: COLUMNS }, (_, i) =>
    Float64Array.from({ length: COLUMNS }, (_, k) => {
      let sum = 0;
      for (let row = 0; row < ROWS; row++) sum += whole[row * COLUMNS + i] * whole[row * COLUMNS + k];
      return sum;
    }),
  );
  const { sigma } = decompose(gram);
  assertClose(distance(matrixOf(kept), whole), Math.sqrt(sigma[rank]), { rel: 1e-9 });
});

test('with random signs the mean over all of them is the sum itself', () => {
  for (const rank of [1, 2, 4]) {
    const mean = new Array<number>(ROWS * COLUMNS).fill(0);
    const cases = 2 ** (rank + 1);
    for (let signs = 0; signs < cases; signs++) {
      const kept = empty(rank);
      for (let k = 0; k < rank; k++) addProduct(kept, ...product(k));
      addProduct(kept, ...product(rank), (k) => ((signs >> k) & 1 ? 1 : -1));
      matrixOf(kept).forEach((x, at) => {
        mean[at] += x / cases;
      });
    }
    assertClose(mean, sumOf(rank + 1), { abs: 1e-10 }, `rank ${rank}`);
  }
});

test.run();
