/** assembly/write/plan.ts and encodeBernoulli as fast plain TypeScript: the same algorithms, without Wasm and SIMD. */
import { HIT_BYTES, HIT_CODE, HIT_ELEMENT } from '../../src/engine/array-records.ts';
import type { Kernels } from '../../src/engine/kernels.ts';
import { viewsOf } from '../../src/engine/reference/views.ts';
import { drawBits, rowKey0, rowKey1, uniform } from './random.ts';

type Plan = Pick<
  Kernels,
  'encodeBernoulli' | 'planStochastic' | 'planRounded' | 'planCoincidence' | 'planResidual'
>;

function train(k0: number, k1: number, index: number, slots: number, probability: number): number {
  const r0 = rowKey0(k0, index);
  const r1 = rowKey1(k1, r0);
  let bits = 0;
  for (let s = 0; s < slots; s++) if (uniform(drawBits(r0, r1, 0x40000000 + s)) < probability) bits |= 1 << s;
  return bits;
}

function popcount(word: number): number {
  let w = word - ((word >>> 1) & 0x55555555);
  w = (w & 0x33333333) + ((w >>> 2) & 0x33333333);
  return Math.imul((w + (w >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function plainPlans(memory: ArrayBuffer): Plan {
  const { f32, i32, u32 } = viewsOf(memory);
  return {
    encodeBernoulli(events, offsets, counts, lines, rates, active, steps, k0, k1) {
      const [event, offset, count, line, rate] = [
        events >>> 2,
        offsets >>> 2,
        counts >>> 2,
        lines >>> 2,
        rates >>> 2,
      ];
      f32.fill(0, count, count + active);
      let total = 0;
      for (let t = 0; t < steps; t++) {
        u32[offset + t] = total;
        const r0 = rowKey0(k0, t);
        const r1 = rowKey1(k1, r0);
        for (let k = 0; k < active; k++) {
          const index = u32[line + k];
          if (uniform(drawBits(r0, r1, index)) < f32[rate + k]) {
            f32[count + k] += 1;
            u32[event + total++] = index;
          }
        }
      }
      u32[offset + steps] = total;
      return total;
    },
    planStochastic(hits, rows, a, rowCount, cols, c0, c1, colCount, stride, k0, k1) {
      // Without a branch on the polarity, which no predictor could foresee.
      const [first, between] = [c0 >>> 2, (c1 - c0) >>> 2];
      let end = hits;
      for (let k = 0; k < rowCount; k++) {
        const row = u32[(rows >>> 2) + k];
        const factor = f32[(a >>> 2) + k];
        const r0 = rowKey0(k0, row);
        const r1 = rowKey1(k1, r0);
        for (let i = 0; i < colCount; i++) {
          const column = u32[(cols >>> 2) + i];
          const bits = drawBits(r0, r1, column);
          const x = factor * f32[first + (bits & 1) * between + i];
          const t = Math.abs(x) + uniform(bits);
          if (t < 1) continue;
          const n = Math.min(Math.floor(t), 65535);
          u32[(end + HIT_ELEMENT) >>> 2] = row * stride + column;
          i32[(end + HIT_CODE) >>> 2] = ((x < 0 ? -n : n) << 1) | (bits & 1);
          end += HIT_BYTES;
        }
      }
      return (end - hits) / HIT_BYTES;
    },
    planRounded(hits, rows, a, rowCount, cols, c0, c1, colCount, stride, k0, k1, threshold) {
      // Without a branch on the polarity, which no predictor could foresee.
      const [first, between] = [c0 >>> 2, (c1 - c0) >>> 2];
      let end = hits;
      for (let k = 0; k < rowCount; k++) {
        const row = u32[(rows >>> 2) + k];
        const factor = f32[(a >>> 2) + k];
        const r0 = rowKey0(k0, row);
        const r1 = rowKey1(k1, r0);
        for (let i = 0; i < colCount; i++) {
          const column = u32[(cols >>> 2) + i];
          const bits = drawBits(r0, r1, column);
          const x = factor * f32[first + (bits & 1) * between + i];
          const size = Math.abs(x);
          const n = threshold > 0 ? (size >= threshold ? 1 : 0) : Math.min(Math.floor(size + 0.5), 65535);
          if (n === 0) continue;
          u32[(end + HIT_ELEMENT) >>> 2] = row * stride + column;
          i32[(end + HIT_CODE) >>> 2] = ((x < 0 ? -n : n) << 1) | (bits & 1);
          end += HIT_BYTES;
        }
      }
      return (end - hits) / HIT_BYTES;
    },
    planCoincidence(hits, rows, a, rowCount, cols, c0, c1, colCount, stride, k0, k1, slots, split, trains) {
      // Without a branch on the polarity, which no predictor could foresee.
      const [first, between] = [c0 >>> 2, (c1 - c0) >>> 2];
      let end = hits;
      const perColumn = 1 / (slots * split);
      for (let i = 0; i < colCount; i++) {
        const probability = Math.abs(f32[(c0 >>> 2) + i]) * perColumn;
        u32[(trains >>> 2) + i] = train(k1, k0, u32[(cols >>> 2) + i], slots, probability);
      }
      for (let k = 0; k < rowCount; k++) {
        const row = u32[(rows >>> 2) + k];
        const line = train(k0, k1, row, slots, f32[(a >>> 2) + k] * split);
        if (line === 0) continue;
        const r0 = rowKey0(k0, row);
        const r1 = rowKey1(k1, r0);
        for (let i = 0; i < colCount; i++) {
          const both = u32[(trains >>> 2) + i] & line;
          if (both === 0) continue;
          const column = u32[(cols >>> 2) + i];
          const bits = drawBits(r0, r1, (column + 0x80000000) | 0);
          const c = f32[first + (bits & 1) * between + i];
          const n = popcount(both);
          u32[(end + HIT_ELEMENT) >>> 2] = row * stride + column;
          i32[(end + HIT_CODE) >>> 2] = ((c < 0 ? -n : n) << 1) | (bits & 1);
          end += HIT_BYTES;
        }
      }
      return (end - hits) / HIT_BYTES;
    },
    planResidual(hits, counters, groups, rows, a, rowCount, c, stride, unit, k0, k1) {
      let end = hits;
      const limit = unit * 64;
      for (let k = 0; k < rowCount; k++) {
        const row = u32[(rows >>> 2) + k];
        const factor = f32[(a >>> 2) + k] * unit;
        const r0 = rowKey0(k0, row);
        const r1 = rowKey1(k1, r0);
        const counter = (counters >>> 2) + u32[(groups >>> 2) + row] * stride;
        for (let i = 0; i < stride; i++) {
          const wanted = f32[(c >>> 2) + i];
          if (wanted === 0) continue;
          const x = factor * wanted;
          const bits = drawBits(r0, r1, i);
          const steps = Math.floor(Math.min(Math.abs(x), limit) + uniform(bits));
          const total = i32[counter + i] + (x < 0 ? -steps : steps);
          if (total < unit && total > -unit) {
            i32[counter + i] = total;
            continue;
          }
          const n = Math.trunc(total / unit);
          i32[counter + i] = total - n * unit;
          u32[(end + HIT_ELEMENT) >>> 2] = row * stride + i;
          i32[(end + HIT_CODE) >>> 2] = (n << 1) | (bits & 1);
          end += HIT_BYTES;
        }
      }
      return (end - hits) / HIT_BYTES;
    },
  };
}
