import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { type DeviceOptions, devices, SCHEME, softPulses } from './devices.ts';
import { hitList, readHits, slackBehind, upTo } from './plans.ts';
import { pointer, type Workspace } from './workspace.ts';

const test = suite('pulse');

const schemes = Object.keys(SCHEME) as (keyof typeof SCHEME)[];

/** Per-device planes around a soft-bounds law, rails inside [0, 1]. */
function spreadParameters(ws: Workspace, devicesInAll: number): Float32Array[] {
  const around = (value: number, spread: number) => ws.draws(devicesInAll, value - spread, value + spread);
  return [
    around(0.97, 0.02),
    around(0.04, 0.02),
    around(0.97, 0.02),
    around(-0.01, 0.02),
    around(0.1, 0.1),
    around(0.9, 0.1),
  ];
}

for (const { name, workspace, same } of await arrange()) {
  for (const scheme of schemes)
    test(`${name}: applyPulses, ${scheme}, equals the reference to the bit`, () => {
      for (const m of [1, 3])
        for (const sigma of [0, 0.02])
          for (const states of [0, 15])
            for (const own of [false, true])
              same(m * 8 + states, (ws) => {
                const [rows, stride] = [5, 32];
                const total = 2 * m * rows * stride;
                const array = devices(ws, {
                  ...{ rows, stride, m, scheme, sigma, states, gain: 1.7, keepsOwed: own },
                  ...softPulses(ws.draw(0.5, 4), 40),
                  ownParameters: own ? spreadParameters(ws, total) : undefined,
                  g: ws.draws(total),
                });
                for (let k = 0; k < 6; k++) {
                  const hits = ws
                    .choose(25, rows * stride)
                    .map((element) => [element, (1 + ws.below(9)) * (ws.below(2) ? 1 : -1), ws.below(2)]);
                  array.apply(hits, { replica: ws.below(m), key: [k, ws.below(1e9)] });
                }
                return {};
              });
    });

  test(`${name}: a law of tables equals the reference to the bit, with noise of either kind and devices of their own`, () => {
    for (const scheme of schemes)
      for (const noiseOfStep of [false, true])
        for (const own of [false, true])
          same(own ? 1 : 0, (ws) => {
            const [rows, stride, m] = [5, 32, 2];
            const total = 2 * m * rows * stride;
            const nodes = 2 + ws.below(30);
            const array = devices(ws, {
              ...{ rows, stride, m, scheme, noiseOfStep, sigma: 0.05, gain: 1.3, keepsOwed: own },
              table: [ws.draws(nodes, 0, 0.05), ws.draws(nodes, 0, 0.08)],
              ownParameters: own ? spreadParameters(ws, total) : undefined,
              g: ws.draws(total),
            });
            for (let k = 0; k < 4; k++) {
              const hits = ws
                .choose(25, rows * stride)
                .map((element) => [element, (1 + ws.below(9)) * (ws.below(2) ? 1 : -1), ws.below(2)]);
              array.apply(hits, { replica: ws.below(m), key: [k, ws.below(1e9)] });
            }
            return {};
          });
  });

  test(`${name}: planExact with a table equals the reference to the bit`, () => {
    for (const rounding of [0, 1])
      same(rounding, (ws) => {
        const array = devices(ws, {
          ...{ rows: 8, stride: 32, scheme: 'alternating', gain: 0.8, keepsOwed: true, g: ws.draws(2 * 256) },
          table: [ws.draws(9, 0, 0.05), ws.draws(9, 0, 0.08)],
        });
        const list = hitList(ws, 257);
        const at = [list, ws.u32(ws.choose(8, 8)), ws.f32(ws.draws(8))].map(pointer);
        const columnsAt = [ws.u32(upTo(32)), ws.f32(ws.draws(32, -0.5, 0.5))].map(pointer);
        const hits = ws.kernels.planExact(
          ...([array.pointer, ...at, 8, ...columnsAt, 32] as unknown as Eight),
          ...([32, 0, 20, rounding, 4, 9] as const),
        );
        ws.kernels.applyPulses(array.pointer, pointer(list), hits, 0, 4, 11);
        return { result: hits, slack: [slackBehind(list, hits)] };
      });
  });

  test(`${name}: a table of the steps of an affine law is that law`, () => {
    const { ltp, ltd } = softPulses(3, 60);
    const steps = (pulse: { scale: number; offset: number }, sign: number) =>
      upTo(17).map((k) => sign * ((pulse.scale - 1) * (k / 16) + pulse.offset));
    workspace.reset(77);
    const g = workspace.draws(32);
    const [affine, table] = [{ ltp, ltd }, { table: [steps(ltp, 1), steps(ltd, -1)] as const }].map((law) =>
      devices(workspace, { g: g.slice(), stride: 16, rows: 1, ...law }),
    );
    for (const array of [affine, table])
      array.apply(upTo(16).map((element) => [element, element % 2 ? 7 : -5, 0]));
    assertClose(table.g, affine.g, { abs: 1e-6 });
  });

  test(`${name}: noise relative to the step is σ/√n of the way gone`, () => {
    // From 0.5 with steps of 1/64 everywhere: n pulses go n/64.
    workspace.reset(78);
    const columns = 4096;
    const array = devices(workspace, { rows: 1, stride: columns, sigma: 0.4, noiseOfStep: true });
    const n = 9;
    array.apply(upTo(columns).map((element) => [element, n, 0]));
    const errors = Array.from(array.g.subarray(0, columns), (x) => x - 0.5 - n / 64);
    const spread = Math.sqrt(errors.reduce((sum, x) => sum + x * x, 0) / columns);
    assertClose(spread, (0.4 * n) / 64 / Math.sqrt(n), { rel: 5 / Math.sqrt(2 * columns) });
  });

  test(`${name}: noise equals the reference's to the bit in lists of any length`, () => {
    for (const scheme of schemes)
      for (const length of [1, 3, 4, 63, 64, 65, 200, 3000])
        same(length, (ws) => {
          const [rows, stride] = [100, 32];
          const array = devices(ws, {
            ...{ rows, stride, m: 2, scheme, sigma: 0.3, gain: 1 },
            ...softPulses(1, 40),
            g: ws.draws(4 * rows * stride),
          });
          const hits = ws
            .choose(length, rows * stride)
            .map((element) => [element, (1 + ws.below(3)) * (ws.below(2) ? 1 : -1), ws.below(2)]);
          array.apply(hits, { replica: ws.below(2), key: [length, ws.below(1e9)] });
          return {};
        });
  });

  test(`${name}: cacheWeights and fillUniform equal the reference to the bit`, () => {
    for (const m of [1, 2, 4])
      same(m, (ws) => {
        devices(ws, { rows: 3, stride: 16, m, gain: ws.draw(0.1, 3), g: ws.draws(2 * m * 48) });
        ws.kernels.fillUniform(pointer(ws.f32(77)), 77, ws.draw(), ws.below(1e9), ws.below(1e9));
        return {};
      });
  });

  for (const scheme of ['single', 'alternating'] as const)
    test(`${name}: planExact, ${scheme}, equals the reference to the bit`, () => {
      for (const [rows, columns] of [
        [0, 5],
        [1, 0],
        [3, 17],
        [8, 32],
      ])
        for (const own of [false, true])
          same(rows * 100 + columns, (ws) => {
            const total = 2 * 2 * 8 * 32;
            const array = devices(ws, {
              ...{ rows: 8, stride: 32, m: 2, scheme, gain: 0.8, keepsOwed: true, g: ws.draws(total) },
              ...softPulses(3, 50),
              ownParameters: own ? spreadParameters(ws, total) : undefined,
            });
            const list = hitList(ws, rows * columns + 1);
            let hits = 0;
            for (let k = 0; k < 3; k++) {
              const at = [list, ws.u32(ws.choose(rows, 8)), ws.f32(ws.draws(rows))].map(pointer);
              const columnsAt = [ws.u32(ws.choose(columns, 32)), ws.f32(ws.draws(columns, -0.5, 0.5))].map(
                pointer,
              );
              hits = ws.kernels.planExact(
                ...([array.pointer, ...at, rows, ...columnsAt, columns] as unknown as Eight),
                ...([32, ws.below(2), 20, k & 1, k, 9] as const),
              );
              ws.kernels.applyPulses(array.pointer, pointer(list), hits, ws.below(2), k, 11);
            }
            return { result: hits, slack: [slackBehind(list, hits)] };
          });
    });

  test(`${name}: n pulses follow the closed form of the affine law, up and down`, () => {
    const nu = 2.4;
    const N = 97;
    const top = 1 / (1 - Math.exp(-nu));
    for (const n of [1, 2, 10, 60]) {
      workspace.reset(n);
      const start = 0.3;
      const array = devices(workspace, { ...softPulses(nu, N), g: start });
      array.apply([
        [2, n],
        [5, -n],
      ]);
      const decay = Math.exp((-nu * n) / N);
      assertClose(array.g[2], Math.min(1, top - (top - start) * decay), { abs: 2e-6 });
      assertClose(array.g[5], Math.max(0, (start + top - 1) * decay - (top - 1)), { abs: 2e-6 });
      assert.is(array.g[3], Math.fround(start));
    }
  });

  for (const scheme of schemes)
    test(`${name}: ${scheme}: one train of n pulses is n trains of one`, () => {
      const options: DeviceOptions = { scheme, rows: 2, gain: 0.6, ...softPulses(1.5, 40) };
      workspace.reset(1);
      const g = workspace.draws(64);
      const hits = [
        [3, 6, 1],
        [9, -11, 0],
        [20, 17, 0],
        [31, -2, 1],
      ];
      const train = devices(workspace, { ...options, g });
      const single = devices(workspace, { ...options, g });
      train.apply(hits);
      for (const [element, n, polarity] of hits)
        for (let k = 0; k < Math.abs(n); k++) single.apply([[element, Math.sign(n), polarity]]);
      assertSameBits(single.g, train.g);
      assertSameBits(single.w, train.w);
      assertSameBits(single.counts, train.counts);
      assertSameBits(single.stats().slice(0, 2), train.stats().slice(0, 2));
    });

  test(`${name}: each scheme moves the devices that it names`, () => {
    // Change in pulses of the plus device and of the minus device, for [n, polarity].
    const moves: Record<keyof typeof SCHEME, [number, number, number, number][]> = {
      single: [
        [2, 0, 2, 0],
        [2, 1, 2, 0],
        [-3, 0, -3, 0],
        [-3, 1, -3, 0],
      ],
      complementary: [
        [2, 0, 2, -2],
        [-3, 1, -3, 3],
      ],
      alternating: [
        [2, 0, 2, 0],
        [2, 1, 0, -2],
        [-3, 0, -3, 0],
        [-3, 1, 0, 3],
      ],
      oneSided: [
        [2, 0, 2, 0],
        [2, 1, 2, 0],
        [-3, 0, 0, 3],
        [-3, 1, 0, 3],
      ],
    };
    for (const scheme of schemes)
      for (const [n, polarity, plus, minus] of moves[scheme]) {
        workspace.reset(1);
        const m = 3;
        const array = devices(workspace, { scheme, m, rows: 2, gain: 2 });
        array.apply([[20, n, polarity]], { replica: 1 });
        const expected = new Float32Array(array.g.length).fill(0.5);
        expected[1 * array.plane + 20] += plus / 64;
        expected[(m + 1) * array.plane + 20] += minus / 64;
        assertSameBits(array.g, expected, `${scheme} ${n} ${polarity}`);
        const counted = new Uint32Array(array.g.length);
        counted[1 * array.plane + 20] = Math.abs(plus);
        counted[(m + 1) * array.plane + 20] = Math.abs(minus);
        assertSameBits(array.counts, counted);
        const up = Math.max(plus, 0) + Math.max(minus, 0);
        const down = Math.max(-plus, 0) + Math.max(-minus, 0);
        assert.equal([...array.stats()], [up, down, 0, up / 2, down / 2]);
        const weights = new Float32Array(array.plane);
        weights[20] = (2 * (plus - minus)) / 64;
        assertSameBits(
          array.w.map((w) => w + 0),
          weights,
        );
      }
  });

  test(`${name}: a cached weight is gain·(ΣG+ - ΣG-)`, () => {
    workspace.reset(2);
    const array = devices(workspace, { rows: 2, m: 3, gain: 0.75, g: workspace.draws(6 * 32) });
    const expected = upTo(32).map((element) => {
      const planes = upTo(6).map((k) => (k < 3 ? 1 : -1) * array.g[k * 32 + element]);
      return 0.75 * planes.reduce((a, b) => a + b);
    });
    assertClose(array.w, expected, { abs: 1e-6 });
  });

  test(`${name}: rails hold, and every train that ends on one is counted`, () => {
    workspace.reset(3);
    const array = devices(workspace);
    array.apply([
      [0, 31],
      [1, 32],
      [2, 40],
      [3, -31],
      [4, -32],
      [5, -99],
    ]);
    assert.equal([...array.g.subarray(0, 6)], [63 / 64, 1, 1, 1 / 64, 0, 0]);
    assert.equal([...array.stats().subarray(0, 3)], [103, 162, 4]);
    // A train that starts on a rail and leaves it is not counted; one that stays is, again.
    array.apply([
      [1, -1],
      [2, 1],
    ]);
    assert.is(array.stats()[2], 5);
  });

  test(`${name}: pulses add the conductance that their train met, in each direction`, () => {
    workspace.reset(3);
    const array = devices(workspace, { scheme: 'single' });
    // Every pulse is 1/64; trains that run into a rail met the conductance from which they started.
    array.apply([
      [0, 4],
      [0, -3],
      [1, 40],
      [1, 2],
      [1, -1],
    ]);
    assert.equal([...array.stats().subarray(3)], [4 * 0.5 + 40 * 0.5 + 2 * 1, 3 * (0.5 + 4 / 64) + 1 * 1]);
  });

  test(`${name}: a train that hits a rail on its way comes back from the rail, not from beyond`, () => {
    workspace.reset(4);
    // An LTP pulse that overshoots: 0.5 → 1.6 limited to 1; soft bounds would go on from 1.
    const ltp = { scale: 0.5, offset: 0.7 };
    const array = devices(workspace, { ltp, g: 0.9 });
    array.apply([[0, 3]]);
    assert.is(array.g[0], 1);
    const turning = devices(workspace, { ltp: { scale: -1, offset: 1.8 }, g: 0.5 });
    turning.apply([[0, 2]]);
    // 0.5 → 1.3, limited to 1, → 0.8; unlimited it would return to 0.5.
    assertClose(turning.g[0], 0.8, { abs: 1e-6 });
    assert.is(turning.stats()[2], 0);
  });

  test(`${name}: devices with parameters of their own use them, in both polarities`, () => {
    workspace.reset(5);
    const m = 2;
    const total = 2 * m * 16;
    const planes = spreadParameters(workspace, total);
    const g = workspace.draws(total, 0.3, 0.7);
    const array = devices(workspace, { m, scheme: 'complementary', ownParameters: planes, g });
    const [upScale, upOffset, downScale, downOffset, low, high] = planes;
    for (const replica of [0, 1])
      for (const n of [1, -1]) {
        const [plus, minus] = [replica * 16 + 7, (m + replica) * 16 + 7];
        const before = [array.g[plus], array.g[minus]];
        array.apply([[7, n]], { replica });
        for (const [k, device] of [plus, minus].entries()) {
          const up = (k === 0) === n > 0;
          const next = (up ? upScale : downScale)[device] * before[k] + (up ? upOffset : downOffset)[device];
          const limited = Math.min(Math.max(next, low[device]), high[device]);
          assertClose(array.g[device], limited, { abs: 1e-6 }, `replica ${replica}, n ${n}, device ${k}`);
        }
      }
    // A long train ends at its fixed point or, where that lies beyond, on the device's own rail.
    array.apply([[3, 3000]]);
    const minus = m * 16 + 3;
    assertClose(array.g[3], Math.min(high[3], upOffset[3] / (1 - upScale[3])), { abs: 1e-5 });
    assertClose(array.g[minus], Math.max(low[minus], downOffset[minus] / (1 - downScale[minus])), {
      abs: 1e-5,
    });
  });

  test(`${name}: cycle-to-cycle noise has mean 0 and standard deviation σ·√n`, () => {
    workspace.reset(6);
    const [rows, stride] = [128, 64];
    const [count, sigma] = [rows * stride, 0.01];
    for (const [k, n] of [1, 4, 16].entries()) {
      workspace.reset(6);
      const still = { scale: 1, offset: 0 };
      const array = devices(workspace, { rows, stride, sigma, ltp: still, ltd: still });
      array.apply(
        upTo(count).map((element) => [element, n]),
        { key: [k, 5] },
      );
      const moved = array.g.slice(0, count).map((g) => g - 0.5);
      const mean = moved.reduce((a, b) => a + b, 0) / count;
      const variance = moved.reduce((a, b) => a + (b - mean) ** 2, 0) / count;
      assertClose(mean, 0, { abs: 5 * sigma * Math.sqrt(n / count) });
      assertClose(variance, sigma ** 2 * n, { rel: 5 * Math.sqrt(2 / count) });
      // Neighbours along a row and along a column are independent.
      for (const lag of [1, stride]) {
        let product = 0;
        for (let i = 0; i + lag < count; i++) product += moved[i] * moved[i + lag];
        assertClose(product / count / variance, 0, { abs: 5 / Math.sqrt(count) }, `lag ${lag}`);
      }
    }
  });

  test(`${name}: noise depends on key, element and device, not on the rest of the list`, () => {
    workspace.reset(7);
    const options = { rows: 2, m: 2, sigma: 0.05, scheme: 'complementary' } as const;
    const [a, b, c] = [1, 2, 3].map(() => devices(workspace, options));
    a.apply([
      [3, 1],
      [17, 2],
      [30, -1],
    ]);
    b.apply([[17, 2]]);
    c.apply([[17, 2]], { key: [3, 5] });
    assert.is(a.g[17], b.g[17]);
    assert.is(a.g[2 * 32 + 17], b.g[2 * 32 + 17]);
    assert.is.not(b.g[17], c.g[17]);
    assert.is.not(b.g[17] - 0.5, 0.5 - b.g[2 * 32 + 17]);
  });

  test(`${name}: a device with discrete states stops on the nearest of them`, () => {
    workspace.reset(8);
    const array = devices(workspace, { states: 7, ltp: { scale: 1, offset: 0.2 }, g: 0 });
    array.apply([
      [0, 1],
      [1, 2],
      [2, 4],
    ]);
    assertClose(array.g.subarray(0, 3), [1 / 7, 3 / 7, 6 / 7], { abs: 1e-7 });
  });

  test(`${name}: the true weight change is taken from what is owed`, () => {
    workspace.reset(9);
    const array = devices(workspace, {
      ...{ scheme: 'alternating', m: 2, gain: 3, keepsOwed: true, sigma: 0.1 },
      ...softPulses(2, 30),
    });
    const before = array.w.slice();
    array.owed.fill(0.5);
    array.apply([
      [2, 3, 0],
      [5, -2, 1],
    ]);
    const change = array.w.map((w, i) => w - before[i]);
    assert.ok(Math.abs(change[2]) > 0 && Math.abs(change[5]) > 0);
    assertClose(
      array.owed,
      Array.from(change, (dw) => 0.5 - dw),
      { abs: 1e-6 },
    );
  });

  test(`${name}: exact programming never overshoots what is owed, and leaves less than one pulse`, () => {
    for (const scheme of ['single', 'alternating'] as const) {
      workspace.reset(10);
      const [rows, stride, gain] = [6, 32, 0.9];
      const array = devices(workspace, {
        ...{ rows, stride, scheme, gain, keepsOwed: true, g: workspace.draws(2 * rows * stride, 0.3, 0.7) },
        ...softPulses(3, 600),
      });
      const c = workspace.draws(stride, -0.2, 0.2);
      const list = hitList(workspace, rows * stride + 1);
      const at = [list, workspace.u32(upTo(rows)), workspace.f32([1, 0.5, 0.2, 0, 0.9, 0.1])].map(pointer);
      const columnsAt = [workspace.u32(upTo(stride)), workspace.f32(c)].map(pointer);
      const before = array.w.slice();
      const hits = workspace.kernels.planExact(
        ...([array.pointer, ...at, rows, ...columnsAt, stride] as unknown as Eight),
        ...([stride, 0, 1000, 0, 1, 2] as const),
      );
      const owed = array.owed.slice();
      const factors = [1, 0.5, 0.2, 0, 0.9, 0.1];
      assertClose(
        owed,
        upTo(rows * stride).map((i) => factors[Math.floor(i / stride)] * c[i % stride]),
        { abs: 1e-7 },
      );
      workspace.kernels.applyPulses(array.pointer, pointer(list), hits, 0, 1, 3);
      assert.ok(hits > 100);
      for (let i = 0; i < owed.length; i++) {
        const change = array.w[i] - before[i];
        assert.ok(change * owed[i] >= 0 && Math.abs(change) <= Math.abs(owed[i]) + 1e-6, `element ${i}`);
        assertClose(array.owed[i], owed[i] - change, { abs: 1e-6 });
        // A pulse of ν = 3, N = 600 is at most (1 - e^(-ν/N))/(1 - e^(-ν)) of the range.
        assert.ok(Math.abs(array.owed[i]) <= (gain * (1 - Math.exp(-0.005))) / (1 - Math.exp(-3)) + 1e-6);
      }
    }
  });

  test(`${name}: exact programming gives no train of more than \`most\` pulses, and none at a rail`, () => {
    workspace.reset(11);
    const g = new Float32Array(32).fill(0.5);
    g[1] = 1;
    const array = devices(workspace, { keepsOwed: true, g });
    const list = hitList(workspace, 17);
    const at = [list, workspace.u32([0]), workspace.f32([1])].map(pointer);
    const columnsAt = [workspace.u32([0, 1, 2]), workspace.f32([9, 9, -9])].map(pointer);
    const hits = workspace.kernels.planExact(
      ...([array.pointer, ...at, 1, ...columnsAt, 3] as unknown as Eight),
      ...([16, 0, 12, 0, 1, 2] as const),
    );
    assert.is(hits, 2);
    assert.equal(
      readHits(list, 2, 16).map(({ column, n }) => [column, n]),
      [
        [0, 12],
        [2, -12],
      ],
    );
  });

  test(`${name}: exact programming gives all pulses where what is owed is exactly their sum`, () => {
    workspace.reset(13);
    const array = devices(workspace, { keepsOwed: true });
    const list = hitList(workspace, 17);
    const at = [list, workspace.u32([0]), workspace.f32([1])].map(pointer);
    const columnsAt = [workspace.u32([0, 5]), workspace.f32([3 / 64, -7 / 64])].map(pointer);
    const hits = workspace.kernels.planExact(
      ...([array.pointer, ...at, 1, ...columnsAt, 2] as unknown as Eight),
      ...([16, 0, 12, 0, 1, 2] as const),
    );
    assert.equal(
      readHits(list, 2, 16).map(({ n }) => n),
      [3, -7],
    );
    workspace.kernels.applyPulses(array.pointer, pointer(list), hits, 0, 1, 2);
    assert.equal([array.owed[0], array.owed[5]], [0, 0]);
  });

  test(`${name}: with rounding, exact programming reaches the wanted change in the mean`, () => {
    // One pulse of this law moves a device at 0.5 by 1/64 exactly; 0.3 of one is wanted, 4000 times.
    workspace.reset(14);
    const [rows, stride] = [125, 32];
    const array = devices(workspace, { rows, stride, keepsOwed: true });
    const list = hitList(workspace, rows * stride + 1);
    const at = [list, workspace.u32(upTo(rows)), workspace.f32(new Array(rows).fill(1))].map(pointer);
    const c = new Array(stride).fill(0.3 / 64);
    const columnsAt = [workspace.u32(upTo(stride)), workspace.f32(c)].map(pointer);
    const hits = workspace.kernels.planExact(
      ...([array.pointer, ...at, rows, ...columnsAt, stride] as unknown as Eight),
      ...([stride, 0, 1000, 1, 1, 2] as const),
    );
    const codes = readHits(list, hits, stride).map(({ n }) => n);
    assert.ok(codes.every((n) => n === 1));
    assertClose(hits / (rows * stride), 0.3, { abs: 4 * Math.sqrt((0.3 * 0.7) / (rows * stride)) });
    // What was rounded off is not owed: without noise the pulses bring just what was planned.
    workspace.kernels.applyPulses(array.pointer, pointer(list), hits, 0, 1, 2);
    assert.equal([...new Set(array.owed)], [0]);
  });

  test(`${name}: fillUniform is uniform on (-span, span)`, () => {
    workspace.reset(12);
    const [count, span] = [20000, 0.3];
    const x = workspace.f32(count);
    workspace.kernels.fillUniform(pointer(x), count, span, 12, 34);
    const mean = x.reduce((a, b) => a + b, 0) / count;
    const variance = x.reduce((a, b) => a + b * b, 0) / count;
    assertClose(mean, 0, { abs: (5 * span) / Math.sqrt(3 * count) });
    assertClose(variance, span ** 2 / 3, { rel: 5 * Math.sqrt(0.8 / count) });
    assert.ok(x.every((value) => value >= -span && value < span));
  });
}

type Eight = [number, number, number, number, number, number, number, number];

test.run();
