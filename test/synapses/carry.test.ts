/** Periodic carry: the weight is the sum of the cells, and a carry moves content without changing it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { linearDevice } from '../../src/device/device.ts';
import { assertClose } from '../support/assert-close.ts';
import { drive } from './layer.ts';

const test = suite('carry');

const ONES = [1, 1, 1, 1, 1, 1];
const carry = { kind: 'carry', cores: 3, base: 5, every: 10 } as const;

test('the network reads all cells, of falling range; only the first starts with weights', async () => {
  const { synapses, weights } = await drive({ initialSpan: 0.3 }, carry);
  assert.equal(
    synapses.reads,
    synapses.crossbars.map(({ periphery }) => periphery),
  );
  assert.equal(
    synapses.crossbars.map(({ options }) => options.weightScale),
    [1, 0.2, 0.04],
  );
  assert.ok(weights(0).some((w) => w !== 0));
  assert.equal([...new Set([...weights(1), ...weights(2)])], [0]);
});

test('updates go to the smallest cell; what exceeds half of its range is carried, and nothing is lost', async () => {
  // One pulse of the smallest cell, of range ±0.04, is 0.04/64: as much as is asked for at every update, or 2, 3, 4.
  const pulse = 0.04 / 64;
  const { synapses, update, weights } = await drive({ device: linearDevice({ levels: 128 }) }, carry);
  const change = Array.from({ length: 9 }, (_, i) => pulse * (i - 4));
  const total = () => weights(0).map((w, at) => w + weights(1)[at] + weights(2)[at]);
  const asked = (updates: number) => Array.from({ length: 54 }, (_, at) => updates * change[at % 9]);
  for (let k = 0; k < 9; k++) update(ONES, change, k);
  assert.equal([...new Set([...weights(0), ...weights(1)])], [0]);
  assert.is(synapses.crossbars[2].updateReads, 0);
  update(ONES, change, 9);
  // 40 pulses are above half of the range, 30 are not.
  assert.equal(
    [...weights(1).subarray(0, 9)].map((w) => w !== 0),
    [true, false, false, false, false, false, false, false, true],
  );
  assertClose(total(), asked(10), { abs: 1e-6 });
  for (let k = 10; k < 100; k++) update(ONES, change, k);
  assertClose(total(), asked(100), { abs: 1e-5 });
  assert.ok(weights(0).some((w) => Math.abs(w) > 0.1));
  assert.ok(synapses.crossbars[2].updateReads >= 10 * 54);
});

test.run();
