/** Plain-TypeScript twin of `assembly/write/pulse.ts`, `table.ts` and `exact.ts`. */

import { drawBits, gaussian, rowKey, uniform } from '../../../random/generator.ts';
import {
  ALTERNATING,
  COMPLEMENTARY,
  HIT_BYTES,
  HIT_CODE,
  HIT_ELEMENT,
  OWN_HIGH,
  OWN_LOW,
  OWN_LTD_OFFSET,
  OWN_LTD_SCALE,
  OWN_LTP_OFFSET,
  OWN_LTP_SCALE,
  SINGLE,
  STAT_LTD_MET,
  STAT_LTD_PULSES,
  STAT_LTP_MET,
  STAT_LTP_PULSES,
  STAT_RAILS,
} from '../../array-records.ts';
import * as word from '../../array-words.ts';
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
    const whole = (offset: number) => u32[(array + offset) >>> 2];
    const real = (offset: number) => f32[(array + offset) >>> 2];
    return {
      g: whole(word.CONDUCTANCES) >>> 2,
      plane: whole(word.PLANE_BYTES) >>> 2,
      m: whole(word.DEVICES_PER_POLARITY),
      w: whole(word.WEIGHTS) >>> 2,
      scheme: whole(word.SCHEME),
      gain: real(word.GAIN),
      counts: whole(word.PULSE_COUNTS) >>> 2,
      stats: whole(word.STATS),
      sigma: real(word.SIGMA),
      ownParameters: whole(word.OWN_PARAMETERS) >>> 2,
      ltp: { scale: real(word.LTP_SCALE), shift: real(word.LTP_OFFSET), low: 0, high: 1 },
      ltd: { scale: real(word.LTD_SCALE), shift: real(word.LTD_OFFSET), low: 0, high: 1 },
      lastState: real(word.LAST_STATE),
      owed: whole(word.OWED) >>> 2,
      table: whole(word.STEP_TABLE) >>> 2,
      lastNode: real(word.LAST_NODE),
      noiseOfStep: whole(word.NOISE_OF_STEP) === 1,
      drawn: whole(word.DRAWN_STEPS) >>> 2,
      lastQuantile: real(word.LAST_QUANTILE),
    };
  }
  type Description = ReturnType<typeof describe>;

  function branchOf(d: Description, device: number, element: number, up: boolean): Branch {
    if (d.ownParameters === 0) return up ? d.ltp : d.ltd;
    const own = d.ownParameters + device * d.plane + element;
    const parameter = (group: number) => f32[own + group * d.plane * d.m * 2];
    return {
      scale: parameter(up ? OWN_LTP_SCALE : OWN_LTD_SCALE),
      shift: parameter(up ? OWN_LTP_OFFSET : OWN_LTD_OFFSET),
      low: parameter(OWN_LOW),
      high: parameter(OWN_HIGH),
    };
  }

  function pulseOnce(d: Description, g: number, branch: Branch, up: boolean): number {
    const { scale, shift, low, high } = branch;
    const next = d.table === 0 ? f(f(scale * g) + shift) : tableNext(d, g, branch, up);
    return Math.min(Math.max(next, low), high);
  }

  function tableNext(
    { table, lastNode }: Description,
    g: number,
    { scale, low, high }: Branch,
    up: boolean,
  ): number {
    const window = f(high - low);
    const place = window > 0 ? f(f(f(g - low) / window) * lastNode) : 0;
    const node = Math.min(Math.floor(Math.max(place, 0)), lastNode - 1);
    const at = table + (up ? 0 : lastNode + 1) + node;
    const step = f(f32[at] + f(f(place - node) * f(f32[at + 1] - f32[at])));
    const way = f(f(scale * step) * window);
    return up ? f(g + way) : f(g - way);
  }

  /** g after one pulse whose step is the quantile of u. */
  function drawnNext(
    { drawn, lastNode, lastQuantile }: Description,
    g: number,
    { scale, low, high }: Branch,
    { up, u }: { readonly up: boolean; readonly u: number },
  ): number {
    const window = f(high - low);
    const place = window > 0 ? f(f(f(g - low) / window) * lastNode) : 0;
    const node = Math.min(Math.floor(Math.max(place, 0)), lastNode - 1);
    const draw = f(u * lastQuantile);
    const below = Math.min(Math.floor(draw), lastQuantile - 1);
    const quantile = (row: number) => {
      const at = drawn + ((up ? 0 : lastNode + 1) + row) * (lastQuantile + 1) + below;
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
      g = f(g + (d.noiseOfStep ? f(noise * f(Math.abs(f(g - before)) / pulses)) : noise));
    }
    if (d.lastState > 0) g = f(Math.floor(f(f(g * d.lastState) + 0.5)) / d.lastState);
    if (g <= branch.low || g >= branch.high) {
      g = g <= branch.low ? branch.low : branch.high;
      f64[(d.stats + STAT_RAILS) >>> 3] += 1;
    }
    f32[d.g + at] = g;
    u32[d.counts + at] += pulses;
    f64[(d.stats + (up ? STAT_LTP_PULSES : STAT_LTD_PULSES)) >>> 3] += pulses;
    f64[(d.stats + (up ? STAT_LTP_MET : STAT_LTD_MET)) >>> 3] += met;
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
        const hit = hits + h * HIT_BYTES;
        const element = u32[(hit + HIT_ELEMENT) >>> 2];
        const code = i32[(hit + HIT_CODE) >>> 2];
        const n = code >> 1;
        const up = n > 0;
        const plus = replica;
        const minus = d.m + replica;
        const move = (device: number, direction: boolean) =>
          movePulses(d, device, element, direction, Math.abs(n), [k0, k1]);
        if (d.scheme === SINGLE) move(plus, up);
        else if (d.scheme === COMPLEMENTARY) {
          move(plus, up);
          move(minus, !up);
        } else if (d.scheme === ALTERNATING) {
          if (code & 1) move(minus, !up);
          else move(plus, up);
        } else move(up ? plus : minus, true);
        const before = f32[d.w + element];
        const after = weightOf(d, element);
        f32[d.w + element] = after;
        if (d.owed !== 0) f32[d.owed + element] = f32[d.owed + element] - f(after - before);
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
          const owed = f(f32[d.owed + element] + f(f32[(a >>> 2) + k] * f32[(c >>> 2) + i]));
          f32[d.owed + element] = owed;
          const bits = drawBits(line, column);
          const polarity = bits & 1;
          const minus = d.scheme === ALTERNATING && polarity === 1;
          const device = minus ? d.m + replica : replica;
          const change = f(Math.abs(owed) / d.gain);
          const u = rounding ? uniform(bits) : 2;
          const n = pulsesWithin(d, device, element, owed > 0 !== minus, change, most, u);
          if (rounding)
            f32[d.owed + element] = f(
              d.gain * nominalChange(d, device, element, owed > 0 !== minus, n, minus),
            );
          if (n === 0) continue;
          const hit = hits + count * HIT_BYTES;
          u32[(hit + HIT_ELEMENT) >>> 2] = element;
          i32[(hit + HIT_CODE) >>> 2] = ((owed < 0 ? -n : n) << 1) | polarity;
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
