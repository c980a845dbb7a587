/**
 * Writing: one outer product of line factors and column modulators becomes pulses on devices.
 *
 *   wanted ΔW[j][i] = -rate · factor[j] · d[i]
 *
 * The caller has put the lines and factors into `at.lines` and `at.factors` (`rowCount` of them) and gives the
 * modulators d f32 [stride] with zero padding.
 */

import { pulseNoise } from '../device/cycle-noise.ts';
import type { Pointer } from '../engine/kernels.ts';
import { cycleNoiseKey, pulseKey, verifyNoiseKey } from '../random/address.ts';
import type { Key } from '../random/generator.ts';
import { type Crossbar, unitOf } from './crossbar.ts';
import type { PulseScheme } from './pulses.ts';
import { gainOf } from './scheme.ts';

/** Longest pulse train that exact programming gives at once. */
const LONGEST_TRAIN = 64;

export interface OuterProduct {
  readonly rowCount: number;
  readonly d: Pointer;
  readonly rate: number;
  /** Which update this is, counted from 0 over the whole training: the random address, and the device's turn. */
  readonly update: number;
  /** Which of the products that are this update together. Default: 0. */
  readonly term?: number;
  /** Largest line factor, for coincidence trains; 0 where not known. */
  readonly largestFactor: number;
  /**
   * One of many small updates: stochastic rounding skips from pulse to pulse instead of asking every synapse, which
   * gives other pulses of the same distribution.
   */
  readonly small: boolean;
  /** How it becomes pulses; default: as the crossbar's options say. */
  readonly pulses?: PulseScheme;
}

/** Applies the outer product; returns the number of synapses that got pulses. */
export function writeOuterProduct(crossbar: Crossbar, product: OuterProduct): number {
  const { at, engine, ideal } = crossbar;
  const { rowCount, d, rate } = product;
  if (rowCount === 0) return 0;
  if (ideal) {
    engine.kernels.denseColumns(at.c0, d, at.stride, rate, 1, 0);
    engine.kernels.outerAdd(at.w, at.stride, at.lines, at.factors, rowCount, at.c0);
    return 0;
  }
  const columns = planColumns(crossbar, product);
  if (columns === 0) return 0;
  const { seed, layer, m } = crossbar.options;
  const replica = m === 1 ? 0 : product.update % m;
  const noise = cycleNoiseKey(seed, layer, product.update, product.term);
  const rowsAtOnce = Math.floor(at.hitCapacity / columns);
  let total = 0;
  for (let first = 0; first < rowCount; first += rowsAtOnce) {
    const run = { first, count: Math.min(rowsAtOnce, rowCount - first), columns, replica };
    const hits = planRows(crossbar, product, run);
    engine.kernels.applyPulses(at.array, at.hits, hits, replica, noise[0], noise[1]);
    if (at.owed > 0) settle(crossbar, product, { run, hits });
    total += hits;
  }
  return total;
}

/** Lines of an update that are planned at once, the packed columns, and which devices they go to. */
interface Run {
  readonly first: number;
  readonly count: number;
  readonly columns: number;
  readonly replica: number;
}

function pulsesOf({ options }: Crossbar, { pulses }: OuterProduct): PulseScheme {
  return pulses ?? options.pulses;
}

/** Prepares the column factors; returns how many columns take part. */
function planColumns(crossbar: Crossbar, product: OuterProduct): number {
  const { d, rate } = product;
  const pulses = pulsesOf(crossbar, product);
  const { at, engine, options, ltpPulses, ltdPulses, nominalPulses } = crossbar;
  if (pulses.kind === 'residual') {
    engine.kernels.denseColumns(at.c0, d, at.stride, rate, nominalPulses, 0);
    return at.stride;
  }
  const [up, down] =
    pulses.kind === 'exact' ? [1, 1] : [ltpPulses, options.scheme === 'one-sided' ? ltpPulses : ltdPulses];
  return engine.kernels.packColumns(at.cols, at.c0, at.c1, d, at.columns, rate, up, down, 0);
}

