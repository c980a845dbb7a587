/** Tiki-Taka: what the fast array holds, what the slow one gets, and what choppers and references take out. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { linearDevice } from '../../src/device/device.ts';
import { assertClose } from '../support/assert-close.ts';
import { drive, PULSE } from './layer.ts';

const test = suite('transfer');

const FACTORS = [1, 0, 0.5, 0.25, 0, 1];
const CHANGE = Array.from({ length: 9 }, (_, i) => 0.001 * (i - 4));
const NOTHING = CHANGE.map(() => 0);
const plainTransfer = { kind: 'transfer', lines: 1, rate: 1, chopper: 0, reference: 'none' } as const;

test('the fast array takes the updates, the slow one a share of one line of it at a time', async () => {
  const { synapses, update, weights } = await drive({}, { ...plainTransfer, rate: 0.1 });
  assert.equal(synapses.weights, [synapses.crossbars[0].at.w]);
  const fast = new Array<number>(54).fill(0);
  const slow = new Array<number>(54).fill(0);
  for (let k = 0; k < 12; k++) {
    update(FACTORS, CHANGE, k);
    for (let at = 0; at < 54; at++) fast[at] += FACTORS[Math.floor(at / 9)] * CHANGE[at % 9];
    const row = k % 6;
    for (let i = row * 9; i < row * 9 + 9; i++) slow[i] += 0.1 * fast[i];
  }
  // Twelve updates and two transfers a line are rounded to pulses.
  assertClose(weights(1), fast, { abs: 12 * PULSE });
  assertClose(weights(0), slow, { abs: 5 * PULSE });
  assert.ok(slow.some((w) => Math.abs(w) > 4e-4));
});

test('several lines at an update, each once a round; every line read is counted', async () => {
  const { synapses, update, weights } = await drive({}, { ...plainTransfer, lines: 4 });
  update([1, 1, 1, 1, 1, 1], CHANGE, 0);
  const written = [0, 1, 2, 3, 4, 5].map((row) =>
    weights(0)
      .subarray(row * 9, row * 9 + 9)
      .some((w) => w !== 0),
  );
  assert.equal(written, [true, true, true, true, false, false]);
  update([0, 0, 0, 0, 0, 1], NOTHING, 1);
  assertClose(weights(0).subarray(36, 54), [...CHANGE, ...CHANGE], { abs: 2.01 * PULSE });
  assert.is(synapses.crossbars[1].updateReads, 2 * 4 * 9);
});

test('residual counters of the slow array filter what is transferred: whole pulses only, nothing lost', async () => {
  const { update, weights } = await drive(
    { device: linearDevice({ levels: 50 }), pulses: { kind: 'residual', bits: 32, block: 1 } },
    { ...plainTransfer, lines: 6, rate: 0.05 },
  );
  // One pulse of the fast array moves its W by 2/50; after this W is 0.2, of which 0.01 is transferred every time.
  const asked = CHANGE.map(() => 0.2);
  update([1, 1, 1, 1, 1, 1], asked, 0);
  assertClose(weights(1), new Array(54).fill(0.2), { abs: 1e-6 });
  for (let k = 1; k < 20; k++) update([1, 0, 0, 0, 0, 0], NOTHING, k);
  // 20 · 0.01 = 0.2 is five pulses of 0.04 exactly; rounding of the counter may leave the last one waiting.
  for (const w of weights(0)) assert.ok(Math.abs(w - 0.2) < 1e-5 || Math.abs(w - 0.16) < 1e-5, `${w}`);
});

test('with choppers, updates reach the slow array with their own sign', async () => {
  const { update, weights } = await drive(
    { pulses: { kind: 'residual', bits: 32, block: 1 } },
    { kind: 'transfer', lines: 6, rate: 0.001, chopper: 0.2, reference: 'none' },
  );
  for (let k = 0; k < 400; k++) update([1, 1, 1, 1, 1, 1], CHANGE, k);
  const w = weights(0);
  for (let at = 0; at < 54; at++)
    if (at % 9 !== 4) assert.is(Math.sign(w[at]), Math.sign(CHANGE[at % 9]), `${at}`);
});

test('an offset of the fast array drifts into the slow one, unless choppers and a reference take it out', async () => {
  const drift = async (chopper: number, reference: 'none' | 'last-period') => {
    const { synapses, update, weights } = await drive(
      { pulses: { kind: 'residual', bits: 32, block: 1 } },
      { kind: 'transfer', lines: 6, rate: 0.001, chopper, reference },
    );
    const { at, engine } = synapses.crossbars[1];
    engine.f32(at.g, at.rows * at.stride).fill(0.6);
    engine.kernels.cacheWeights(at.array, at.rows * at.stride);
    for (let k = 0; k < 600; k++) update([1, 0, 0, 0, 0, 0], NOTHING, k);
    return weights(0).reduce((sum, w) => sum + Math.abs(w), 0) / 54;
  };
  // W of the fast array is 0.2 throughout: 600 transfers of a thousandth of it.
  const plain = await drift(0, 'none');
  assertClose(plain, 0.12, { abs: 1e-3 });
  const chopped = await drift(0.1, 'none');
  const referenced = await drift(0.1, 'last-period');
  assert.ok(chopped < 0.5 * plain, `chopped ${chopped}`);
  assert.ok(referenced < 0.2 * plain, `referenced ${referenced}`);
});

test.run();
