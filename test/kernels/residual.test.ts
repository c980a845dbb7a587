import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { filled, type Hit, hitList, plan, readHits, slackBehind, upTo } from './plans.ts';
import { pointer, type Workspace } from './workspace.ts';

const test = suite('plan: residual counters');

interface Step {
  readonly rows: readonly number[];
  readonly a: ArrayLike<number>;
  /** Wanted pulses per unit of a of every column. */
  readonly c: ArrayLike<number>;
  readonly unit: number;
  readonly key: readonly [number, number];
}

/** Counters of `groups.length` lines and `stride` columns; groups[line] is the row of counters that a line uses. */
function residual(ws: Workspace, groups: readonly number[], stride: number) {
  const counters = ws.i32((Math.max(...groups) + 1) * stride);
  const map = ws.u32(groups);
  return {
    counters,
    plan({ rows, a, c, unit, key }: Step): { total: number; hits: Hit[]; list: Uint32Array } {
      const list = hitList(ws, rows.length * stride + 1);
      const at = [list, counters, map, ws.u32(rows), ws.f32(a)].map(pointer);
      const total = ws.kernels.planResidual(
        ...(at as [number, number, number, number, number]),
        rows.length,
        pointer(ws.f32(c)),
        stride,
        unit,
        ...key,
      );
      return { total, hits: readHits(list, total, stride), list };
    },
  };
}

/** The steps of 1/unit pulse that each pair asks for: stochastic rounding of x·unit under the same key. */
function stepsOf(ws: Workspace, { rows, a, c, unit, key }: Step): Hit[] {
  const stride = c.length;
  const scaled = Float32Array.from(a, (factor) => Math.fround(factor) * unit);
  return plan(ws, { kind: 'stochastic' }, { rows, a: scaled, columns: upTo(stride), c0: c, stride, key })
    .hits;
}

