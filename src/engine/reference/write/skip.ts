/** Plain-TypeScript twin of `assembly/write/skip.ts`. */

import { logf } from '../../../math/exp-log-f32.ts';
import { drawBits, rowKey, uniform } from '../../../random/generator.ts';
import { HIT_BYTES, HIT_CODE, HIT_ELEMENT } from '../../array-records.ts';
import type { Kernels } from '../../kernels.ts';
import type { Views } from '../views.ts';

const f = Math.fround;

export function skipKernels(
  { f32, f64, i32, u32 }: Views,
  { planStochastic }: Pick<Kernels, 'planStochastic'>,
): Pick<Kernels, 'planSkipping'> {
  return {
    planSkipping(hits, rows, a, rowCount, cols, c0, c1, colCount, stride, k0, k1, scratch) {
      if (rowCount === 0 || colCount === 0) return 0;
      const sums = f64.subarray(scratch >>> 3, (scratch >>> 3) + colCount + 1);
      let largest = 0;
      let sum = 0;
      for (let i = 0; i < colCount; i++) {
        const size = Math.max(Math.abs(f32[(c0 >>> 2) + i]), Math.abs(f32[(c1 >>> 2) + i]));
        largest = Math.max(largest, size);
        sums[i] = sum;
        sum += size;
      }
      sums[colCount] = sum;
      let largestFactor = 0;
      for (let k = 0; k < rowCount; k++) largestFactor = Math.max(largestFactor, f32[(a >>> 2) + k]);
      const most = largestFactor * largest;
      if (!(most <= 1 / 16))
        return planStochastic(hits, rows, a, rowCount, cols, c0, c1, colCount, stride, k0, k1, scratch);
      const kappa = 1 + most * (0.5 + most * (1 / 3 + most));
      const line = rowKey([k0, k1], 0x80000000 + u32[rows >>> 2]);
      const waitingTime = (draw: number) => -logf(f(uniform(drawBits(line, draw)) + 2 ** -24));
      let end = hits;
      let draw = 0;
      let wait = waitingTime(draw);
      for (let k = 0; k < rowCount; k++) {
        for (; k + 4 < rowCount; k += 4) {
          const [a0, a1, a2, a3] = f32.subarray((a >>> 2) + k, (a >>> 2) + k + 4);
          const room = kappa * sum * (a0 + a1 + (a2 + a3));
          if (wait < room) break;
          wait -= room;
        }
        const factor = f32[(a >>> 2) + k];
        const rate = kappa * factor;
        let place = 0;
        for (;;) {
          const room = (sum - place) * rate;
          if (wait >= room) {
            wait -= room;
            break;
          }
          place += wait / rate;
          const i = columnAt(sums, colCount, place);
          place = sums[i + 1];
          const bits = drawBits(line, draw + 1);
          const x = f(factor * f32[((bits & 1 ? c1 : c0) >>> 2) + i]);
          const y = rate * (place - sums[i]);
          const met = y * (1 - y * (1 / 2 - y * (1 / 6 - y * (1 / 24))));
          if (uniform(bits) * met < Math.abs(x)) {
            u32[(end + HIT_ELEMENT) >>> 2] = u32[(rows >>> 2) + k] * stride + u32[(cols >>> 2) + i];
            i32[(end + HIT_CODE) >>> 2] = ((x < 0 ? -1 : 1) << 1) | (bits & 1);
            end += HIT_BYTES;
          }
          draw += 2;
          wait = waitingTime(draw);
        }
      }
      return (end - hits) / HIT_BYTES;
    },
  };
}

function columnAt(sums: Float64Array, count: number, place: number): number {
  let low = 0;
  for (let size = count; size > 1; ) {
    const half = size >> 1;
    if (sums[low + half] <= place) low += half;
    size -= half;
  }
  return low;
}
