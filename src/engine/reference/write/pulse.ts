/** Plain-TypeScript twin of `assembly/write/pulse.ts`, `table.ts` and `exact.ts`. */

import { drawBits, gaussian, rowKey, uniform } from '../../../random/generator.ts';
import type { Kernels } from '../../kernels.ts';
import type { Views } from '../views.ts';

const f = Math.fround;

type Pulse = Pick<Kernels, 'applyPulses' | 'cacheWeights' | 'planExact' | 'fillUniform'>;

/** What one direction of one device does: its affine pulse and its rails. */
interface Branch {
  readonly scale: number;
  readonly shift: number;
  readonly low: number;
  readonly high: number;
}

export function pulseKernels({ f32, f64, i32, u32 }: Views): Pulse {
  function describe(array: number) {
    const at = array >>> 2;
    return {
      g: u32[at] >>> 2,
      plane: u32[at + 1] >>> 2,
      m: u32[at + 2],
      w: u32[at + 3] >>> 2,
      scheme: u32[at + 4],
      gain: f32[at + 5],
      counts: u32[at + 6] >>> 2,
      stats: u32[at + 7] >>> 3,
      sigma: f32[at + 8],
      params: u32[at + 9] >>> 2,
      uniform: at + 10,
      states: f32[at + 14],
      left: u32[at + 15] >>> 2,
      table: u32[at + 16] >>> 2,
      last: f32[at + 17],
      relative: u32[at + 18] === 1,
      drawn: u32[at + 19] >>> 2,
      top: f32[at + 20],
    };
  }
  type Description = ReturnType<typeof describe>;

  function branchOf(d: Description, device: number, element: number, up: boolean): Branch {
    if (d.params === 0) {
      const at = d.uniform + (up ? 0 : 2);
      return { scale: f32[at], shift: f32[at + 1], low: 0, high: 1 };
    }
    const group = d.plane * d.m * 2;
    const own = d.params + device * d.plane + element;
    const at = own + (up ? 0 : 2 * group);
    return {
      scale: f32[at],
      shift: f32[at + group],
      low: f32[own + 4 * group],
      high: f32[own + 5 * group],
    };
  }

  function pulseOnce(d: Description, g: number, branch: Branch, up: boolean): number {
    const { scale, shift, low, high } = branch;
    const next = d.table === 0 ? f(f(scale * g) + shift) : tableNext(d, g, branch, up);
    return Math.min(Math.max(next, low), high);
  }

  function tableNext(
    { table, last }: Description,
    g: number,
    { scale, low, high }: Branch,
    up: boolean,
  ): number {
    const window = f(high - low);
    const place = window > 0 ? f(f(f(g - low) / window) * last) : 0;
    const node = Math.min(Math.floor(Math.max(place, 0)), last - 1);
    const at = table + (up ? 0 : last + 1) + node;
    const step = f(f32[at] + f(f(place - node) * f(f32[at + 1] - f32[at])));
    const way = f(f(scale * step) * window);
    return up ? f(g + way) : f(g - way);
  }

  /** g after one pulse whose step is the quantile of u. */
  function drawnNext(
    { drawn, last, top }: Description,
    g: number,
    { scale, low, high }: Branch,
    { up, u }: { readonly up: boolean; readonly u: number },
  ): number {
    const window = f(high - low);
    const place = window > 0 ? f(f(f(g - low) / window) * last) : 0;
    const node = Math.min(Math.floor(Math.max(place, 0)), last - 1);
    const draw = f(u * top);
    const below = Math.min(Math.floor(draw), top - 1);
    const quantile = (row: number) => {
      const at = drawn + ((up ? 0 : last + 1) + row) * (top + 1) + below;
      return f(f32[at] + f(f(draw - below) * f(f32[at + 1] - f32[at])));
    };
    const [first, second] = [quantile(node), quantile(node + 1)];
    const step = f(first + f(f(place - node) * f(second - first)));
    const way = f(f(scale * step) * window);
    return Math.min(Math.max(up ? f(g + way) : f(g - way), low), high);
  }

  function weightOf(d: Description, element: number): number {
    const sum = (first: number) => {
      let total = 0;
      for (let k = 0; k < d.m; k++) total = f(total + f32[d.g + (first + k) * d.plane + element]);
      return total;
    };
    return f(d.gain * f(sum(0) - sum(d.m)));
  }

  function movePulses(
    d: Description,
    device: number,
    element: number,
    up: boolean,
    pulses: number,
    key: readonly [number, number],
  ): void {
    const branch = branchOf(d, device, element, up);
    const at = device * d.plane + element;
    let g = f32[d.g + at];
    const before = g;
    const met = g * pulses;
    const line = rowKey(key, element);
    for (let k = 0; k < pulses; k++)
      g =
        d.drawn === 0
          ? pulseOnce(d, g, branch, up)
          : drawnNext(d, g, branch, { up, u: uniform(drawBits(line, device + 2 * d.m * k)) });
    if (d.sigma > 0) {
      const xi = gaussian(drawBits(line, device));
      const noise = f(f(d.sigma * f(Math.sqrt(pulses))) * xi);
      g = f(g + (d.relative ? f(noise * f(Math.abs(f(g - before)) / pulses)) : noise));
    }
    if (d.states > 0) g = f(Math.floor(f(f(g * d.states) + 0.5)) / d.states);
    if (g <= branch.low || g >= branch.high) {
      g = g <= branch.low ? branch.low : branch.high;
      f64[d.stats + 2] += 1;
    }
    f32[d.g + at] = g;
    u32[d.counts + at] += pulses;
    f64[d.stats + (up ? 0 : 1)] += pulses;
    f64[d.stats + (up ? 3 : 4)] += met;
  }

  function pulsesWithin(
    d: Description,
    device: number,
    element: number,
    up: boolean,
    change: number,
    most: number,
    u: number,
  ): number {
    const branch = branchOf(d, device, element, up);
    const start = f32[d.g + device * d.plane + element];
    let g = start;
    let n = 0;
    while (n < most) {
      const next = pulseOnce(d, g, branch, up);
      if (next === g) break;
      if (Math.abs(f(next - start)) > change) {
        if (f(u * Math.abs(f(next - g))) < f(change - Math.abs(f(g - start)))) n++;
        break;
      }
      g = next;
      n++;
    }
    return n;
  }

  function nominalChange(
    d: Description,
    device: number,
    element: number,
    up: boolean,
    n: number,
    minus: boolean,
  ): number {
    const branch = branchOf(d, device, element, up);
    const start = f32[d.g + device * d.plane + element];
    let g = start;
    for (let k = 0; k < n; k++) g = pulseOnce(d, g, branch, up);
    return minus ? f(start - g) : f(g - start);
  }

  return {
    applyPulses(array, hits, count, replica, k0, k1) {
      const d = describe(array);
      for (let h = 0; h < count; h++) {
        const element = u32[(hits >>> 2) + 2 * h];
        const code = i32[(hits >>> 2) + 2 * h + 1];
        const n = code >> 1;
        const up = n > 0;
        const plus = replica;
        const minus = d.m + replica;
        const move = (device: number, direction: boolean) =>
          movePulses(d, device, element, direction, Math.abs(n), [k0, k1]);
        if (d.scheme === 0) move(plus, up);
        else if (d.scheme === 1) {
          move(plus, up);
          move(minus, !up);
        } else if (d.scheme === 2) {
          if (code & 1) move(minus, !up);
          else move(plus, up);
        } else move(up ? plus : minus, true);
        const before = f32[d.w + element];
        const after = weightOf(d, element);
        f32[d.w + element] = after;
        if (d.left !== 0) f32[d.left + element] = f32[d.left + element] - f(after - before);
      }
    },
    cacheWeights(array, count) {
      const d = describe(array);
      for (let element = 0; element < count; element++) f32[d.w + element] = weightOf(d, element);
    },
    planExact(array, hits, rows, a, rowCount, cols, c, colCount, stride, replica, most, rounding, k0, k1) {
      const d = describe(array);
      let count = 0;
      for (let k = 0; k < rowCount; k++) {
        const row = u32[(rows >>> 2) + k];
        const line = rowKey([k0, k1], row);
        for (let i = 0; i < colCount; i++) {
          const column = u32[(cols >>> 2) + i];
          const element = row * stride + column;
          const owed = f(f32[d.left + element] + f(f32[(a >>> 2) + k] * f32[(c >>> 2) + i]));
          f32[d.left + element] = owed;
          const bits = drawBits(line, column);
          const polarity = bits & 1;
          const minus = d.scheme === 2 && polarity === 1;
          const device = minus ? d.m + replica : replica;
          const change = f(Math.abs(owed) / d.gain);
          const u = rounding ? uniform(bits) : 2;
          const n = pulsesWithin(d, device, element, owed > 0 !== minus, change, most, u);
          if (rounding)
            f32[d.left + element] = f(
              d.gain * nominalChange(d, device, element, owed > 0 !== minus, n, minus),
            );
          if (n === 0) continue;
          u32[(hits >>> 2) + 2 * count] = element;
          i32[(hits >>> 2) + 2 * count + 1] = ((owed < 0 ? -n : n) << 1) | polarity;
          count++;
        }
      }
      return count;
    },
    fillUniform(x, count, span, k0, k1) {
      for (let i = 0; i < count; i++) {
        const u = uniform(drawBits(rowKey([k0, k1], i), 0));
        f32[(x >>> 2) + i] = f(span) * f(f(2 * u) - 1);
      }
    },
  };
}
