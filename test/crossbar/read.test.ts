/** Reads go through the periphery: what is written for an update follows what has been read, not what is there. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CrossbarOptions } from '../../src/crossbar/options.ts';
import { READ } from '../../src/crossbar/periphery/read-address.ts';
import type { ExactMemory } from '../../src/crossbar/pulses/exact.ts';
import { refreshPairs } from '../../src/crossbar/refresh.ts';
import { linearDevice } from '../../src/device/device.ts';
import { assumedVariation } from '../../src/device/variation.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { type Array2d, buildArray, quietDevice } from './array.ts';
import { type WatchOptions, watched } from './watched.ts';

const test = suite('read');

const EXACT = { kind: 'exact', remainder: 'rounded', verify: 0 } as const;
const address = { purpose: READ.test, time: 3, term: 0, place: 4 };

/** An array whose reads are watched. */
async function watchedArray(options: Partial<CrossbarOptions>, watch: WatchOptions = {}) {
  const watcher = watched(watch);
  const array = await buildArray({ ...options, periphery: [watcher.stage] });
  return { array, watcher };
}

const wave = (update: number) => Float32Array.from({ length: 20 }, (_, i) => 0.02 * Math.sin(7 * update + i));

function readAll({ crossbar: { at, engine, periphery } }: Array2d): number[] {
  const to = engine.f32(at.c1, at.stride).fill(0);
  engine.u32(at.lines, 3).set([1, 4, 6]);
  periphery.events(at.c1, at.lines, 3, address);
  return [...to.subarray(0, at.columns)];
}

test('a stage sees the read of a step, with its address, and changes what is got', async () => {
  const ideal = await buildArray({ initialSpan: 0.3 });
  const { array, watcher } = await watchedArray({ initialSpan: 0.3 }, { error: ({ place }) => place / 8 });
  assertClose(
    readAll(array),
    readAll(ideal).map((current) => current + 0.5),
    { abs: 1e-6 },
  );
  assert.equal(watcher.seen, ['0,1,3,0,4,events']);
});

test('stages are asked from the outermost inwards', async () => {
  const [inner, outer] = [watched({ error: () => 0.25 }), watched({ error: () => 0.5 })];
  const array = await buildArray({ periphery: [inner.stage, outer.stage] });
  assertClose(readAll(array), new Array(20).fill(0.75), { abs: 1e-6 });
  assert.equal([inner.seen.length, outer.seen.length], [1, 1]);
});

for (const scheme of ['single', 'alternating'] as const)
  for (const verify of [0, 4])
    for (const remainder of ['kept', 'rounded'] as const)
      test(`${scheme}, ${remainder}, verify ${verify}: read without error, the pulses are those of an ideal read`, async () => {
        const device = { ...quietDevice('ag-a-si'), c2c: 0.02 };
        const pulses = { kind: 'exact', remainder, verify } as const;
        const options = { device, scheme, pulses, m: 2, initialSpan: 0.3, noise: { c2c: true, d2d: false } };
        const ideal = await buildArray(options);
        const { array, watcher } = await watchedArray(options);
        for (let update = 0; update < 12; update++)
          for (const one of [ideal, array]) one.write(wave(update), update, [1, 0, 0.5, 1, 0.25, 0, 1, 1]);
        assertSameBits(array.weights(), ideal.weights());
        assert.equal(array.stats(), ideal.stats());
        assert.is(array.crossbar.updateReads, ideal.crossbar.updateReads);
        assert.is(
          watcher.count(() => true),
          array.crossbar.updateReads,
        );
        assert.is(new Set(watcher.seen).size, watcher.seen.length);
      });

test('a plan steps the law from the conductance that has been read', async () => {
  const device = quietDevice('ag-a-si');
  const options = { device, scheme: 'single', pulses: EXACT } as const;
  const { array } = await watchedArray(options, { error: () => 0.3 });
  const there = await buildArray(options);
  array.setConductances(0, () => 0.4);
  there.setConductances(0, () => 0.7);
  for (const one of [array, there]) one.write(wave(1), 0);
  const pulses = [...array.pulseCounts(0)];
  assert.equal(pulses, [...there.pulseCounts(0)]);
  // The law is nonlinear: from where the devices are, it would be other pulses.
  const true04 = await buildArray(options);
  true04.setConductances(0, () => 0.4);
  true04.write(wave(1), 0);
  assert.not.equal(pulses, [...true04.pulseCounts(0)]);
});

