import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { strideOf } from '../../src/engine/arena.ts';
import { assertClose } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { EDGES, pointer, type Workspace } from './workspace.ts';

const test = suite('vmm');

/** W f32 [rows][stride], padding columns 0. */
function weights(ws: Workspace, rows: number, columns: number): Float32Array {
  const stride = strideOf(columns);
  const w = ws.f32(rows * stride);
  for (let r = 0; r < rows; r++) w.set(ws.draws(columns, -1, 1), r * stride);
  return w;
}

/** y[c] + Σ_k x[k]·W[lines[k]][c] in float64. */
function columnSums(y: Float32Array, w: Float32Array, lines: ArrayLike<number>, x: (k: number) => number) {
  const sums = Float64Array.from(y);
  for (let k = 0; k < lines.length; k++)
    for (let c = 0; c < y.length; c++) sums[c] += x(k) * w[lines[k] * y.length + c];
  return sums;
}

for (const { name, workspace, same } of await arrange()) {
  test(`${name}: reads equal the reference to the bit at every edge size`, () => {
    for (const count of EDGES)
      for (const columns of [1, 15, 16, 17, 33]) {
        const stride = strideOf(columns);
        same(count * 100 + columns, (ws) => {
          const w = weights(ws, 20, columns);
          const y = ws.f32(ws.draws(stride, -1, 1));
          ws.kernels.vmmEvents(pointer(y), pointer(w), stride, pointer(ws.u32(ws.choose(count, 20))), count);
          return {};
        });
        same(count * 100 + columns, (ws) => {
          const w = weights(ws, 20, columns);
          const y = ws.f32(ws.draws(stride, -1, 1));
          const lines = ws.u32(ws.choose(count, 20));
          const x = ws.f32(ws.draws(count, -1, 1));
          ws.kernels.vmmLines(pointer(y), pointer(w), stride, pointer(lines), pointer(x), count);
          return {};
        });
        same(count * 100 + columns, (ws) => {
          const w = weights(ws, count, columns);
          const y = ws.f32(ws.draws(stride, -1, 1));
          const x = ws.f32(ws.draws(count, -1, 1));
          ws.kernels.vmmDense(pointer(y), pointer(w), stride, pointer(x), count);
          return {};
        });
      }
  });

  test(`${name}: reads equal the reference to the bit at random sizes`, () => {
    for (let seed = 0; seed < 20; seed++)
      same(seed, (ws) => {
        const [rows, columns] = [1 + ws.below(90), 1 + ws.below(120)];
        const stride = strideOf(columns);
        const w = weights(ws, rows, columns);
        const [y, z] = [ws.f32(stride), ws.f32(stride)];
        const lines = ws.u32(ws.choose(ws.below(rows + 1), rows));
        ws.kernels.vmmEvents(pointer(y), pointer(w), stride, pointer(lines), lines.length);
        ws.kernels.vmmDense(pointer(z), pointer(w), stride, pointer(ws.f32(ws.draws(rows))), rows);
        return {};
      });
  });

  test(`${name}: a read is the sum over rows, within float32 rounding`, () => {
    workspace.reset(1);
    const [rows, stride] = [37, 32];
    const w = weights(workspace, rows, stride);
    const start = workspace.draws(stride, -1, 1);
    const [byEvents, byLines, dense] = [1, 2, 3].map(() => workspace.f32(start));
    const lines = workspace.u32([3, 0, 36, 7, 8, 21, 3]);
    const x = workspace.f32(workspace.draws(rows, -1, 1));
    const { vmmEvents, vmmLines, vmmDense } = workspace.kernels;
    vmmEvents(pointer(byEvents), pointer(w), stride, pointer(lines), lines.length);
    vmmLines(pointer(byLines), pointer(w), stride, pointer(lines), pointer(x), lines.length);
    vmmDense(pointer(dense), pointer(w), stride, pointer(x), rows);
    const all = Array.from({ length: rows }, (_, r) => r);
    // rows additions of numbers below 1 in sums below 40: each rounds by at most 2^-24 · 40.
    const tolerance = { abs: rows * 40 * 2 ** -24 };
    assertClose(
      byEvents,
      columnSums(start, w, lines, () => 1),
      tolerance,
    );
    assertClose(
      byLines,
      columnSums(start, w, lines, (k) => x[k]),
      tolerance,
    );
    assertClose(
      dense,
      columnSums(start, w, all, (r) => x[r]),
      tolerance,
    );
  });

  test(`${name}: rows are added in list order, each product rounded before its sum`, () => {
    workspace.reset(2);
    const w = workspace.f32(5 * 16);
    for (const [r, value] of [1, 2 ** 24, 1, -(2 ** 24), 3].entries()) w.fill(value, r * 16, r * 16 + 16);
    // 2^24 + 1 = 2^24 in float32, so that the order shows.
    for (const [order, sum] of [
      [[0, 1, 2, 3, 4], 3],
      [[1, 3, 0, 2, 4], 5],
      [[4, 0, 1, 3, 2], 5],
      [[1, 0, 2, 4, 3], 4],
    ] as const) {
      const y = workspace.f32(16);
      workspace.kernels.vmmEvents(pointer(y), pointer(w), 16, pointer(workspace.u32(order)), 5);
      assert.is(y[0], sum, `order ${order}`);
      assert.is(y[15], sum, `order ${order}`);
    }
  });

  test(`${name}: padding columns of a read stay 0`, () => {
    workspace.reset(3);
    const w = weights(workspace, 9, 5);
    const y = workspace.f32(16);
    const lines = workspace.u32([0, 1, 2, 3, 4, 8]);
    workspace.kernels.vmmEvents(pointer(y), pointer(w), 16, pointer(lines), 6);
    assert.is(y.subarray(5).filter((value) => value !== 0).length, 0);
    assert.is(y.subarray(0, 5).filter((value) => value === 0).length, 0);
  });

  test(`${name}: outerAdd, add and clear equal the reference to the bit`, () => {
    for (const count of EDGES)
      same(count, (ws) => {
        const stride = strideOf(1 + ws.below(60));
        const w = weights(ws, 20, stride);
        const lines = ws.u32(ws.choose(count, 20));
        const [a, x] = [ws.f32(ws.draws(count, -1, 1)), ws.f32(ws.draws(stride, -1, 1))];
        ws.kernels.outerAdd(pointer(w), stride, pointer(lines), pointer(a), count, pointer(x));
        const [y, z] = [ws.f32(ws.draws(stride)), ws.f32(ws.draws(stride))];
        ws.kernels.add(pointer(y), pointer(z), stride - 4);
        ws.kernels.clear(pointer(ws.f32(ws.draws(20))), 4 * count);
        return {};
      });
  });

  test(`${name}: outerAdd moves the listed rows by a·x and no other`, () => {
    workspace.reset(4);
    const w = workspace.f32(workspace.draws(6 * 16));
    const before = w.slice();
    const x = workspace.f32(workspace.draws(16, -1, 1));
    const lines = workspace.u32([1, 4]);
    const a = workspace.f32([0.5, -2]);
    workspace.kernels.outerAdd(pointer(w), 16, pointer(lines), pointer(a), 2, pointer(x));
    const factor = [0, 0.5, 0, 0, -2, 0];
    const expected = before.map((value, i) => value + factor[i >> 4] * x[i & 15]);
    assertClose(w, expected, { abs: 2 ** -22 });
    assert.is(w[0], before[0]);
  });
}

test.run();
