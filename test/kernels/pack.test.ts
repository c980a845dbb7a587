import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, assertSameBits } from '../support/assert-close.ts';
import { arrange } from './arrange.ts';
import { upTo } from './plans.ts';
import { EDGES, pointer, type Workspace } from './workspace.ts';

const test = suite('pack');

function packAbove(
  ws: Workspace,
  x: ArrayLike<number>,
  map: readonly number[] | undefined,
  threshold: number,
) {
  const rows = ws.u32(x.length + 4);
  const values = ws.f32(x.length + 4);
  const at = [rows, values, ws.f32(x)].map(pointer) as [number, number, number];
  const mapAt = map === undefined ? 0 : pointer(ws.u32(map));
  const count = ws.kernels.packAbove(...at, mapAt, x.length, threshold);
  return { count, rows, values };
}

function packColumns(
  ws: Workspace,
  d: ArrayLike<number>,
  rate: number,
  ltp: number,
  ltd: number,
  above: number,
) {
  const cols = ws.u32(new Uint32Array(d.length + 16).fill(9));
  const [c0, c1] = [ws.f32(ws.draws(d.length + 16)), ws.f32(ws.draws(d.length + 16))];
  const at = [cols, c0, c1, ws.f32(d)].map(pointer) as [number, number, number, number];
  const count = ws.kernels.packColumns(...at, d.length, rate, ltp, ltd, above);
  return { count, cols, c0, c1 };
}

for (const { name, workspace, same } of await arrange()) {
  test(`${name}: equals the reference to the bit, within the documented slack`, () => {
    for (const count of [...EDGES, 200])
      for (const threshold of [0, 0.4, 2])
        same(count * 10 + threshold, (ws) => {
          const x = Float32Array.from(ws.draws(count, -1, 1), (value) => (ws.below(4) ? value : 0));
          const listed = packAbove(ws, x, undefined, threshold);
          const mapped = packAbove(ws, x, ws.choose(count, 784), threshold);
          const columns = packColumns(ws, x, ws.draw(), ws.draw(1, 100), ws.draw(1, 100), threshold);
          const dense = ws.f32(count);
          ws.kernels.denseColumns(
            pointer(dense),
            pointer(ws.f32(x)),
            count,
            ws.draw(),
            ws.draw(1, 99),
            threshold,
          );
          return {
            result: listed.count * 1e6 + mapped.count * 1e3 + columns.count,
            slack: [
              ...[listed.rows, listed.values].map((list) => list.subarray(listed.count, listed.count + 4)),
              ...[mapped.rows, mapped.values].map((list) => list.subarray(mapped.count, mapped.count + 4)),
            ],
          };
        });
  });

  test(`${name}: packAbove lists what is above the threshold, in order, under its index or its name`, () => {
    workspace.reset(1);
    const x = [0.5, 0.2, -3, 0.2000001, 0, 7, 0.1, 1];
    const { count, rows, values } = packAbove(workspace, x, undefined, 0.2);
    // 0.2 as float32 is not above 0.2 as float32.
    assert.equal([...rows.subarray(0, count)], [0, 3, 5, 7]);
    assertSameBits(values.slice(0, count), Float32Array.of(0.5, 0.2000001, 7, 1));
    const named = packAbove(workspace, x, [10, 20, 30, 40, 50, 60, 70, 80], 0.2);
    assert.equal([...named.rows.subarray(0, named.count)], [10, 40, 60, 80]);
  });

  test(`${name}: packColumns turns δ into pulses against its sign, each polarity at its own price`, () => {
    workspace.reset(2);
    const { count, cols, c0, c1 } = packColumns(workspace, [0.5, 0, -0.25, 0.1, -2, 0.1], 0.5, 60, 20, 0.1);
    assert.equal([...cols.subarray(0, count)], [0, 2, 4]);
    // w = -rate·δ = -0.25, +0.125, +1. Depression of W costs LTD pulses of a positive device, LTP of a negative one.
    assertClose(c0.slice(0, 3), [-0.25 * 20, 0.125 * 60, 60], { rel: 1e-6 });
    assertClose(c1.slice(0, 3), [-0.25 * 60, 0.125 * 20, 20], { rel: 1e-6 });
  });

  test(`${name}: packColumns sets the sixteen entries behind its list to 0`, () => {
    workspace.reset(3);
    for (const columns of [0, 5, 40]) {
      const { count, cols, c0, c1 } = packColumns(workspace, workspace.draws(columns, -1, 1), 1, 9, 9, 0.5);
      for (const list of [cols, c0, c1])
        assert.equal([...list.slice(count, count + 16)], new Array(16).fill(0));
    }
  });

  test(`${name}: denseColumns is -rate·δ·pulses where |δ| is above the threshold, also in place`, () => {
    workspace.reset(4);
    const d = workspace.f32([0.5, -0.5, 0.3, -0.31, 0, 2, 0.30001, -0.1]);
    workspace.kernels.denseColumns(pointer(d), pointer(d), 8, 0.1, 50, Math.fround(0.3));
    assertClose(d, [-2.5, 2.5, 0, 1.55, 0, -10, -1.50005, 0], { rel: 1e-6 });
    const all = packColumns(workspace, upTo(8), 1, 2, 2, 0);
    assert.is(all.count, 7);
  });
}

test.run();
