/** One crossbar with an engine to itself, and short ways to look at it and to write to it. */
import { buildCrossbar, type Crossbar, layoutCrossbar } from '../../src/crossbar/crossbar.ts';
import type { CrossbarOptions } from '../../src/crossbar/options.ts';
import { writeOuterProduct } from '../../src/crossbar/write.ts';
import { type Device, linearDevice } from '../../src/device/device.ts';
import { type AffineLaw, affineLaw } from '../../src/device/laws/affine.ts';
import { createArena } from '../../src/engine/arena.ts';
import { STAT_LTD_PULSES, STAT_LTP_PULSES, STAT_RAILS } from '../../src/engine/array-records.ts';
import { type Backend, createEngine } from '../../src/engine/engine.ts';
import { resolveDevice } from '../../src/presets/presets.ts';

export interface Array2d {
  readonly crossbar: Crossbar;
  /** What its pulse scheme has reserved. */
  readonly memory: unknown;
  /** One plane of conductances (k of G⁺, m + k of G⁻), the weights, or a plane's pulse counts: [rows][columns]. */
  conductances(plane: number): Float32Array;
  weights(): Float32Array;
  pulseCounts(plane: number): Uint32Array;
  /** Pulses given in all: LTP, LTD, and trains that ended on a rail. */
  stats(): [ltp: number, ltd: number, clipped: number];
  setConductances(plane: number, value: (element: number) => number): void;
  /** Asks for ΔW = factor of the row × change of the column, for all rows whose factor is not 0. */
  write(change: ArrayLike<number>, update: number, factor?: ArrayLike<number>, small?: boolean): number;
}

/** A small crossbar of alternating pairs of linear devices, without noise. */
export const plainCrossbar: CrossbarOptions = {
  rows: 8,
  columns: 20,
  device: linearDevice({ levels: 100 }),
  scheme: 'alternating',
  m: 1,
  weightScale: 1,
  centre: 'mid-range',
  gains: 'equal',
  pulses: { kind: 'stochastic' },
  initialSpan: 0,
  noise: { c2c: false, d2d: false },
  seed: 1,
  layer: 0,
};

export async function buildArray(
  options: Partial<CrossbarOptions> = {},
  backend?: Backend,
  /** Bytes of linear memory that lie below it. */
  below = 0,
): Promise<Array2d> {
  const full = { ...plainCrossbar, ...options };
  const { rows, columns } = full;
  const arena = createArena();
  arena.reserve(below);
  const at = layoutCrossbar(arena, full);
  const d = arena.reserve(at.stride * 4);
  const engine = await createEngine({ bytes: arena.size(), backend });
  const crossbar = buildCrossbar(engine, at);
  const plane = rows * at.stride * 4;
  const compact = <T extends Float32Array | Uint32Array>(view: (at: number) => T, out: T): T => {
    for (let row = 0; row < rows; row++) out.set(view(row * at.stride * 4), row * columns);
    return out;
  };
  const floats = (start: number) =>
    compact((row) => engine.f32(start + row, columns), new Float32Array(rows * columns));
  const statistic = (offset: number) => engine.f64(at.stats + offset, 1)[0];
  return {
    crossbar,
    memory: at.pulses.memory,
    conductances: (index) => floats(at.g + index * plane),
    weights: () => floats(at.w),
    pulseCounts: (index) =>
      compact((row) => engine.u32(at.counts + index * plane + row, columns), new Uint32Array(rows * columns)),
    stats: () => [statistic(STAT_LTP_PULSES), statistic(STAT_LTD_PULSES), statistic(STAT_RAILS)],
    setConductances(index, value) {
      const g = engine.f32(at.g + index * plane, rows * at.stride);
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++)
          g[row * at.stride + column] = value(row * columns + column);
      engine.kernels.cacheWeights(at.array, rows * at.stride);
    },
    write(change, update, factor = new Float32Array(rows).fill(1), small = false) {
      const lines = engine.u32(at.lines, rows + 16).fill(0);
      const factors = engine.f32(at.factors, rows + 16).fill(0);
      let rowCount = 0;
      for (let row = 0; row < rows; row++) {
        if (factor[row] === 0) continue;
        lines[rowCount] = row;
        factors[rowCount++] = factor[row];
      }
      engine.f32(d, at.stride).fill(0);
      engine.f32(d, columns).set(Float32Array.from(change, (value) => -value));
      const largestFactor = Math.max(...Array.from(factor));
      return writeOuterProduct(crossbar, { rowCount, d, rate: 1, update, largestFactor, small });
    },
  };
}

/** A preset without its noise. */
export function quietDevice(name: string): Device & { readonly law: AffineLaw } {
  const device = resolveDevice(name);
  if (device.law.kind !== 'affine') throw new Error(`${name} has no affine law`);
  return { ...device, law: device.law, c2c: 0 };
}

/** A law whose two branches are equal, NeuroSim's "target" being nu = 0.8 with 64 pulses. */
export function symmetricLaw(nu: number, pulses: number): AffineLaw {
  return affineLaw({ ltp: { nu, pulses }, ltd: { nu, pulses } });
}