function planRows(crossbar: Crossbar, product: OuterProduct, run: Run): number {
  const { update, largestFactor } = product;
  const { first, count, columns } = run;
  const { at, engine, options } = crossbar;
  const { kernels } = engine;
  const pulses = pulsesOf(crossbar, product);
  const [k0, k1] = pulseKey(options.seed, options.layer, update, product.term);
  const rows = at.lines + first * 4;
  const a = at.factors + first * 4;
  // Only where the polarity is drawn can a wanted LTP of the weight be an LTD of the device.
  const c1 = options.scheme === 'alternating' ? at.c1 : at.c0;
  switch (pulses.kind) {
    case 'stochastic': {
      const plan = product.small ? kernels.planSkipping : kernels.planStochastic;
      return plan(at.hits, rows, a, count, at.cols, at.c0, c1, columns, at.stride, k0, k1, at.scratch);
    }
    case 'deterministic':
    case 'ternary': {
      const threshold = pulses.kind === 'ternary' ? pulses.threshold : 0;
      return kernels.planRounded(
        at.hits,
        rows,
        a,
        count,
        at.cols,
        at.c0,
        c1,
        columns,
        at.stride,
        k0,
        k1,
        threshold,
      );
    }
    case 'coincidence': {
      const split = splitTrains(crossbar, columns, pulses.slots, largestFactor);
      return kernels.planCoincidence(
        at.hits,
        rows,
        a,
        count,
        at.cols,
        at.c0,
        c1,
        columns,
        at.stride,
        k0,
        k1,
        pulses.slots,
        split,
        at.scratch,
      );
    }
    case 'residual':
      return kernels.planResidual(
        at.hits,
        at.counters,
        at.groups,
        rows,
        a,
        count,
        at.c0,
        at.stride,
        unitOf(pulses),
        k0,
        k1,
      );
    case 'exact':
      crossbar.updateReads += count * columns;
      return planExact(crossbar, run, {
        key: [k0, k1],
        wanted: at.c0,
        rounding: pulses.remainder === 'rounded',
      });
  }
}

function planExact(
  { at, engine }: Crossbar,
  run: Run,
  { key: [k0, k1], wanted, rounding }: { key: Key; wanted: Pointer; rounding: boolean },
): number {
  return engine.kernels.planExact(
    at.array,
    at.hits,
    at.lines + run.first * 4,
    at.factors + run.first * 4,
    run.count,
    at.cols,
    wanted,
    run.columns,
    at.stride,
    run.replica,
    LONGEST_TRAIN,
    Number(rounding),
    k0,
    k1,
  );
}

/**
 * What follows a write of devices whose true changes are followed: written devices are read again and corrected, as
 * often as `verify` says, and what is still owed is forgotten unless it is kept.
 */
function settle(
  crossbar: Crossbar,
  product: OuterProduct,
  { run, hits }: { readonly run: Run; readonly hits: number },
): void {
  const { at, engine } = crossbar;
  const pulses = pulsesOf(crossbar, product);
  if (pulses.kind === 'exact') verifyWritten(crossbar, product, { run, hits, rounds: pulses.verify });
  if (pulses.kind === 'exact' && pulses.remainder === 'kept') return;
  for (const line of engine.u32(at.lines + run.first * 4, run.count))
    engine.kernels.clear(at.owed + line * at.stride * 4, at.stride * 4);
}

/** A device stays as it is where it is less than a pulse off, or by less than the noise that one more would bring. */
function verifyWritten(
  crossbar: Crossbar,
  { update, term }: OuterProduct,
  { run, hits, rounds }: { readonly run: Run; readonly hits: number; readonly rounds: number },
): void {
  const { at, engine, options } = crossbar;
  const { kernels } = engine;
  const key = pulseKey(options.seed, options.layer, update, term);
  if (rounds > 0) kernels.clear(at.c1, at.stride * 4);
  let written = hits;
  for (let round = 1; round <= rounds && written > 0; round++) {
    crossbar.updateReads += written;
    tolerate(crossbar, run);
    written = planExact(crossbar, run, { key, wanted: at.c1, rounding: false });
    const noise = verifyNoiseKey(options.seed, options.layer, update, round, term);
    kernels.applyPulses(at.array, at.hits, written, run.replica, noise[0], noise[1]);
  }
}

/** Forgives what is owed within the noise of one pulse. */
function tolerate({ at, engine, options }: Crossbar, { first, count }: Run): void {
  const { device, m, noise, scheme, weightScale } = options;
  const tolerance = noise.c2c ? gainOf(scheme, weightScale, m) * pulseNoise(device) : 0;
  for (const line of engine.u32(at.lines + first * 4, count)) {
    const owed = engine.f32(at.owed + line * at.stride * 4, at.columns);
    for (let i = 0; i < at.columns; i++) if (Math.abs(owed[i]) <= tolerance) owed[i] = 0;
  }
}

/**
 * How the probability |x| / slots of a coincidence is shared between line and column: so that the busiest line and
 * the busiest column fire equally often (the "update management" of Gokmen & Vlasov).
 */
function splitTrains(
  { at, engine }: Crossbar,
  columns: number,
  slots: number,
  largestFactor: number,
): number {
  const c = engine.f32(at.c0, columns);
  let largest = 0;
  for (let i = 0; i < columns; i++) largest = Math.max(largest, Math.abs(c[i]));
  return largestFactor > 0 && largest > 0 ? Math.sqrt(largest / (slots * largestFactor)) : 1;
}
