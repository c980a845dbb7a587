/** float32 exp and log: the reference's own, which the kernels equal to the bit (test/kernels/readout.test.ts). */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { expf, logf } from '../../src/math/exp-log-f32.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('float32 exp and log');

const grid = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.fround(low + ((high - low) * i) / (count - 1)));

test('expf is e^x within 2 ulp on [-87, 88]', () => {
  for (const [low, high] of [
    [-87, 88],
    [-1, 1],
    [-0.35, 0.35],
  ])
    for (const x of grid(low, high, 20_001)) assertClose(expf(x), Math.exp(x), { ulp: 2 }, `expf(${x})`);
});

test('expf is monotone across the borders of its range reduction', () => {
  for (let k = -80; k <= 80; k++) {
    const border = (k + 0.5) * Math.LN2;
    const near = grid(border - 1e-4, border + 1e-4, 50);
    for (let i = 1; i < near.length; i++) assert.ok(expf(near[i]) >= expf(near[i - 1]) * (1 - 2 ** -23));
  }
});

test('expf is clamped outside of [-87, 88], and never 0 or infinite', () => {
  assert.is(expf(-1000), expf(-87));
  assert.is(expf(1000), expf(88));
  assert.ok(expf(-87) > 0 && Number.isFinite(expf(88)));
  assert.is(expf(0), 1);
});

test('logf is ln x within 2 ulp, or 1e-7 near 1, over all normal numbers', () => {
  for (let e = -126; e < 128; e++)
    for (const m of grid(1, 1.999, 100)) {
      const x = Math.fround(m * 2 ** e);
      assertClose(logf(x), Math.log(x), { ulp: 2, abs: 1e-7 }, `logf(${x})`);
    }
  for (const x of grid(0.5, 2, 20_001)) assertClose(logf(x), Math.log(x), { ulp: 2, abs: 1e-7 });
  assert.is(logf(1), 0);
});

test('logf undoes expf', () => {
  for (const x of grid(-80, 80, 2001)) assertClose(logf(expf(x)), x, { abs: 3e-7 + 1.2e-7 * Math.abs(x) });
});

test.run();
