import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { arrange } from './arrange.ts';
import { pointer, type Workspace } from './workspace.ts';

const test = suite('wires');

/** All that the kernels work on, for conductances that are 0 here and there, and ends that are open here and there. */
function scene(ws: Workspace, rows: number, columns: number) {
  const [lines, pairs] = [Math.ceil(rows / 8) * 8, Math.ceil(columns / 2)];
  /** Ends of so many lines, padded with 1; of either end of a line only one may be open. */
  const ends = (count: number, all: number, mayBeOpen: boolean): Float64Array =>
    ws.f64(
      Array.from({ length: all }, (_, k) =>
        k >= count ? 1 : mayBeOpen && ws.below(4) === 0 ? 0 : ws.draw(0.5, 2),
      ),
    );
  const g = ws.f64(
    Array.from({ length: rows * columns }, () => (ws.below(5) === 0 ? 0 : ws.draw(1e-6, 1e-4))),
  );
  const [left, right] = [ends(rows, lines, false), ends(rows, lines, true)];
  const [top, bottom] = [ends(columns, pairs * 2, true), ends(columns, pairs * 2, false)];
  return {
    ...{ g, left, right, top, bottom },
    records: ws.f64(Array.from({ length: lines * pairs * 12 }, () => ws.draw(-1, 1))),
    word: ws.f64((pairs + 2) * 16),
    carried: ws.f64(pairs * 2),
    fromLeft: ws.f64(Array.from({ length: lines }, (_, i) => (i < rows ? ws.draw(-1, 1) : 0))),
    fromRight: ws.f64(Array.from({ length: lines }, (_, i) => (i < rows ? ws.draw(-1, 1) : 0))),
  };
}

for (const { name, same } of await arrange()) {
  test(`${name}: pivots and passes equal the reference to the bit at every edge size`, () => {
    for (const rows of [1, 2, 7, 8, 9, 17])
      for (const columns of [1, 2, 3, 8, 11])
        same(rows * 100 + columns, (ws) => {
          const s = scene(ws, rows, columns);
          const { wiresAscend, wiresDescend, wiresDrive, wiresFactor } = ws.kernels;
          const [records, word, carried] = [s.records, s.word, s.carried].map(pointer);
          const rho = ws.draw(0.2, 5);
          const ends = [s.left, s.right, s.top, s.bottom].map(pointer) as [number, number, number, number];
          wiresFactor(records, pointer(s.g), rows, columns, ws.draw(1, 1000), rho, ...ends, word, carried);
          wiresDrive(records, rows, columns, pointer(s.fromLeft), pointer(s.fromRight), word);
          let result = wiresAscend(records, rows, columns, 1, rho, carried);
          for (let step = 0; step < 3; step++) {
            result += wiresDescend(records, rows, columns, ws.draw(), rho, word, carried);
            result += wiresAscend(records, rows, columns, ws.draw(), rho, carried);
          }
          assert.ok(Number.isFinite(result));
          return { result };
        });
  });
}

test.run();
