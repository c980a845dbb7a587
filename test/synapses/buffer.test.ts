/** A buffer writes the sum of what it has taken, when it is full. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose } from '../support/assert-close.ts';
import { drive, PULSE } from './layer.ts';

const test = suite('buffer');

const FACTORS = [0.5, 0, 1, 0.25, 0, 1];
const change = (k: number) => Array.from({ length: 9 }, (_, i) => 0.004 * (((k * 5 + i * 3) % 11) / 5 - 1));

function sum(count: number): number[] {
  return Array.from({ length: 54 }, (_, at) => {
    let total = 0;
    for (let k = 0; k < count; k++) total += FACTORS[Math.floor(at / 9)] * change(k)[at % 9];
    return total;
  });
}

test('nothing is written before the buffer is full; then the sum is, within a pulse', async () => {
  const { synapses, update, weights } = await drive(
    {},
    { kind: 'buffer', updates: 5, rank: 0, unbiased: false },
  );
  assert.is(synapses.crossbars.length, 1);
  for (let k = 0; k < 4; k++) update(FACTORS, change(k), k);
  assert.equal([...new Set(weights(0))], [0]);
  update(FACTORS, change(4), 4);
  assertClose(weights(0), sum(5), { abs: 1.01 * PULSE });
  for (let k = 5; k < 10; k++) update(FACTORS, change(k), k);
  assertClose(weights(0), sum(10), { abs: 2.01 * PULSE });
});

test('a sum that asks for LTD alone is written too', async () => {
  const { update, weights } = await drive({}, { kind: 'buffer', updates: 1, rank: 0, unbiased: false });
  update(FACTORS, new Array(9).fill(-0.004), 0);
  assertClose(
    weights(0),
    Array.from({ length: 54 }, (_, at) => -0.004 * FACTORS[Math.floor(at / 9)]),
    { abs: 1.01 * PULSE },
  );
});

test('updates that a gate keeps back count towards the full buffer', async () => {
  const { synapses, update, weights } = await drive(
    {},
    { kind: 'buffer', updates: 3, rank: 0, unbiased: false },
  );
  update(FACTORS, change(0), 0);
  synapses.turn(1);
  assert.equal([...new Set(weights(0))], [0]);
  synapses.turn(2);
  assertClose(weights(0), sum(1), { abs: 1.01 * PULSE });
});

test('a buffer of one update gives the pulses that a plain crossbar gets', async () => {
  const options = { noise: { c2c: true, d2d: false }, initialSpan: 0.3 };
  const one = await drive(options, { kind: 'buffer', updates: 1, rank: 0, unbiased: false });
  const plain = await drive(options, { kind: 'plain' });
  for (let k = 0; k < 6; k++) for (const { update } of [one, plain]) update(FACTORS, change(k), k);
  assertClose(one.weights(0), plain.weights(0), { abs: 1.01 * PULSE });
});

for (const unbiased of [false, true])
  test(`of full rank it equals the exact buffer${unbiased ? ', mixed' : ''}`, async () => {
    const exact = await drive({}, { kind: 'buffer', updates: 4, rank: 0, unbiased: false });
    const full = await drive({}, { kind: 'buffer', updates: 4, rank: 6, unbiased });
    for (let k = 0; k < 8; k++) for (const { update } of [exact, full]) update(FACTORS, change(k), k);
    assertClose(full.weights(0), exact.weights(0), { abs: 2.01 * PULSE });
    assert.ok(Math.max(...full.weights(0)) > 0.001);
  });

test('of low rank it keeps products that are alike', async () => {
  const { update, weights } = await drive({}, { kind: 'buffer', updates: 4, rank: 1, unbiased: true });
  for (let k = 0; k < 4; k++) update(FACTORS, change(2), k);
  assertClose(
    weights(0),
    Array.from({ length: 54 }, (_, at) => 4 * FACTORS[Math.floor(at / 9)] * change(2)[at % 9]),
    { abs: 1.01 * PULSE },
  );
});

test.run();
