/** Tiki-Taka: what the fast array holds, what the slow one gets, and what choppers and references take out. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { linearDevice } from '../../src/device/device.ts';
import { symmetryPoint } from '../../src/device/laws/effect-of-pulses.ts';
import { chopperKey } from '../../src/random/address.ts';
import { drawBits, rowKey, uniform } from '../../src/random/generator.ts';
import { quietDevice } from '../crossbar/array.ts';
import { assertClose } from '../support/assert-close.ts';
import { drive, PULSE } from './layer.ts';

const test = suite('transfer');

const FACTORS = [1, 0, 0.5, 0.25, 0, 1];
const CHANGE = Array.from({ length: 9 }, (_, i) => 0.001 * (i - 4));
const NOTHING = CHANGE.map(() => 0);
const plainTransfer = { kind: 'transfer', lines: 1, chopper: 0, reference: 'none' } as const;

test('the fast array takes the updates, the slow one a share of one line of it at a time', async () => {
  const { synapses, update, weights } = await drive({}, { ...plainTransfer, rate: 0.1 });
  assert.equal(synapses.reads, [synapses.crossbars[0].periphery]);
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
  const { synapses, update, weights } = await drive({}, { ...plainTransfer, lines: 4, rate: 1 });
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
  const all = await drive({}, { ...plainTransfer, lines: 20, rate: 1 });
  all.update(FACTORS, CHANGE, 0);
  assert.is(all.synapses.crossbars[1].updateReads, 6 * 9);
});

test('the fast array starts at 0 and at the symmetry point of its devices, wherever the slow one does', async () => {
  const device = quietDevice('ag-a-si');
  const { synapses, weights } = await drive(
    { device, centre: 'mid-range', initialSpan: 0.3 },
    { ...plainTransfer, rate: 1 },
  );
  const [slow, fast] = synapses.crossbars.map(({ at, engine }) => engine.f32(at.g, at.columns));
  assertClose(fast, new Array(9).fill(symmetryPoint(device.law)), { abs: 1e-6 });
  assertClose(weights(1), new Array(54).fill(0), { abs: 0 });
  assert.ok(slow.every((g) => Math.abs(g - 0.5) < 0.2) && Math.max(...weights(0)) > 0.1);
});

test('of a read, the mean of the period before the last flip is taken off, at the sign of the line', async () => {
  const [rate, chopper, visits] = [0.003, 0.15, 120];
  const { synapses, update, weights } = await drive(
    { pulses: { kind: 'residual', bits: 32, block: 1 } },
    { kind: 'transfer', lines: 6, chopper, reference: 'last-period', rate },
  );
  const { at, engine } = synapses.crossbars[1];
  const { layer, seed } = synapses.crossbars[0].options;
  const state = Array.from({ length: 6 }, () => ({ sign: 1, mean: 0, reference: 0, slow: 0 }));
  for (let k = 0; k < visits; k++) {
    // What the fast array holds changes slowly, so that old means are no new ones.
    const held = 0.2 + 0.1 * Math.sin(k / 9);
    engine.f32(at.g, at.rows * at.stride).fill(0.5 + held / 2);
    engine.kernels.cacheWeights(at.array, at.rows * at.stride);
    update([0, 0, 0, 0, 0, 0], NOTHING, k);
    state.forEach((line, row) => {
      line.slow += line.sign * rate * (held - line.reference);
      line.mean += 0.1 * (held - line.mean);
      if (uniform(drawBits(rowKey(chopperKey(seed, layer, k), row), 0)) >= chopper) return;
      line.sign = -line.sign;
      line.reference = line.mean;
    });
  }
  const expected = state.flatMap(({ slow }) => new Array<number>(9).fill(slow));
  assertClose(weights(0), expected, { abs: 2 * PULSE });
  assert.ok(new Set(state.map(({ slow }) => slow)).size === 6);
});

test('of the lines of an update, those whose sign is flipped get it with the other sign', async () => {
  const { synapses, update, weights } = await drive(
    {},
    { kind: 'transfer', lines: 6, chopper: 0.5, reference: 'none', rate: 1e-6 },
  );
  const { layer, seed } = synapses.crossbars[0].options;
  update([0, 0, 0, 0, 0, 0], NOTHING, 0);
  const flips = [0, 1, 2, 3, 4, 5].map(
    (row) => uniform(drawBits(rowKey(chopperKey(seed, layer, 0), row), 0)) < 0.5,
  );
  assert.ok(new Set(flips).size === 2);
  update(FACTORS, CHANGE, 1);
  const expected = FACTORS.flatMap((factor, row) =>
    CHANGE.map((change) => (flips[row] ? -1 : 1) * factor * change),
  );
  assertClose(weights(1), expected, { abs: 1.01 * PULSE });
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
    { kind: 'transfer', lines: 6, chopper: 0.2, reference: 'none', rate: 0.001 },
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
      { kind: 'transfer', lines: 6, chopper, reference, rate: 0.001 },
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
