/** Plain-TypeScript twin of `assembly/write/plan.ts`, `assembly/write/residual.ts` and `assembly/write/pack.ts`. */

import { drawBits, type Key, rowKey, uniform } from '../../../random/generator.ts';
import { HIT_BYTES, HIT_CODE, HIT_ELEMENT } from '../../array-records.ts';
import type { Kernels } from '../../kernels.ts';
import type { Views } from '../views.ts';

const f = Math.fround;

type Plan = Pick<
  Kernels,
  | 'packAbove'
  | 'packColumns'
  | 'denseColumns'
  | 'planStochastic'
  | 'planRounded'
  | 'planCoincidence'
  | 'planResidual'
>;

/** One synapse that an outer product reaches: its place, its draw, and the wanted pulses for its polarity. */
interface Pair {
  readonly element: number;
  readonly bits: number;
  readonly wanted: number;
  readonly row: number;
  readonly at: number;
}

export function planKernels({ f32, i32, u32 }: Views): Plan {
  function pushHit(hits: number, at: number, element: number, n: number, bits: number): void {
    const hit = hits + at * HIT_BYTES;
    u32[(hit + HIT_ELEMENT) >>> 2] = element;
    i32[(hit + HIT_CODE) >>> 2] = (n << 1) | (bits & 1);
  }

  /** Every pair of a listed row and column, in the defined order; `salt` is added to the column that is drawn. */
  function* pairs(
    args: {
      rows: number;
      a: number;
      rowCount: number;
      cols: number;
      c0: number;
      c1: number;
      colCount: number;
    },
    stride: number,
    key: Key,
    salt = 0,
  ): Generator<Pair> {
    for (let k = 0; k < args.rowCount; k++) {
      const row = u32[(args.rows >>> 2) + k];
      const line = rowKey(key, row);
      for (let i = 0; i < args.colCount; i++) {
        const column = u32[(args.cols >>> 2) + i];
        const bits = drawBits(line, (column + salt) | 0);
        const c = f32[((bits & 1 ? args.c1 : args.c0) >>> 2) + i];
        const wanted = f(f32[(args.a >>> 2) + k] * c);
        yield { element: row * stride + column, bits, wanted, row: k, at: i };
      }
    }
  }

  function train(key: Key, index: number, slots: number, probability: number): number {
    const line = rowKey(key, index);
    let bits = 0;
    for (let s = 0; s < slots; s++) if (uniform(drawBits(line, 0x40000000 + s)) < probability) bits |= 1 << s;
    return bits;
  }

  return {
    packAbove(rows, values, x, map, count, threshold) {
      let n = 0;
      for (let k = 0; k < count; k++) {
        const value = f32[(x >>> 2) + k];
        if (!(value > f(threshold))) continue;
        u32[(rows >>> 2) + n] = map === 0 ? k : u32[(map >>> 2) + k];
        f32[(values >>> 2) + n++] = value;
      }
      return n;
    },
    packColumns(cols, c0, c1, d, count, rate, ltp, ltd, threshold) {
      let n = 0;
      for (let i = 0; i < count; i++) {
        const value = f32[(d >>> 2) + i];
        if (!(Math.abs(value) > f(threshold))) continue;
        const w = f(-f(rate) * value);
        u32[(cols >>> 2) + n] = i;
        f32[(c0 >>> 2) + n] = w * f(w > 0 ? ltp : ltd);
        f32[(c1 >>> 2) + n++] = w * f(w > 0 ? ltd : ltp);
      }
      for (let k = n; k < n + 16; k++) {
        u32[(cols >>> 2) + k] = 0;
        f32[(c0 >>> 2) + k] = 0;
        f32[(c1 >>> 2) + k] = 0;
      }
      return n;
    },
    denseColumns(c, d, count, rate, pulses, threshold) {
      for (let i = 0; i < count; i++) {
        const value = f32[(d >>> 2) + i];
        f32[(c >>> 2) + i] = Math.abs(value) > f(threshold) ? f(f(-f(rate) * value) * f(pulses)) : 0;
      }
    },
    planStochastic(hits, rows, a, rowCount, cols, c0, c1, colCount, stride, k0, k1, _scratch) {
      let n = 0;
      for (const pair of pairs({ rows, a, rowCount, cols, c0, c1, colCount }, stride, [k0, k1])) {
        const pulses = Math.floor(f(Math.abs(pair.wanted) + uniform(pair.bits)));
        if (pulses >= 1)
          pushHit(hits, n++, pair.element, Math.sign(pair.wanted) * Math.min(pulses, 65535), pair.bits);
      }
      return n;
    },
    planRounded(hits, rows, a, rowCount, cols, c0, c1, colCount, stride, k0, k1, threshold) {
      let n = 0;
      for (const pair of pairs({ rows, a, rowCount, cols, c0, c1, colCount }, stride, [k0, k1])) {
        const size = Math.abs(pair.wanted);
        const pulses = threshold > 0 ? Number(size >= f(threshold)) : Math.floor(f(size + 0.5));
        if (pulses > 0)
          pushHit(hits, n++, pair.element, Math.sign(pair.wanted) * Math.min(pulses, 65535), pair.bits);
      }
      return n;
    },
    planCoincidence(hits, rows, a, rowCount, cols, c0, c1, colCount, stride, k0, k1, slots, split, trains) {
      const perColumn = f(1 / f(slots * f(split)));
      const lines = Array.from({ length: rowCount }, (_, k) =>
        train([k0, k1], u32[(rows >>> 2) + k], slots, f(f32[(a >>> 2) + k] * f(split))),
      );
      for (let i = 0; i < colCount; i++)
        u32[(trains >>> 2) + i] = train(
          [k1, k0],
          u32[(cols >>> 2) + i],
          slots,
          f(Math.abs(f32[(c0 >>> 2) + i]) * perColumn),
        );
      let n = 0;
      for (const pair of pairs({ rows, a, rowCount, cols, c0, c1, colCount }, stride, [k0, k1], 0x80000000)) {
        let both = u32[(trains >>> 2) + pair.at] & lines[pair.row];
        let pulses = 0;
        for (; both !== 0; both &= both - 1) pulses++;
        const c = f32[((pair.bits & 1 ? c1 : c0) >>> 2) + pair.at];
        if (pulses > 0) pushHit(hits, n++, pair.element, c < 0 ? -pulses : pulses, pair.bits);
      }
      return n;
    },
    planResidual(hits, counters, groups, rows, a, rowCount, c, stride, unit, k0, k1) {
      let n = 0;
      for (let k = 0; k < rowCount; k++) {
        const row = u32[(rows >>> 2) + k];
        const line = rowKey([k0, k1], row);
        const factor = f(f32[(a >>> 2) + k] * unit);
        const counter = (counters >>> 2) + u32[(groups >>> 2) + row] * stride;
        for (let i = 0; i < stride; i++) {
          const wanted = f32[(c >>> 2) + i];
          if (wanted === 0) continue;
          const bits = drawBits(line, i);
          const x = f(factor * wanted);
          const steps = Math.floor(f(Math.min(Math.abs(x), f(unit * 64)) + uniform(bits)));
          const total = i32[counter + i] + (x < 0 ? -steps : steps);
          const pulses = Math.trunc(total / unit);
          i32[counter + i] = total - pulses * unit;
          if (pulses !== 0) pushHit(hits, n++, row * stride + i, pulses, bits);
        }
      }
      return n;
    },
  };
}