for (const { name, workspace, same } of await arrange()) {
  test(`${name}: equals the reference to the bit`, () => {
    for (const stride of [16, 32, 80])
      for (const rows of [0, 1, 5, 17])
        for (const unit of [1, 2, 16, 2 ** 24])
          same(stride * 100 + rows * 10 + unit, (ws) => {
            const groups = upTo(20).map((row) => Math.floor(row / (1 + ws.below(3))));
            const counters = residual(ws, groups, stride);
            let hits = 0;
            const slack: Uint32Array[] = [];
            for (let k = 0; k < 4; k++) {
              const c = Float32Array.from(ws.draws(stride, -2, 2), (x) => (ws.below(3) ? x : 0));
              // A block of sixteen columns without a wish, in front of others.
              if (k % 2 === 0) c.fill(0, 0, 16);
              const [listed, a] = [ws.choose(rows, 20), ws.draws(rows)];
              const { total, list } = counters.plan({ rows: listed, a, c, unit, key: [k, ws.below(1e9)] });
              hits = hits * 1000 + total;
              slack.push(slackBehind(list, total));
            }
            return { result: hits, slack };
          });
  });

  for (const share of [1, 3])
    test(`${name}: Σ n·unit + counter = Σ steps, with ${share} line${share > 1 ? 's' : ''} to a counter`, () => {
      workspace.reset(share);
      const [rows, stride, unit] = [30, 48, 16];
      const group = (row: number) => Math.floor(row / share);
      const counters = residual(workspace, upTo(rows).map(group), stride);
      const balance = new Float64Array(counters.counters.length);
      let pulses = 0;
      for (let k = 0; k < 12; k++) {
        const listed = workspace.choose(20, rows);
        const step = { rows: listed, a: workspace.draws(20), c: workspace.draws(stride, -1.5, 1.5), unit };
        const { hits } = counters.plan({ ...step, key: [k, 3] });
        for (const { row, column, n } of hits) balance[group(row) * stride + column] += n * unit;
        for (const { row, column, n } of stepsOf(workspace, { ...step, key: [k, 3] }))
          balance[group(row) * stride + column] -= n;
        for (const counter of counters.counters) assert.ok(Math.abs(counter) < unit);
        pulses += hits.length;
      }
      assert.ok(pulses > 1000);
      assertSameBits(
        Float64Array.from(balance, (x) => x + 0),
        Float64Array.from(counters.counters, (x) => -x + 0),
      );
    });

  test(`${name}: a shared counter gives its pulse to the line that makes it overflow`, () => {
    workspace.reset(1);
    const counters = residual(workspace, [0, 0, 0, 0], 16);
    // 0.25·16 = 4 steps a line: whole, so that there is no chance; the fourth line makes 16.
    const step = {
      rows: [0, 1, 2, 3],
      a: filled(4, 0.25),
      c: filled(16, -1),
      unit: 16,
      key: [1, 2],
    } as const;
    const { hits } = counters.plan(step);
    assert.is(hits.length, 16);
    for (const [column, hit] of hits.entries())
      assert.equal({ ...hit, polarity: 0 }, { row: 3, column, n: -1, polarity: 0 });
    assertSameBits(counters.counters, new Int32Array(16));
  });

  test(`${name}: without fraction bits it is stochastic rounding, hit for hit`, () => {
    workspace.reset(2);
    const step = { rows: upTo(25), a: workspace.draws(25), c: workspace.draws(64, -3, 3), unit: 1 };
    const counters = residual(workspace, upTo(25), 64);
    const { hits } = counters.plan({ ...step, key: [9, 9] });
    const rounded = stepsOf(workspace, { ...step, key: [9, 9] });
    assert.is(hits.length, rounded.length);
    for (const [k, hit] of rounded.entries()) assert.equal(hits[k], hit);
  });

  test(`${name}: small updates add up: T of x make T·x pulses within one and the noise of the last bit`, () => {
    const [unit, times, stride] = [16, 150, 64];
    for (const x of [0.003, 0.02, -0.4]) {
      workspace.reset(3);
      const counters = residual(workspace, [0], stride);
      const pulses = new Float64Array(stride);
      for (let k = 0; k < times; k++) {
        const step = { rows: [0], a: [1], c: filled(stride, x), unit, key: [k, 4] } as const;
        for (const { column, n } of counters.plan(step).hits) pulses[column] += n;
      }
      // A step's rounding has at most variance 1/4 of a step.
      const noise = (5 * Math.sqrt(times / 4)) / unit;
      assertClose(pulses, new Float64Array(stride).fill(times * x), { abs: 1 + noise });
      const mean = pulses.reduce((a, b) => a + b) / stride;
      const rest = counters.counters.reduce((a, b) => a + b) / stride / unit;
      assertClose(mean + rest, times * x, { abs: noise / Math.sqrt(stride) });
    }
  });

  test(`${name}: no pair asks for more than 64 pulses at once`, () => {
    workspace.reset(4);
    const counters = residual(workspace, [0], 16);
    const step = { rows: [0], a: [1], c: filled(16, 1e6), unit: 8, key: [1, 1] } as const;
    for (const { n } of counters.plan(step).hits) assert.is(n, 64);
    for (const counter of counters.counters) assert.ok(counter >= 0 && counter <= 1);
  });

  test(`${name}: hits run row after row, columns ascending, with the polarity of stochastic rounding's draw`, () => {
    workspace.reset(5);
    const step = { rows: [1, 4, 7], a: [1, 1, 1], c: filled(48, 2), unit: 4, key: [8, 1] } as const;
    const { hits } = residual(workspace, upTo(8), 48).plan(step);
    const drawn = stepsOf(workspace, { ...step, unit: 1 });
    assert.is(hits.length, 3 * 48);
    for (const [k, hit] of hits.entries()) assert.equal({ ...hit, n: 2 }, { ...drawn[k], n: 2 });
  });

  test(`${name}: columns without a wish keep their counters`, () => {
    workspace.reset(6);
    const counters = residual(workspace, [0], 32);
    counters.counters.set(upTo(32).map((column) => (column % 2 ? 3 : -3)));
    const before = counters.counters.slice();
    const c = Float32Array.from(upTo(32), (column) => (column === 17 ? 1 : 0));
    const { hits } = counters.plan({ rows: [0], a: [1], c, unit: 4, key: [1, 1] });
    assert.equal(
      hits.map(({ column, n }) => [column, n]),
      [[17, 1]],
    );
    assertSameBits(counters.counters, before);
  });
}

test.run();
