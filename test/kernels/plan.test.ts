import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawBits, rowKey, uniform } from '../../src/random/generator.ts';
import { assertClose } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { filled, plan, type Rounding, slackBehind, upTo } from './plans.ts';
import { EDGES, type Workspace } from './workspace.ts';

const test = suite('plan');

const roundings: Record<string, Rounding> = {
  stochastic: { kind: 'stochastic' },
  rounded: { kind: 'rounded', threshold: 0 },
  ternary: { kind: 'rounded', threshold: 0.3 },
  coincidence: { kind: 'coincidence', slots: 31, split: 0.7 },
};

/** The same wanted x at rows × columns synapses. */
function constant(ws: Workspace, rounding: Rounding, x: number, rows: number, columns: number, key = 1) {
  return plan(ws, rounding, {
    rows: upTo(rows),
    a: filled(rows, 0.5),
    columns: upTo(columns),
    c0: filled(columns, 2 * x),
    stride: 112,
    key: [key, 77],
  }).hits;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

for (const { name, workspace, same } of await arrange()) {
  for (const [kind, rounding] of Object.entries(roundings))
    test(`${name}: ${kind} equals the reference to the bit`, () => {
      for (const rows of [0, 1, 5, 17])
        for (const columns of [...EDGES, 32, 61])
          for (const size of [0.05, 1, 40])
            same(rows * 10000 + columns * 100 + size, (ws) => {
              const c0 = ws.draws(columns, -size, size);
              const { total, list, scratch } = plan(ws, rounding, {
                rows: ws.choose(rows, 30),
                a: ws.draws(rows),
                columns: ws.choose(columns, 80),
                c0,
                c1: c0.map((c) => c * ws.draw(0.5, 2)),
                stride: 80,
                key: [ws.below(2 ** 31) * 2, ws.below(2 ** 31) * 2],
              });
              return { result: total, slack: [slackBehind(list, total), scratch] };
            });
    });

  for (const [kind, rounding] of Object.entries(roundings))
    test(`${name}: ${kind} lists hits row after row, columns ascending, none of 0 pulses`, () => {
      workspace.reset(1);
      const rows = [2, 3, 9, 20];
      const columns = workspace.choose(60, 100);
      const c0 = workspace.draws(60, -2, 2);
      const { hits } = plan(workspace, rounding, { rows, a: [1, 0.2, 0.7, 0.9], columns, c0, stride: 112 });
      assert.ok(hits.length > 40);
      for (const [k, { row, column, n }] of hits.entries()) {
        assert.ok(rows.includes(row) && columns.includes(column) && n !== 0);
        assert.is(Math.sign(n), Math.sign(c0[columns.indexOf(column)]));
        if (k === 0) continue;
        const before = hits[k - 1];
        assert.ok(row > before.row || (row === before.row && column > before.column), `hit ${k}`);
      }
    });

  test(`${name}: stochastic rounding gives floor(|x|) or one more, with mean x`, () => {
    for (const x of [0.01, 0.3, 0.5, 0.97, 1, 1.25, 7.8]) {
      workspace.reset(1);
      for (const signed of [x, -x]) {
        const [rows, columns] = [60, 100];
        const pulses = constant(workspace, { kind: 'stochastic' }, signed, rows, columns).map(({ n }) => n);
        const rest = Math.fround(x) - Math.floor(x);
        const error = Math.sqrt((rest * (1 - rest)) / (rows * columns));
        assertClose(sum(pulses) / (rows * columns), signed, { abs: 5 * error + 1e-6 }, `mean at ${signed}`);
        for (const n of pulses)
          assert.ok(Math.abs(n) === Math.floor(x) || Math.abs(n) === Math.floor(x) + 1, `${n} for ${signed}`);
      }
    }
  });

  test(`${name}: stochastic rounding gives the next pulse where |x| + u reaches it exactly`, () => {
    workspace.reset(11);
    const missing = upTo(32).map((column) => 1 - uniform(drawBits(rowKey([5, 6], 3), column)));
    const outer = { rows: [3], a: [1], columns: upTo(32), stride: 32 };
    const { hits } = plan(workspace, { kind: 'stochastic' }, { ...outer, c0: missing });
    assert.equal(
      hits.map(({ n }) => n),
      new Array(32).fill(1),
    );
    const less = plan(workspace, { kind: 'stochastic' }, { ...outer, c0: missing.map((x) => x - 2 ** -24) });
    assert.is(less.total, 0);
  });

  test(`${name}: the wanted pulses are those of the synapse's polarity, which is a fair coin`, () => {
    workspace.reset(2);
    const [rows, columns] = [80, 100];
    const outer = { rows: upTo(rows), a: filled(rows, 1), columns: upTo(columns), stride: 112 };
    const { hits } = plan(
      workspace,
      { kind: 'stochastic' },
      {
        ...outer,
        c0: filled(columns, -0.9),
        c1: filled(columns, -0.1),
      },
    );
    const count = (polarity: number) => hits.filter((hit) => hit.polarity === polarity).length;
    const deviation = (p: number) => 5 * Math.sqrt(p * (1 - p) * rows * columns);
    assertClose(count(0), 0.45 * rows * columns, { abs: deviation(0.45) });
    assertClose(count(1), 0.05 * rows * columns, { abs: deviation(0.05) });
    const even = constant(workspace, { kind: 'rounded', threshold: 0 }, 1, rows, columns);
    assertClose(sum(even.map(({ polarity }) => polarity)), 0.5 * rows * columns, { abs: deviation(0.5) });
  });

  for (const kind of ['stochastic', 'coincidence'] as const)
    test(`${name}: ${kind}: packing decides nothing: other rows and columns may come and go`, () => {
      workspace.reset(3);
      const c0 = workspace.draws(100, -1.5, 1.5);
      const a = workspace.draws(40);
      const all = plan(workspace, roundings[kind], {
        rows: upTo(40),
        a,
        columns: upTo(100),
        c0,
        stride: 112,
      });
      const rows = upTo(40).filter((row) => row % 3 !== 0);
      const columns = upTo(100).filter((column) => column % 7 !== 2);
      const some = plan(workspace, roundings[kind], {
        rows,
        a: rows.map((row) => a[row]),
        columns,
        c0: columns.map((column) => c0[column]),
        stride: 112,
      });
      const kept = all.hits.filter(({ row, column }) => rows.includes(row) && columns.includes(column));
      assert.is(some.hits.length, kept.length);
      for (const [k, hit] of kept.entries()) assert.equal(some.hits[k], hit);
    });

  test(`${name}: stochastic hits of two keys, and of neighbouring rows and columns, are independent`, () => {
    workspace.reset(4);
    const [rows, columns] = [64, 96];
    const grid = (key: number) => {
      const cells = new Uint8Array(rows * columns);
      for (const { row, column } of constant(workspace, { kind: 'stochastic' }, 0.3, rows, columns, key))
        cells[row * columns + column] = 1;
      return cells;
    };
    const [a, b] = [grid(1), grid(2)];
    // Both of two independent hits of probability 0.3: 0.09.
    const together = (other: Uint8Array, lag: number) => {
      const pairs = rows * columns - lag;
      let both = 0;
      for (let i = 0; i < pairs; i++) both += a[i] & other[i + lag];
      assertClose(both / pairs, 0.09, { abs: 5 * Math.sqrt((0.09 * 0.91) / pairs) }, `lag ${lag}`);
    };
    together(b, 0);
    for (const lag of [1, 2, 4, 16, columns, columns + 1, 2 * columns]) together(a, lag);
  });

  test(`${name}: trains longer than 65535 pulses are cut there`, () => {
    workspace.reset(5);
    const outer = { rows: [0], a: [1], columns: [0, 1], c0: [1e9, -1e6], stride: 16 };
    for (const kind of ['stochastic', 'rounded']) {
      const { hits } = plan(workspace, roundings[kind], outer);
      assert.equal(
        hits.map(({ n }) => n),
        [65535, -65535],
      );
    }
  });

  test(`${name}: rounding without chance is half up in magnitude`, () => {
    workspace.reset(6);
    const wanted = [0.49, 0.5, -0.5, 1.49, -1.5, 2.51, 0, -0.2];
    const outer = { rows: [3], a: [1], columns: upTo(8), c0: wanted, stride: 16 };
    const { hits } = plan(workspace, roundings.rounded, outer);
    assert.equal(
      hits.map(({ column, n }) => [column, n]),
      [
        [1, 1],
        [2, -1],
        [3, 1],
        [4, -2],
        [5, 3],
      ],
    );
  });

  test(`${name}: ternary gives one pulse wherever |x| reaches the threshold`, () => {
    workspace.reset(7);
    const outer = { rows: [3], a: [0.5], columns: upTo(6), c0: [0.5, -0.5, 0.49, 9, -0.49, 0], stride: 16 };
    const { hits } = plan(workspace, { kind: 'rounded', threshold: 0.25 }, outer);
    assert.equal(
      hits.map(({ column, n }) => [column, n]),
      [
        [0, 1],
        [1, -1],
        [3, 1],
      ],
    );
  });

  test(`${name}: coincidence gives |x| pulses on average, binomially distributed over the slots`, () => {
    const slots = 10;
    for (const x of [0.05, 0.4, -1.5]) {
      workspace.reset(8);
      const pulses: number[] = [];
      const [rows, columns, keys] = [8, 8, 120];
      for (let key = 0; key < keys; key++) {
        const planned = constant(
          workspace,
          { kind: 'coincidence', slots, split: 0.6 },
          x,
          rows,
          columns,
          key,
        );
        pulses.push(sum(planned.map(({ n }) => n)) / (rows * columns));
        for (const { n } of planned) assert.ok(Math.abs(n) <= slots);
        workspace.reset(8);
      }
      // A synapse has variance slots·p·(1-p) = |x|·(1-|x|/slots). Trains are shared, so that synapses of one outer
      // product are not independent: of 8 × 8, fewer than 8 · 8 / 16 independent ones are assumed.
      const variance = Math.abs(x) * (1 - Math.abs(x) / slots);
      assertClose(sum(pulses) / keys, x, { abs: 5 * Math.sqrt(variance / (keys * 4)) }, `mean at ${x}`);
    }
  });

  test(`${name}: coincidence on one synapse has the variance of a binomial`, () => {
    workspace.reset(9);
    const [slots, keys] = [10, 1500];
    const pulses = Array.from({ length: keys }, (_, key) => {
      workspace.reset(9);
      const outer = { rows: [4], a: [0.8], columns: [7], c0: [2.5], stride: 16 };
      const { hits } = plan(
        workspace,
        { kind: 'coincidence', slots, split: 0.5 },
        { ...outer, key: [key, 1] },
      );
      return hits.length === 0 ? 0 : hits[0].n;
    });
    const mean = sum(pulses) / keys;
    const variance = sum(pulses.map((n) => (n - mean) ** 2)) / (keys - 1);
    assertClose(mean, 2, { abs: 5 * Math.sqrt(1.6 / keys) });
    assertClose(variance, slots * 0.2 * 0.8, { rel: 5 * Math.sqrt(2 / keys) });
  });

  test(`${name}: a coincidence train is shared along its line and along its column`, () => {
    workspace.reset(10);
    // A line that always fires shows the columns' trains; a column that always fires shows the lines'.
    const shown = plan(
      workspace,
      { kind: 'coincidence', slots: 20, split: 1 },
      {
        rows: upTo(12),
        a: filled(12, 1),
        columns: upTo(30),
        c0: filled(30, 8),
        stride: 32,
      },
    ).hits;
    for (const { row, column, n } of shown)
      assert.is(n, shown.find((hit) => hit.column === column)?.n, `row ${row}`);
    assert.ok(new Set(shown.map(({ n }) => n)).size > 3);
    const turned = plan(
      workspace,
      { kind: 'coincidence', slots: 20, split: 1 },
      {
        rows: upTo(30),
        a: filled(30, 0.4),
        columns: upTo(12),
        c0: filled(12, 20),
        stride: 32,
      },
    ).hits;
    for (const { row, n } of turned) assert.is(n, turned.find((hit) => hit.row === row)?.n);
    assert.ok(new Set(turned.map(({ n }) => n)).size > 3);
  });
}

test.run();
