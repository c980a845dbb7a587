/** From a wanted change to pulses on devices. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SCHEMES } from '../../src/crossbar/cells/all-cells.ts';
import type { PulseOptions } from '../../src/crossbar/pulses/all-pulses.ts';
import type { ExactMemory } from '../../src/crossbar/pulses/exact.ts';
import type { ResidualMemory } from '../../src/crossbar/pulses/residual.ts';
import { defineDevice, ideal, linearDevice } from '../../src/device/device.ts';
import { stepSize } from '../../src/device/laws/effect-of-pulses.ts';
import { assertClose } from '../support/assert-close.ts';
import { buildArray, quietDevice } from './array.ts';

const test = suite('write');

const ALL_PULSES: PulseOptions[] = [
  { kind: 'deterministic' },
  { kind: 'stochastic' },
  { kind: 'coincidence', slots: 31 },
  { kind: 'ternary', threshold: 0.5 },
  { kind: 'residual', bits: 4, block: 1 },
  { kind: 'exact', remainder: 'kept', verify: 0 },
];
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;
const wave = (update: number, size: number) =>
  Float32Array.from({ length: 20 }, (_, i) => size * (((update * 7 + i * 5) % 13) / 6 - 1));

test('on a linear device every cell moves by the wanted change, rounded to pulses', async () => {
  for (const scheme of SCHEMES) {
    const pulses = { kind: 'deterministic' } as const;
    const array = await buildArray({
      scheme,
      pulses,
      device: linearDevice({ levels: 1000 }),
      weightScale: 2,
    });
    const change = wave(0, 0.4);
    array.write(change, 0);
    // One pulse is gain/levels: 2/1000 for a pair, 4/1000 for a single device or both devices of a pair.
    const expected = array.weights().map((_, i) => change[i % 20]);
    assertClose(array.weights(), expected, { abs: 0.0021 }, scheme);
  }
});

test('stochastic, coincidence and residual pulses bring the wanted change on average', async () => {
  for (const pulses of [ALL_PULSES[1], ALL_PULSES[2], ALL_PULSES[4]]) {
    const array = await buildArray({ rows: 64, columns: 64, pulses, device: linearDevice({ levels: 1000 }) });
    // 0.3 pulses of 1/1000 an update, 40 updates; σ of the mean is below 40·0.5/1000/√(40·4096) = 5e-5.
    for (let update = 0; update < 40; update++) array.write(new Float32Array(64).fill(0.0003), update);
    // What a 4-bit counter still holds, in eighths of a pulse, has been asked for too.
    const { at, engine } = array.crossbar;
    const { counters } = (array.memory ?? {}) as Partial<ResidualMemory>;
    const held = counters === undefined ? 0 : mean(engine.i32(counters, 64 * at.stride)) / 8 / 1000;
    assertClose(mean(array.weights()) + held, 0.012, { abs: 2e-4 }, pulses.kind);
  }
});

test('deterministic rounding loses what is below half a pulse, a residual counter does not', async () => {
  const lost = await buildArray({ pulses: { kind: 'deterministic' } });
  const kept = await buildArray({ pulses: { kind: 'residual', bits: 8, block: 1 }, weightScale: 2 });
  for (let update = 0; update < 100; update++)
    for (const array of [lost, kept]) array.write(new Float32Array(20).fill(0.004), update);
  assert.is(Math.max(...lost.weights()), 0);
  assertClose(
    kept.weights(),
    kept.weights().map(() => 0.4),
    // A pulse of gain 2, and what float32 sums round off.
    { abs: 0.02 + 1e-6 },
  );
});

test('ternary pulses move a cell by one step wherever the change passes the threshold', async () => {
  for (const threshold of [0.5, 0.2]) {
    const array = await buildArray({
      scheme: 'single',
      pulses: { kind: 'ternary', threshold },
      weightScale: 0.5,
    });
    const change = Float32Array.from({ length: 20 }, (_, i) => (i - 9.5) / 1000);
    array.write(change, 0);
    const expected = array
      .weights()
      .map((_, i) => (Math.abs(change[i % 20]) >= threshold / 100 ? Math.sign(change[i % 20]) / 100 : 0));
    assertClose(array.weights(), expected, { abs: 1e-6 }, `threshold ${threshold}`);
  }
});

test('small updates skip from pulse to pulse: other pulses than synapse by synapse, as many in the mean', async () => {
  const [skipped, asked] = await Promise.all([buildArray(), buildArray()]);
  const factor = new Float32Array(8).fill(1);
  for (let update = 0; update < 400; update++) {
    skipped.write(new Float32Array(20).fill(5e-4), update, factor, true);
    asked.write(new Float32Array(20).fill(5e-4), update, factor, false);
  }
  // 0.05 pulses of 1/100 for each of 160 synapses, 400 times: σ of the mean is √(400·0.05·0.95/160)/100.
  for (const array of [skipped, asked])
    assertClose(mean(array.weights()), 0.2, { abs: 5e-4 * Math.sqrt((400 * 0.95 * 5) / 160) * 5 });
  assert.not.equal([...skipped.weights()], [...asked.weights()]);
});

test('coincidences share the load: lines and columns of any scale get the wanted change', async () => {
  const options = { rows: 100, columns: 100, device: linearDevice({ levels: 10000 }) } as const;
  const array = await buildArray({ ...options, pulses: { kind: 'coincidence', slots: 31 } });
  const factor = Float32Array.from({ length: 100 }, (_, row) => 0.01 * (1 + (row % 4)));
  for (let update = 0; update < 60; update++) array.write(new Float32Array(100).fill(0.05), update, factor);
  for (const r of [0, 1, 2, 3]) {
    const rows = array.weights().filter((_, i) => Math.floor(i / 100) % 4 === r);
    assertClose(mean(rows), 60 * 0.05 * 0.01 * (1 + r), { rel: 0.03 }, `factor ${0.01 * (1 + r)}`);
  }
});

test('m devices take turns: update u goes to device u mod m of its polarity', async () => {
  const array = await buildArray({ scheme: 'complementary', m: 4, pulses: { kind: 'deterministic' } });
  for (let update = 0; update < 6; update++) array.write(new Float32Array(20).fill(0.1), update);
  const counts = [0, 1, 2, 3].map((plane) => array.pulseCounts(plane)[0]);
  // 0.1 is 0.1·100·m/2 = 20 pulses on each of the two devices; turns 0 1 2 3 0 1.
  assert.equal(counts, [40, 40, 20, 20]);
});

test('one-sided cells get LTP only, on G⁺ for a positive and on G⁻ for a negative change', async () => {
  const array = await buildArray({ scheme: 'one-sided', pulses: { kind: 'deterministic' } });
  array.write(
    Float32Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0.1 : -0.1)),
    0,
  );
  assert.is(array.stats()[1], 0);
  for (const [plane, parity] of [
    [0, 0],
    [1, 1],
  ]) {
    const expected = array.weights().map((_, i) => ((i % 20) % 2 === parity ? 10 : 0));
    assertClose(array.pulseCounts(plane), expected, { abs: 0 });
  }
});

test('alternating cells choose G⁺ and G⁻ equally often', async () => {
  const array = await buildArray({ rows: 64, columns: 64, pulses: { kind: 'deterministic' } });
  for (let update = 0; update < 20; update++)
    array.write(new Float32Array(64).fill(update % 2 ? 0.01 : -0.01), update);
  const share = mean(array.pulseCounts(0)) / (mean(array.pulseCounts(0)) + mean(array.pulseCounts(1)));
  assertClose(share, 0.5, { abs: 4 * Math.sqrt(0.25 / (64 * 64 * 20)) });
});

test('exact programming reaches the wanted change within one step of the true device, and owes the rest', async () => {
  for (const scheme of ['single', 'alternating'] as const) {
    const device = quietDevice('ag-a-si');
    const array = await buildArray({
      device,
      scheme,
      pulses: { kind: 'exact', remainder: 'kept', verify: 0 },
      weightScale: 2,
      centre: 'symmetry-point',
    });
    const { engine } = array.crossbar;
    const gain = scheme === 'single' ? 4 : 2;
    const wanted = new Float64Array(20);
    for (let update = 0; update < 30; update++) {
      const change = wave(update, 0.05);
      change.forEach((value, i) => {
        wanted[i] += value;
      });
      array.write(change, update);
    }
    const weights = array.weights().subarray(0, 20);
    const owed = engine.f32((array.memory as ExactMemory).owed, 20);
    assertClose(
      weights.map((w, i) => w + owed[i]),
      wanted,
      { abs: 1e-5 },
      `${scheme}: reached and owed`,
    );
    // The largest step of Ag:a-Si is LTD's from the upper rail, 5.03/97 of the range.
    assertClose(weights, wanted, { abs: (gain * 5.03) / 97 }, `${scheme}: within a step`);
  }
});

test('without memory, exact programming reaches the wanted change in the mean, to the last part of a pulse', async () => {
  for (const device of [quietDevice('ag-a-si'), quietDevice('pcmo')]) {
    const array = await buildArray({
      rows: 128,
      columns: 128,
      device,
      pulses: { kind: 'exact', remainder: 'rounded', verify: 0 },
    });
    for (const update of [0, 1, 2]) {
      const before = mean(array.weights());
      array.write(new Float32Array(128).fill(0.007), update);
      // A step is at most 10/50 of the range; σ of the mean over 16384 cells is far below 0.1/128.
      assertClose(mean(array.weights()) - before, 0.007, { abs: 0.0008 }, `${device.name} ${update}`);
    }
    const { at, engine } = array.crossbar;
    assert.equal([...new Set(engine.f32((array.memory as ExactMemory).owed, at.rows * at.stride))], [0]);
  }
});

test('program-verify brings a noisy device nearer to its target, at the price of reads and pulses', async () => {
  const scatter = async (verify: number) => {
    const device = { ...quietDevice('taox-tio2'), c2c: 0.05 };
    const array = await buildArray({
      ...{ rows: 64, columns: 64, device },
      pulses: { kind: 'exact', remainder: 'rounded', verify },
      noise: { c2c: true, d2d: false },
    });
    array.write(new Float32Array(64).fill(0.1), 0);
    const errors = array.weights().map((w) => (w - 0.1) ** 2);
    // Without a remainder nothing is owed afterwards, whatever noise has left undone.
    const { at, engine } = array.crossbar;
    assert.equal([...new Set(engine.f32((array.memory as ExactMemory).owed, at.rows * at.stride))], [0]);
    return { error: Math.sqrt(mean(errors)), reads: array.crossbar.updateReads, pulses: array.stats() };
  };
  const once = await scatter(0);
  const verified = await scatter(8);
  assert.is(once.reads, 64 * 64);
  assert.ok(verified.reads > once.reads);
  // Once more means one more look at every device that was written.
  assert.is((await scatter(1)).reads, 2 * 64 * 64);
  assert.ok(verified.pulses[0] + verified.pulses[1] > once.pulses[0] + once.pulses[1]);
  // About ten pulses at once scatter by 0.05·√10; a device that is within the noise of one pulse is left alone.
  assertClose(once.error, 0.16, { rel: 0.2 });
  assert.ok(verified.error < once.error / 2, `${verified.error}`);
});

test('noise that is a fraction of the step is verified as its share of the range is', async () => {
  const verified = async (noise: { c2c: number; c2cOf?: 'step' }) => {
    const device = { ...linearDevice({ levels: 64 }), ...noise };
    const array = await buildArray({
      ...{ rows: 32, columns: 32, device },
      pulses: { kind: 'exact', remainder: 'rounded', verify: 8 },
      noise: { c2c: true, d2d: false },
    });
    array.write(new Float32Array(32).fill(0.1), 0);
    return array.crossbar.updateReads / (32 * 32);
  };
  // Two steps of 1/64: a device that lands further off than that is read and written again, either way.
  const [range, step] = [await verified({ c2c: 2 / 64 }), await verified({ c2c: 2, c2cOf: 'step' })];
  assert.ok(range > 2.2 && step > 2.05, `${range} ${step}`);
});

test('matched gains of a table without a step at its centre are those of its levels', async () => {
  for (const [ltp, ltd] of [
    [0, 0],
    [0.01, 0],
    [0, 0.01],
  ]) {
    const law = { kind: 'table', ltp: [0.02, ltp, 0], ltd: [0, ltd, 0.02] } as const;
    const device = defineDevice({ name: 'dead', law, levels: 50 });
    const { crossbar } = await buildArray({ device, gains: 'matched', weightScale: 2 });
    assert.equal([crossbar.ltpPulses, crossbar.ltdPulses], [25, 25]);
  }
});

test('a counter without fraction bits is stochastic rounding, pulse for pulse', async () => {
  const [counter, rounding] = await Promise.all(
    [{ kind: 'residual', bits: 1, block: 1 } as const, { kind: 'stochastic' } as const].map((pulses) =>
      buildArray({ rows: 32, columns: 48, pulses, device: quietDevice('ag-a-si') }),
    ),
  );
  for (let update = 0; update < 20; update++) {
    const change = Float32Array.from({ length: 48 }, (_, i) => 0.05 * Math.sin(3 * i + update));
    for (const array of [counter, rounding]) array.write(change, update);
  }
  assert.ok(rounding.stats()[0] > 1000);
  assert.equal([...counter.weights()], [...rounding.weights()]);
});

test('one counter for all lines of a column: what is not a pulse yet goes on to the next line', async () => {
  // 0.25 pulses for each of 8 lines: exactly every fourth gets one, whatever is drawn, for a counter of quarters.
  const array = await buildArray({ pulses: { kind: 'residual', bits: 3, block: 4096 } });
  array.write(new Float32Array(20).fill(0.0025), 0);
  const pulses = [0, 1].map((plane) => array.pulseCounts(plane));
  for (let column = 0; column < 20; column++)
    for (let row = 0; row < 8; row++) {
      const at = row * 20 + column;
      assert.is(pulses[0][at] + pulses[1][at], row % 4 === 3 ? 1 : 0);
    }
});

test('exact programming of a linear device follows ideal weights within one step', async () => {
  const levels = 200;
  const exact = await buildArray({
    device: linearDevice({ levels }),
    pulses: { kind: 'exact', remainder: 'kept', verify: 0 },
  });
  const perfect = await buildArray({ device: ideal });
  for (let update = 0; update < 40; update++) {
    for (const array of [exact, perfect]) array.write(wave(update, 0.06), update);
    assertClose(exact.weights(), perfect.weights(), { abs: 1 / levels + 1e-5 }, `update ${update}`);
  }
});

test('matched gains undo the first-order difference of the branches at the centre', async () => {
  const device = quietDevice('ag-a-si');
  const [up, down] = [97 * stepSize(device.law, 0.5).up, 97 * stepSize(device.law, 0.5).down];
  // An alternating cell rises by LTP of one device as often as by LTD of the other, each at its own price.
  for (const [scheme, gains, rise, fall] of [
    ['single', 'matched', 1, 1],
    ['single', 'equal', up, down],
    ['alternating', 'matched', 1, 1],
    ['alternating', 'equal', (up + down) / 2, (up + down) / 2],
    // Both devices of a complementary cell get as many pulses, at the price of the one that rises or falls with it.
    ['complementary', 'matched', (1 + down / up) / 2, (1 + up / down) / 2],
    // One-sided cells rise and fall by LTP alone.
    ['one-sided', 'matched', 1, 1],
    ['one-sided', 'equal', up, up],
  ] as const)
    for (const [sign, expected] of [
      [1, rise],
      [-1, fall],
    ]) {
      const array = await buildArray({ rows: 128, columns: 128, device, scheme, gains, weightScale: 2 });
      // Half a pulse of 4/97, or one of 2/97; σ of the mean is below 0.8 % of the change.
      array.write(new Float32Array(128).fill(sign * 0.02), 0);
      assertClose(mean(array.weights()), sign * 0.02 * expected, { rel: 0.05 }, `${scheme} ${gains} ${sign}`);
    }
});

test('only exact programming reads devices for an update, one read per updated synapse', async () => {
  for (const pulses of ALL_PULSES) {
    const array = await buildArray({ pulses, device: quietDevice('ag-a-si') });
    const change = Float32Array.from({ length: 20 }, (_, i) => (i < 15 ? 0.03 : 0));
    const factor = Float32Array.from({ length: 8 }, (_, row) => (row < 5 ? 1 : 0));
    for (let update = 0; update < 3; update++) array.write(change, update, factor);
    assert.is(array.crossbar.updateReads, pulses.kind === 'exact' ? 3 * 5 * 15 : 0, pulses.kind);
  }
});

test('pulse counters add up to the pulses given, for every scheme', async () => {
  for (const scheme of SCHEMES)
    for (const pulses of ALL_PULSES) {
      if (pulses.kind === 'exact' && (scheme === 'one-sided' || scheme === 'complementary')) continue;
      const array = await buildArray({ scheme, pulses, m: 2, device: quietDevice('pcmo'), initialSpan: 0.5 });
      for (let update = 0; update < 25; update++) array.write(wave(update, 0.1), update);
      const [ltp, ltd] = array.stats();
      let counted = 0;
      for (let plane = 0; plane < 4; plane++) for (const n of array.pulseCounts(plane)) counted += n;
      assert.ok(counted > 0, `${scheme} ${pulses.kind}`);
      assert.is(counted, ltp + ltd, `${scheme} ${pulses.kind}`);
      for (let plane = 0; plane < 4; plane++)
        for (const g of array.conductances(plane))
          assert.ok(g >= 0 && g <= 1, `${scheme} ${pulses.kind}: ${g}`);
    }
});

test('more hits than a plan holds are written in several runs, to the same result', async () => {
  // 400 × 400 = 160 000 synapses, more than the 131 072 hits of one plan.
  const array = await buildArray({ rows: 400, columns: 400, pulses: { kind: 'deterministic' } });
  assert.is(array.write(new Float32Array(400).fill(0.05), 0), 160_000);
  assertClose(
    array.weights(),
    array.weights().map(() => 0.05),
    { abs: 1e-6 },
  );
});

test.run();
