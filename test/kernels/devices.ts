/** A crossbar's description in linear memory, with open access to all that it points at. */
import { ARRAY_BYTES, hitWords, wordsAt } from '../../src/crossbar/layout.ts';
import {
  ALTERNATING,
  COMPLEMENTARY,
  ONE_SIDED,
  OWN_HIGH,
  OWN_LOW,
  OWN_LTD_OFFSET,
  OWN_LTD_SCALE,
  OWN_LTP_OFFSET,
  OWN_LTP_SCALE,
  SINGLE,
  STAT_BYTES,
  STAT_LTD_MET,
  STAT_LTD_PULSES,
  STAT_LTP_MET,
  STAT_LTP_PULSES,
  STAT_RAILS,
} from '../../src/engine/array-records.ts';
import * as word from '../../src/engine/array-words.ts';
import { pointer, type Workspace } from './workspace.ts';

export const SCHEME = {
  single: SINGLE,
  complementary: COMPLEMENTARY,
  alternating: ALTERNATING,
  oneSided: ONE_SIDED,
} as const;

/** The statistics in the order in which tests name them. */
const STATISTICS = [STAT_LTP_PULSES, STAT_LTD_PULSES, STAT_RAILS, STAT_LTP_MET, STAT_LTD_MET];

/** Where each of the planes goes that a test gives in the order scale and offset of LTP, of LTD, lower, upper rail. */
const OWN = [OWN_LTP_SCALE, OWN_LTP_OFFSET, OWN_LTD_SCALE, OWN_LTD_OFFSET, OWN_LOW, OWN_HIGH];

function inPlace(planes: readonly ArrayLike<number>[]): ArrayLike<number>[] {
  const groups: ArrayLike<number>[] = [];
  for (const [k, group] of OWN.entries()) groups[group] = planes[k];
  return groups;
}

/** Steps of a table as they are. */
const FACTOR_OF_STEPS = { scale: 1, offset: 0 };

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
  readonly ownParameters?: readonly ArrayLike<number>[];
  readonly keepsOwed?: boolean;
  /** Steps of LTP and of LTD at equally spaced conductances, instead of `ltp` and `ltd`. */
  readonly table?: readonly [ltp: ArrayLike<number>, ltd: ArrayLike<number>];
  /** Quantiles of steps that are drawn, nodes × quantiles row by row; `table` gives the nodes. */
  readonly drawn?: readonly [ltp: ArrayLike<number>, ltd: ArrayLike<number>];
  /** Whether noise is in proportion to the way gone. */
  readonly noiseOfStep?: boolean;
  /** Conductance at the start: one for all, or one for each device. */
  readonly g?: number | ArrayLike<number>;
}

export interface Devices {
  readonly pointer: number;
  readonly g: Float32Array;
  readonly w: Float32Array;
  readonly counts: Uint32Array;
  /** LTP pulses, LTD pulses, trains that ended on a rail; Σ of what LTP and what LTD pulses met. */
  stats(): Float64Array;
  readonly owed: Float32Array;
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
    ownParameters,
  } = options;
  const { ltp = { scale: 1, offset: 1 / 64 }, ltd = { scale: 1, offset: -1 / 64 }, g: start = 0.5 } = options;
  const plane = rows * stride;
  const total = 2 * m * plane;
  const g = ws.f32(typeof start === 'number' ? new Float32Array(total).fill(start) : start);
  const w = ws.f32(plane);
  const counts = ws.u32(total);
  const stats = ws.f64(STAT_BYTES / 8);
  const owed = ws.f32(plane);
  const floats = (tables: readonly ArrayLike<number>[]) =>
    pointer(ws.f32(tables.flatMap((values) => Array.from(values))));
  const own = ownParameters === undefined ? 0 : floats(inPlace(ownParameters));
  const block = ws.u32(ARRAY_BYTES / 4);
  const { whole, real } = wordsAt(block.buffer, pointer(block));
  whole(word.CONDUCTANCES, pointer(g));
  whole(word.PLANE_BYTES, 4 * plane);
  whole(word.DEVICES_PER_POLARITY, m);
  whole(word.WEIGHTS, pointer(w));
  whole(word.SCHEME, SCHEME[scheme]);
  real(word.GAIN, gain);
  whole(word.PULSE_COUNTS, pointer(counts));
  whole(word.STATS, pointer(stats));
  real(word.SIGMA, sigma);
  whole(word.OWN_PARAMETERS, own);
  const [up, down] = options.table === undefined ? [ltp, ltd] : [FACTOR_OF_STEPS, FACTOR_OF_STEPS];
  real(word.LTP_SCALE, up.scale);
  real(word.LTP_OFFSET, up.offset);
  real(word.LTD_SCALE, down.scale);
  real(word.LTD_OFFSET, down.offset);
  real(word.LAST_STATE, states);
  whole(word.OWED, options.keepsOwed ? pointer(owed) : 0);
  whole(word.NOISE_OF_STEP, options.noiseOfStep ? 1 : 0);
  if (options.table !== undefined) {
    whole(word.STEP_TABLE, floats(options.table));
    real(word.LAST_NODE, options.table[0].length - 1);
    if (options.drawn !== undefined) {
      whole(word.DRAWN_STEPS, floats(options.drawn));
      real(word.LAST_QUANTILE, options.drawn[0].length / options.table[0].length - 1);
    }
  }
  ws.kernels.cacheWeights(pointer(block), plane);
  return {
    pointer: pointer(block),
    g,
    w,
    counts,
    stats: () => Float64Array.from(STATISTICS, (offset) => stats[offset / 8]),
    owed,
    plane,
    apply(hits, { replica = 0, key = [3, 4] } = {}) {
      const list = ws.u32(hitWords(hits.map(([element, n, polarity = 0]) => [element, (n << 1) | polarity])));
      ws.kernels.applyPulses(pointer(block), pointer(list), hits.length, replica, key[0], key[1]);
    },
  };
}

/** LTP and LTD of the soft-bounds kind: N pulses from rail to rail, nonlinearity ν (src/device/laws/affine.ts). */
export function softPulses(nu: number, pulses: number): { ltp: Pulse; ltd: Pulse } {
  const scale = Math.exp(-nu / pulses);
  const top = 1 / (1 - Math.exp(-nu));
  return { ltp: { scale, offset: top * (1 - scale) }, ltd: { scale, offset: (1 - top) * (1 - scale) } };
}
