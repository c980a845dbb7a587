/** Plain-TypeScript twin of `assembly/read/vmm.ts`. */
import type { Kernels } from '../../kernels.ts';
import type { Views } from '../views.ts';

const f = Math.fround;

type Vmm = Pick<Kernels, 'vmmEvents' | 'vmmLines' | 'vmmDense' | 'outerAdd' | 'add' | 'clear'>;

export function vmmKernels({ f32, u32, u8 }: Views): Vmm {
  /** y[c] += x · W[c], or W[c] alone where x is undefined; word indices. */
  function addRow(y: number, w: number, count: number, x?: number): void {
    for (let c = 0; c < count; c++) {
      const term = x === undefined ? f32[w + c] : f(x * f32[w + c]);
      f32[y + c] = f32[y + c] + term;
    }
  }
  return {
    vmmEvents(y, w, stride, active, count) {
      for (let k = 0; k < count; k++) addRow(y >>> 2, (w >>> 2) + u32[(active >>> 2) + k] * stride, stride);
    },
    vmmLines(y, w, stride, lines, x, count) {
      for (let k = 0; k < count; k++)
        addRow(y >>> 2, (w >>> 2) + u32[(lines >>> 2) + k] * stride, stride, f32[(x >>> 2) + k]);
    },
    vmmDense(y, w, stride, x, rows) {
      for (let r = 0; r < rows; r++) addRow(y >>> 2, (w >>> 2) + r * stride, stride, f32[(x >>> 2) + r]);
    },
    outerAdd(w, stride, lines, a, count, x) {
      for (let k = 0; k < count; k++)
        addRow((w >>> 2) + u32[(lines >>> 2) + k] * stride, x >>> 2, stride, f32[(a >>> 2) + k]);
    },
    add(y, x, count) {
      addRow(y >>> 2, x >>> 2, count);
    },
    clear(at, bytes) {
      u8.fill(0, at, at + bytes);
    },
  };
}
