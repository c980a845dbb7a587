import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { refreshPairs } from '../../src/crossbar/refresh.ts';
import { inversePulses } from '../../src/device/laws/effect-of-pulses.ts';
import { assumedVariation } from '../../src/device/variation.ts';
import { OWN_HIGH, OWN_LOW } from '../../src/engine/array-records.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { buildArray, quietDevice } from './array.ts';

const test = suite('refresh');

const device = quietDevice('pcmo');
/** Pairs at all stages of exhaustion. */
const stage = (polarity: number) => (element: number) => ((element * (polarity + 3)) % 21) / 20;

async function exhausted(options: Parameters<typeof buildArray>[0] = {}) {
  const array = await buildArray({ device, scheme: 'one-sided', weightScale: 2, ...options });
  array.setConductances(0, stage(0));
  array.setConductances(1, stage(1));
  return array;
}

test('weights stay what they were, within rounding', async () => {
  const array = await exhausted();
  const before = array.weights();
  assert.ok(refreshPairs(array.crossbar, 0) > 0);
  assertClose(array.weights(), before, { abs: 2e-6 });
});

test('only pairs whose larger device is above 0.75 and whose smaller is above 0.25 are rewritten', async () => {
  const array = await exhausted();
  const [plus, minus] = [array.conductances(0), array.conductances(1)];
  const used = plus.map((g, i) => Number(Math.max(g, minus[i]) > 0.75 && Math.min(g, minus[i]) > 0.25));
  const refreshed = refreshPairs(array.crossbar, 0);
  assert.is(
    refreshed,
    used.reduce((sum, one) => sum + one, 0),
  );
  const [plusAfter, minusAfter] = [array.conductances(0), array.conductances(1)];
  for (let i = 0; i < used.length; i++) {
    const least = Math.min(plusAfter[i], minusAfter[i]);
    if (used[i]) assert.is(least, 0, `pair ${i} is reset`);
    else assert.equal([plusAfter[i], minusAfter[i]], [plus[i], minus[i]], `pair ${i} is left alone`);
  }
});

test('a little above or below either bound decides', async () => {
  for (const [larger, smaller, expected] of [
    [0.76, 0.26, 160],
    [0.74, 0.26, 0],
    [0.76, 0.24, 0],
  ])
    for (const plane of [0, 1]) {
      const array = await exhausted();
      array.setConductances(plane, () => larger);
      array.setConductances(1 - plane, () => smaller);
      assert.is(refreshPairs(array.crossbar, 0), expected, `${larger} ${smaller}`);
    }
});

test('its price is counted: a read of every device, a reset of both, the pulses that write the difference', async () => {
  const array = await exhausted();
  const [plus, minus] = [array.conductances(0), array.conductances(1)];
  const refreshed = refreshPairs(array.crossbar, 0);
  assert.is(array.crossbar.updateReads, 2 * 8 * 20);
  const perDevice = [new Uint32Array(160), new Uint32Array(160)];
  let expected = 0;
  plus.forEach((g, i) => {
    if (Math.max(g, minus[i]) <= 0.75 || Math.min(g, minus[i]) <= 0.25) return;
    const pulses = Math.round(inversePulses(device.law, 0, Math.abs(g - minus[i])));
    expected += pulses;
    for (const counts of perDevice) counts[i] += 1;
    perDevice[g > minus[i] ? 0 : 1][i] += pulses;
  });
  const [ltp, ltd] = array.stats();
  assert.equal([ltp, ltd], [expected, 2 * refreshed]);
  for (const plane of [0, 1]) assert.equal([...array.pulseCounts(plane)], [...perDevice[plane]]);
  const counted = [0, 1].flatMap((plane) => [...array.pulseCounts(plane)]).reduce((sum, n) => sum + n, 0);
  assert.is(counted, ltp + ltd);
});

test('noise of the device reaches the rewritten difference', async () => {
  const noisy = { ...device, c2c: 0.01 };
  const array = await exhausted({ device: noisy, noise: { c2c: true, d2d: false } });
  const before = array.weights();
  refreshPairs(array.crossbar, 0);
  const moved = array.weights().filter((w, i) => Math.abs(w - before[i]) > 1e-4).length;
  assert.ok(moved > 10, `${moved} weights moved`);
});

test('without noise, the noise constant of the device does not act', async () => {
  const array = await exhausted({ device: { ...device, c2c: 0.01 } });
  const before = array.weights();
  refreshPairs(array.crossbar, 0);
  assertClose(array.weights(), before, { abs: 2e-6 });
});

test('devices stay within rails of their own, and stuck ones do not move', async () => {
  const spread = { ...device, variation: assumedVariation, stuck: { fraction: 0.3, at: 'gmax' as const } };
  const array = await buildArray({
    device: spread,
    scheme: 'one-sided',
    noise: { c2c: false, d2d: true },
    rows: 32,
    columns: 32,
  });
  const { at, engine } = array.crossbar;
  const plane = at.rows * at.stride;
  const rail = (parameter: number, polarity: number) =>
    engine.f32(at.ownParameters + (parameter * 2 + polarity) * plane * 4, plane);
  const stuck = [0, 1].map((polarity) =>
    rail(OWN_LOW, polarity).map((low, i) => Number(low === rail(OWN_HIGH, polarity)[i])),
  );
  const before = [0, 1].map((polarity) => array.conductances(polarity));
  for (let update = 0; update < 60; update++)
    array.write(
      Float32Array.from({ length: 32 }, (_, i) => ((update + i) % 2 ? 0.05 : -0.05)),
      update,
    );
  assert.ok(refreshPairs(array.crossbar, 0) > 20, 'pairs are refreshed');
  for (const polarity of [0, 1]) {
    const after = array.conductances(polarity);
    let held = 0;
    after.forEach((g, i) => {
      const element = Math.floor(i / 32) * at.stride + (i % 32);
      const [low, high] = [rail(OWN_LOW, polarity)[element], rail(OWN_HIGH, polarity)[element]];
      assert.ok(g >= low && g <= high, `device ${i} is at ${g}, outside ${low}–${high}`);
      if (stuck[polarity][element] === 0) return;
      held++;
      assert.is(g, before[polarity][i], `stuck device ${i}`);
    });
    assert.ok(held > 200, `${held} stuck devices`);
  }
});

test('the same refresh gives the same bits', async () => {
  const make = async () => {
    const array = await exhausted({ device: { ...device, c2c: 0.02 }, noise: { c2c: true, d2d: false } });
    refreshPairs(array.crossbar, 7);
    return array.weights();
  };
  assertSameBits(await make(), await make());
});

test.run();
