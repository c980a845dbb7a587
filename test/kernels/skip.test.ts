import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { filled, type OuterProduct, plan, slackBehind, upTo } from './plans.ts';
import { EDGES, type Workspace } from './workspace.ts';

const test = suite('skip');

const skipping = { kind: 'skipping' } as const;

/** How often each synapse of an outer product gets LTP or LTD pulses, by polarity, over many updates. */
function frequencies(ws: Workspace, outer: OuterProduct, updates: number) {
  const { rows, columns, stride } = outer;
  const counts = new Map<number, [number, number]>();
  const totals: number[] = [];
  for (let update = 0; update < updates; update++) {
    ws.reset(1);
    const { hits } = plan(ws, skipping, { ...outer, key: [update * 7919, 77] });
    for (const { row, column, polarity, n } of hits) {
      assert.is(Math.abs(n), 1);
      const at = row * stride + column;
      const of = counts.get(at) ?? [0, 0];
      of[polarity] += n;
      counts.set(at, of);
    }
    totals.push(hits.length);
  }
  const share = (row: number, column: number) =>
    (counts.get(row * stride + column) ?? [0, 0]).map((count) => count / updates);
  return { share, totals, pairs: rows.length * columns.length };
}

for (const { name, workspace, same } of await arrange()) {
  test(`${name}: equals the reference to the bit`, () => {
    for (const rows of [0, 1, 5, 17])
      for (const columns of [...EDGES, 32, 61, 200, 201])
        for (const size of [0.001, 0.06, 3])
          same(rows * 10000 + columns * 100 + size, (ws) => {
            const c0 = ws.draws(columns, -size, size);
            const { total, list, scratch } = plan(ws, skipping, {
              rows: ws.choose(rows, 30),
              a: ws.draws(rows),
              columns: ws.choose(columns, 240),
              c0,
              c1: c0.map((c) => c * ws.draw(0.5, 1)),
              stride: 240,
              key: [ws.below(2 ** 31) * 2, ws.below(2 ** 31) * 2],
            });
            const rest = slackBehind(list, total);
            // Where each synapse is rounded, the vector build keeps its own sums of the columns.
            return { result: total, slack: size === 3 ? [rest, scratch] : [rest] };
          });
  });

  test(`${name}: thousands of pulses are those of the reference, to the last column of an odd number`, () => {
    const columns = 201;
    for (let seed = 0; seed < 15; seed++)
      same(seed, (ws) => {
        const c0 = ws.draws(columns, -0.06, 0.06);
        const of = { rows: upTo(60), a: filled(60, 1), columns: upTo(columns), c0, stride: 208 };
        const { total, list } = plan(ws, skipping, { ...of, key: [seed, 5] });
        assert.ok(total > 250);
        return { result: total, slack: [slackBehind(list, total)] };
      });
  });

  test(`${name}: hits come row after row, columns ascending, with the sign that is wanted`, () => {
    workspace.reset(1);
    const rows = upTo(40);
    const columns = workspace.choose(60, 100);
    const c0 = workspace.draws(60, -0.06, 0.06);
    const { hits } = plan(workspace, skipping, { rows, a: filled(40, 1), columns, c0, stride: 112 });
    assert.ok(hits.length > 30);
    for (const [k, { row, column, n }] of hits.entries()) {
      assert.is(n, Math.sign(c0[columns.indexOf(column)]));
      if (k === 0) continue;
      const before = hits[k - 1];
      assert.ok(row > before.row || (row === before.row && column > before.column), `hit ${k}`);
    }
  });

  test(`${name}: lines and columns of 0 get nothing, and updates too large for skipping are rounded one by one`, () => {
    workspace.reset(1);
    const outer = { rows: upTo(20), columns: upTo(50), stride: 64 };
    const none = plan(workspace, skipping, { ...outer, a: filled(20, 0), c0: filled(50, 0.05) });
    assert.is(none.total, 0);
    assert.is(plan(workspace, skipping, { ...outer, a: filled(20, 1), c0: filled(50, 0) }).total, 0);
    const large = { ...outer, a: filled(20, 0.5), c0: workspace.draws(50, -4, 4) };
    // From above 1/16 on.
    const hardly = { ...large, a: filled(20, 1), c0: filled(50, 0.0626) };
    for (const each of [large, hardly])
      assert.equal(plan(workspace, skipping, each).hits, plan(workspace, { kind: 'stochastic' }, each).hits);
  });
}

// One build is enough from here on: all have the same bits.
const [{ workspace }] = await arrange();

test('every synapse gets its pulse with probability |x|, whatever its size, its place and its polarity', () => {
  const updates = 40000;
  const a = [0.9, 0.05, 0, 0.4, 1];
  const c0 = [0.06, -0.0004, 0.01, 0, -0.06, 0.03, -0.003];
  const c1 = [0.03, -0.0004, 0.02, 0, -0.01, 0.03, -0.006];
  const [rows, columns] = [[0, 3, 4, 7, 9], upTo(7)];
  const { share } = frequencies(workspace, { rows, a, columns, c0, c1, stride: 16 }, updates);
  let [square, cells] = [0, 0];
  for (const [k, row] of rows.entries())
    for (const column of columns)
      for (const [polarity, c] of [c0, c1].entries()) {
        const expected = (a[k] * c[column]) / 2;
        const got = share(row, column)[polarity];
        if (expected === 0) {
          assert.is(got, 0);
          continue;
        }
        const error = Math.sqrt((Math.abs(expected) * (1 - Math.abs(expected))) / updates);
        square += ((got - expected) / error) ** 2;
        cells++;
      }
  // χ² of so many independent cells: mean cells, deviation √(2·cells).
  assertClose(square, cells, { abs: 4 * Math.sqrt(2 * cells) });
});

test('pulses of different synapses are independent: their number has the variance of as many single draws', () => {
  const updates = 20000;
  const [rows, columns] = [upTo(12), upTo(40)];
  const c0 = upTo(40).map((i) => 0.06 * (1 - i / 40));
  const a = upTo(12).map((k) => (k + 1) / 12);
  const { totals } = frequencies(workspace, { rows, a, columns, c0, stride: 48 }, updates);
  const x = a.flatMap((factor) => c0.map((c) => factor * c));
  const mean = x.reduce((sum, p) => sum + p, 0);
  const variance = x.reduce((sum, p) => sum + p * (1 - p), 0);
  const got = totals.reduce((sum, total) => sum + total, 0) / updates;
  const spread = totals.reduce((sum, total) => sum + (total - got) ** 2, 0) / (updates - 1);
  assertClose(got, mean, { abs: 5 * Math.sqrt(variance / updates) });
  assertClose(spread, variance, { rel: 5 * Math.sqrt(2 / updates) });
});

test.run();
