/** Laws whose steps are drawn: against the reference, against their own table, and against the certain law. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawnStep } from '../../src/device/laws/quantiles.ts';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { devices, SCHEME } from './devices.ts';
import { upTo } from './plans.ts';
import type { Workspace } from './workspace.ts';

const test = suite('drawn steps');

const schemes = Object.keys(SCHEME) as (keyof typeof SCHEME)[];

/** Quantiles of `nodes` distributions that never fall, below 0 at their low end. */
function rising(ws: Workspace, nodes: number, quantiles: number): number[] {
  return upTo(nodes).flatMap(() => Array.from(ws.draws(quantiles, -0.02, 0.08)).sort((a, b) => a - b));
}

/** A skewed distribution at each of three conductances, LTP and LTD. */
const LTP = [
  [0.01, 0.02, 0.025, 0.04, 0.09],
  [-0.03, 0, 0.01, 0.03, 0.05],
  [-0.01, 0, 0, 0.002, 0.01],
];
const LTD = [...LTP].reverse().map((row) => row.map((step) => step / 2));

const TABLE = {
  table: [
    [0, 0, 0],
    [0, 0, 0],
  ] as const,
  drawn: [LTP.flat(), LTD.flat()] as const,
};

/** Largest distance of the sample from the distribution of `quantile`, times √n: above 1.95 once in a thousand. */
function kolmogorov(sample: readonly number[], quantile: (u: number) => number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const cumulative = (x: number) => {
    let [low, high] = [0, 1];
    for (let k = 0; k < 40; k++) {
      const middle = (low + high) / 2;
      if (quantile(middle) < x) low = middle;
      else high = middle;
    }
    return low;
  };
  const n = sorted.length;
  const distances = sorted.map((x, i) => {
    const share = cumulative(x);
    return Math.max(Math.abs(share - i / n), Math.abs(share - (i + 1) / n));
  });
  return Math.max(...distances) * Math.sqrt(n);
}

const STRICT = 1.95;

for (const { name, workspace, same } of await arrange()) {
  test(`${name}: equal to the reference to the bit, in every scheme, with devices of their own`, () => {
    for (const scheme of schemes)
      for (const own of [false, true])
        for (const states of [0, 15])
          same(states, (ws) => {
            const [rows, stride, m] = [5, 32, 2];
            const total = 2 * m * rows * stride;
            const [nodes, quantiles] = [2 + ws.below(9), 2 + ws.below(30)];
            const array = devices(ws, {
              ...{ rows, stride, m, scheme, states, gain: 1.3, keepsOwed: own },
              table: [ws.draws(nodes, 0, 0.05), ws.draws(nodes, 0, 0.08)],
              drawn: [rising(ws, nodes, quantiles), rising(ws, nodes, quantiles)],
              ownParameters: own
                ? [0.5, 0, 0.5, 0, 0, 0.8].map((from) => ws.draws(total, from, from + 0.2))
                : undefined,
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

  for (const [g, n, table] of [
    [0.5, 1, LTP],
    [0.5, -1, LTD],
    [0.3, 1, LTP],
    [0.85, -1, LTD],
  ] as const)
    test(`${name}: steps from ${g} have the distribution of the table (${n > 0 ? 'LTP' : 'LTD'})`, () => {
      workspace.reset(21);
      const columns = 8192;
      const array = devices(workspace, { rows: 1, stride: columns, g, ...TABLE });
      array.apply(upTo(columns).map((element) => [element, n]));
      const steps = Array.from(array.g.subarray(0, columns), (x) => n * (x - Math.fround(g)));
      const distance = kolmogorov(steps, (u) => drawnStep(table, g, u));
      assert.ok(distance < STRICT, `${distance}`);
      // A hundredth of the range beside it, or the other direction, would be told apart.
      const shifted = kolmogorov(steps, (u) => drawnStep(table, g, u) + 0.002);
      assert.ok(shifted > STRICT, `${shifted}`);
    });

  test(`${name}: every pulse of a train draws anew, and so does every device, element and key`, () => {
    const columns = 4096;
    const flat = [0, 0.01].flatMap(() => [0, 0.01]);
    const drive = (n: number, key: readonly [number, number], scheme: keyof typeof SCHEME = 'single') => {
      workspace.reset(22);
      const array = devices(workspace, {
        ...{
          rows: 1,
          stride: columns,
          scheme,
          table: [
            [0, 0],
            [0, 0],
          ] as const,
          drawn: [flat, flat] as const,
        },
      });
      array.apply(
        upTo(columns).map((element) => [element, n]),
        { key },
      );
      return Array.from(array.g, (x) => x - 0.5);
    };
    const first = drive(1, [1, 2]).slice(0, columns);
    const second = drive(2, [1, 2])
      .slice(0, columns)
      .map((x, i) => x - first[i]);
    const other = drive(1, [2, 2]).slice(0, columns);
    const minus = drive(1, [1, 2], 'complementary')
      .slice(columns)
      .map((x) => -x);
    const neighbours = [...first.slice(1), first[0]];
    for (const [what, against] of Object.entries({ second, other, minus, neighbours })) {
      const mean = (x: readonly number[]) => x.reduce((sum, v) => sum + v, 0) / x.length;
      const [a, b] = [mean(first), mean(against)];
      const product = mean(first.map((x, i) => (x - a) * (against[i] - b)));
      // Uniform on [0, 0.01]: variance 1e-4/12.
      assertClose(product / (1e-4 / 12), 0, { abs: 4.5 / Math.sqrt(columns) }, what);
      assertClose(mean(against.map((x) => (x - b) ** 2)), 1e-4 / 12, { rel: 0.1 }, what);
    }
  });

  test(`${name}: where all quantiles are one, it is the certain law to the bit`, () => {
    workspace.reset(23);
    const g = workspace.draws(64);
    const steps = [Array.from(workspace.draws(7, 0, 0.05)), Array.from(workspace.draws(7, 0, 0.05))] as const;
    const repeated = steps.map((own) => own.flatMap((step) => [step, step, step]));
    const certain = devices(workspace, { g: g.slice(), rows: 2, table: steps });
    const drawn = devices(workspace, {
      ...{ g: g.slice(), rows: 2, table: steps },
      drawn: [repeated[0], repeated[1]],
    });
    for (const array of [certain, drawn])
      array.apply(upTo(32).map((element) => [element, element % 3 ? 5 : -4]));
    assertSameBits(drawn.g, certain.g);
  });

  test(`${name}: a device's own factor and window multiply the drawn step`, () => {
    workspace.reset(24);
    const total = 64;
    const fill = (value: number) => new Float32Array(total).fill(value);
    const common = { rows: 2, ...TABLE };
    const plain = devices(workspace, { ...common, g: 0.5 });
    const own = devices(workspace, {
      ...{ ...common, g: 0.4 },
      ownParameters: [fill(1.5), fill(0), fill(1), fill(0), fill(0.2), fill(0.6)],
    });
    for (const array of [plain, own]) array.apply(upTo(32).map((element) => [element, 1]));
    assertClose(
      Array.from(own.g.subarray(0, 32), (x) => x - 0.4),
      Array.from(plain.g.subarray(0, 32), (x) => 1.5 * 0.4 * (x - 0.5)),
      { abs: 1e-6 },
    );
  });
}

test.run();
