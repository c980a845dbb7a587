/** Crossbar reads and the local error as fast plain TypeScript: tight loops over typed arrays. */
import type { Kernels } from '../../src/engine/kernels.ts';
import { viewsOf } from '../../src/engine/reference/views.ts';

type Layer = Pick<
  Kernels,
  | 'vmmEvents'
  | 'vmmLines'
  | 'vmmDense'
  | 'outerAdd'
  | 'add'
  | 'lifStep'
  | 'softmax'
  | 'readoutError'
  | 'localDelta'
  | 'accumulateDelta'
>;

export function plainLayer(memory: ArrayBuffer): Layer {
  const { f32, u32 } = viewsOf(memory);

  function addRow(y: number, w: number, count: number): void {
    for (let c = 0; c < count; c++) f32[y + c] += f32[w + c];
  }

  function addScaledRow(y: number, w: number, count: number, x: number): void {
    for (let c = 0; c < count; c++) f32[y + c] += x * f32[w + c];
  }

  function softmax(p: number, scores: number, scale: number, classes: number): void {
    const [to, from] = [p >>> 2, scores >>> 2];
    let top = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) top = Math.max(top, scale * f32[from + k]);
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      f32[to + k] = Math.exp(scale * f32[from + k] - top);
      sum += f32[to + k];
    }
    for (let k = 0; k < classes; k++) f32[to + k] /= sum;
  }

  return {
    vmmEvents(y, w, stride, active, count) {
      for (let k = 0; k < count; k++) addRow(y >>> 2, (w >>> 2) + u32[(active >>> 2) + k] * stride, stride);
    },
    vmmLines(y, w, stride, lines, x, count) {
      for (let k = 0; k < count; k++)
        addScaledRow(y >>> 2, (w >>> 2) + u32[(lines >>> 2) + k] * stride, stride, f32[(x >>> 2) + k]);
    },
    vmmDense(y, w, stride, x, rows) {
      for (let r = 0; r < rows; r++)
        addScaledRow(y >>> 2, (w >>> 2) + r * stride, stride, f32[(x >>> 2) + r]);
    },
    outerAdd(w, stride, lines, a, count, x) {
      for (let k = 0; k < count; k++)
        addScaledRow((w >>> 2) + u32[(lines >>> 2) + k] * stride, x >>> 2, stride, f32[(a >>> 2) + k]);
    },
    add(y, x, count) {
      addRow(y >>> 2, x >>> 2, count);
    },
    lifStep(q, p, r, u, current, counts, spikes, padded, alpha, beta, drive, rho, gamma, theta, reset) {
      const [atQ, atP, atR, atU] = [q >>> 2, p >>> 2, r >>> 2, u >>> 2];
      const [atCurrent, atCounts, atSpikes] = [current >>> 2, counts >>> 2, spikes >>> 2];
      let fired = 0;
      for (let i = 0; i < padded; i++) {
        const q0 = f32[atQ + i];
        let pv = alpha * f32[atP + i] + (1 - alpha) * q0;
        let qv = beta * q0 + drive * f32[atCurrent + i];
        if (!(Math.abs(pv) > 1e-30)) pv = 0;
        if (!(Math.abs(qv) > 1e-30)) qv = 0;
        const rv = f32[atR + i];
        const uv = pv - rho * rv;
        let rn = gamma * rv;
        if (uv > theta) {
          rn += 1;
          f32[atCounts + i] += 1;
          u32[atSpikes + fired++] = i;
          if (reset === 1) {
            pv = 0;
            qv = 0;
          } else if (reset === 2) pv -= theta;
        }
        f32[atP + i] = pv;
        f32[atQ + i] = qv;
        f32[atR + i] = rn > 1e-30 ? rn : 0;
        f32[atU + i] = uv;
        f32[atCurrent + i] = 0;
      }
      return fired;
    },
    softmax,
    readoutError(e, scores, scale, classes, label, kind) {
      const [to, from] = [e >>> 2, scores >>> 2];
      if (kind === 0) {
        softmax(e, scores, scale, classes);
        f32[to + label] -= 1;
        return;
      }
      for (let k = 0; k < classes; k++) {
        const y = scale * f32[from + k];
        const target = k === label ? 1 : -1;
        if (kind === 1) f32[to + k] = k === label ? y - 1 : y;
        else f32[to + k] = target * y < 1 ? -target : 0;
      }
    },
    localDelta(delta, e, back, u, stride, classes, theta, width, surrogate) {
      const [to, error, g, membrane] = [delta >>> 2, e >>> 2, back >>> 2, u >>> 2];
      for (let i = 0; i < stride; i++) {
        const distance = width * Math.abs(f32[membrane + i] - theta);
        let slope: number;
        if (surrogate === 0) slope = distance < 1 ? 1 - distance : 0;
        else if (surrogate === 1) slope = 1 / ((1 + distance) * (1 + distance));
        else slope = distance < 1 ? 1 : 0;
        let sum = 0;
        if (slope > 0) for (let k = 0; k < classes; k++) sum += f32[error + k] * f32[g + k * stride + i];
        f32[to + i] = sum * slope;
      }
    },
    accumulateDelta(sum, delta, u, count, membrane, bias) {
      const [to, from, at] = [sum >>> 2, delta >>> 2, u >>> 2];
      for (let i = 0; i < count; i++) {
        const d = f32[from + i];
        f32[to + i] += d + Math.abs(d) * (membrane * f32[at + i] + bias);
      }
    },
  };
}