test('a target is met as far as reads can tell: the weight misses it by what they are off', async () => {
  const options = {
    device: linearDevice({ levels: 1000 }),
    scheme: 'single',
    pulses: { kind: 'exact', remainder: 'kept', verify: 0 },
    weightScale: 0.5,
  } as const;
  const { array } = await watchedArray(options, { error: () => 0.05 });
  const asked = new Float32Array(20).fill(0.2);
  array.write(asked, 0);
  for (let update = 1; update < 4; update++) array.write(new Float32Array(20).fill(1e-9), update);
  // Gain 1, a read 0.05 too high, pulses of 0.001.
  assertClose(array.weights(), new Array(160).fill(0.15), { abs: 0.0011 });
  const { at, engine } = array.crossbar;
  const { owed } = array.memory as ExactMemory;
  for (let row = 0; row < 8; row++)
    assertClose(engine.f32(owed + row * at.stride * 4, 20), new Array(20).fill(0.05), { abs: 0.0011 });
});

for (const scheme of ['single', 'alternating'] as const)
  test(`${scheme}: program-verify corrects to what its own reads say`, async () => {
    const gain = scheme === 'single' ? 2 : 1;
    const options = { device: linearDevice({ levels: 1000 }), scheme, weightScale: 1 };
    const pulses = { kind: 'exact', remainder: 'rounded', verify: 3 } as const;
    // Reads of verification are 0.04 too high: of a device of negative polarity, the weight seems too low.
    const { array } = await watchedArray(
      { ...options, pulses },
      { error: ({ purpose }) => (purpose > READ.verify ? 0.04 : 0) },
    );
    const asked = new Float32Array(20).fill(0.06);
    array.write(asked, 0);
    const [up, down] = [0.06 - gain * 0.04, 0.06 + gain * 0.04];
    const weights = [...array.weights()];
    for (const w of weights)
      assert.ok(Math.min(Math.abs(w - up), Math.abs(w - down)) < 0.0021 * gain, `${scheme} ${w}`);
    assert.is(
      weights.some((w) => w > 0.06),
      scheme === 'alternating',
    );
  });

test('what seems exhausted is refreshed, as it has been read', async () => {
  const options = { device: quietDevice('pcmo'), scheme: 'one-sided' } as const;
  const { array, watcher } = await watchedArray(options, { error: () => 0.1 });
  array.setConductances(0, () => 0.7);
  array.setConductances(1, () => 0.5);
  assert.is(refreshPairs(array.crossbar, 5), 160);
  // 0.8 against 0.6: the difference is programmed on the positive device.
  assertClose(array.conductances(0), new Array(160).fill(0.2), { abs: 1e-6 });
  assertClose(array.conductances(1), new Array(160).fill(0), { abs: 0 });
  assert.is(array.crossbar.updateReads, 2 * 160);
  assert.is(
    watcher.count((purpose) => purpose === READ.refresh),
    2 * 160,
  );
  assert.is(new Set(watcher.seen).size, 16);
});

test('references of zero-shift are programmed to the symmetry points that have been read', async () => {
  const device = { ...quietDevice('ag-a-si'), variation: assumedVariation };
  const options = {
    ...({ device, scheme: 'single', centre: 'zero-shift', weightScale: 0.5, initialSpan: 0 } as const),
    noise: { c2c: false, d2d: true },
  };
  const { array, watcher } = await watchedArray(options, { error: () => 0.02 });
  // Gain 1: every weight starts as far below 0 as its reference lies too high.
  assertClose(array.weights(), new Array(160).fill(-0.02), { abs: 1e-6 });
  assert.is(
    watcher.count((purpose) => purpose === READ.setUp),
    160,
  );
  assert.is(array.crossbar.updateReads, 0);
  const ideal = await buildArray(options);
  assertClose(array.conductances(0), ideal.conductances(0), { abs: 0 });
});

test.run();
