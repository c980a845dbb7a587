/** A crossbar's description in linear memory (layout: assembly/write/pulse.ts), with open access to all that it points at. */
import { WORDS } from '../../src/crossbar/layout.ts';
import { pointer, type Workspace } from './workspace.ts';

export const SCHEME = { single: 0, complementary: 1, alternating: 2, oneSided: 3 } as const;

export interface Pulse {
  readonly scale: number;
  readonly offset: number;
}

export interface DeviceOptions {
  readonly rows?: number;
  readonly stride?: number;
  /** Devices per polarity. */
  readonly m?: number;
  readonly scheme?: keyof typeof SCHEME;
  readonly gain?: number;
  readonly sigma?: number;
  readonly states?: number;
  readonly ltp?: Pulse;
  readonly ltd?: Pulse;
  /** Per-device planes in the order LTP scale, offset, LTD scale, offset, low, high; each of 2m·rows·stride values. */
  readonly params?: readonly ArrayLike<number>[];
  readonly withLeft?: boolean;
  /** Steps of LTP and of LTD at equally spaced conductances, instead of `ltp` and `ltd`. */
  readonly table?: readonly [ltp: ArrayLike<number>, ltd: ArrayLike<number>];
  /** Quantiles of steps that are drawn, nodes × quantiles row by row; `table` gives the nodes. */
  readonly drawn?: readonly [ltp: ArrayLike<number>, ltd: ArrayLike<number>];
  /** Whether noise is in proportion to the way gone. */
  readonly relative?: boolean;
  /** Conductance at the start: one for all, or one for each device. */
  readonly g?: number | ArrayLike<number>;
}

export interface Devices {
  readonly pointer: number;
  readonly g: Float32Array;
  readonly w: Float32Array;
  readonly counts: Uint32Array;
  /** LTP pulses, LTD pulses, trains that ended on a rail. */
  readonly stats: Float64Array;
  readonly left: Float32Array;
  /** Elements of one plane. */
  readonly plane: number;
  /** Applies hits given as [element, n, polarity]. */
  apply(
    hits: readonly (readonly number[])[],
    options?: { replica?: number; key?: readonly [number, number] },
  ): void;
}

/** A linear device of 64 pulses by default, in mid-range. */
export function devices(ws: Workspace, options: DeviceOptions = {}): Devices {
  const {
    rows = 1,
    stride = 16,
    m = 1,
    scheme = 'single',
    gain = 1,
    sigma = 0,
    states = 0,
    params,
  } = options;
  const { ltp = { scale: 1, offset: 1 / 64 }, ltd = { scale: 1, offset: -1 / 64 }, g: start = 0.5 } = options;
  const plane = rows * stride;
  const total = 2 * m * plane;
  const g = ws.f32(typeof start === 'number' ? new Float32Array(total).fill(start) : start);
  const w = ws.f32(plane);
  const counts = ws.u32(total);
  const stats = ws.f64(5);
  const left = ws.f32(plane);
  const planes = params === undefined ? undefined : ws.f32(params.flatMap((values) => Array.from(values)));
  const block = ws.u32(WORDS);
  const floats = new Float32Array(block.buffer, block.byteOffset, WORDS);
  block.set([pointer(g), 4 * plane, m, pointer(w), SCHEME[scheme]]);
  floats[5] = gain;
  block.set([pointer(counts), pointer(stats)], 6);
  floats[8] = sigma;
  block[9] = planes === undefined ? 0 : pointer(planes);
  floats.set([ltp.scale, ltp.offset, ltd.scale, ltd.offset, states], 10);
  block[15] = options.withLeft ? pointer(left) : 0;
  if (options.table !== undefined) {
    block[16] = pointer(ws.f32(options.table.flatMap((steps) => Array.from(steps))));
    floats[17] = options.table[0].length - 1;
    floats.set([1, 0, 1, 0], 10);
    if (options.drawn !== undefined) {
      block[19] = pointer(ws.f32(options.drawn.flatMap((steps) => Array.from(steps))));
      floats[20] = options.drawn[0].length / options.table[0].length - 1;
    }
  }
  block[18] = options.relative ? 1 : 0;
  ws.kernels.cacheWeights(pointer(block), plane);
  return {
    pointer: pointer(block),
    g,
    w,
    counts,
    stats,
    left,
    plane,
    apply(hits, { replica = 0, key = [3, 4] } = {}) {
      const list = ws.u32(hits.flatMap(([element, n, polarity = 0]) => [element, (n << 1) | polarity]));
      ws.kernels.applyPulses(pointer(block), pointer(list), hits.length, replica, key[0], key[1]);
    },
  };
}

/** LTP and LTD of the soft-bounds kind: N pulses from rail to rail, nonlinearity ν (src/device/laws/law.ts). */
export function softPulses(nu: number, pulses: number): { ltp: Pulse; ltd: Pulse } {
  const scale = Math.exp(-nu / pulses);
  const top = 1 / (1 - Math.exp(-nu));
  return { ltp: { scale, offset: top * (1 - scale) }, ltd: { scale, offset: (1 - top) * (1 - scale) } };
}
