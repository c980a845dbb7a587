/**
 * Writing: one outer product of line factors and column modulators becomes pulses on devices.
 *
 *   wanted ΔW[j][i] = -rate · factor[j] · d[i]
 *
 * The caller has put the lines and factors into `at.lines` and `at.factors` (`rowCount` of them) and gives the
 * modulators d f32 [stride] with zero padding.
 */

import type { Pointer } from '../engine/kernels.ts';
import { deriveKey } from '../engine/reference/random.ts';
import { STREAM } from '../engine/streams.ts';
import { type Crossbar, unitOf } from './crossbar.ts';
import { HIT_CAPACITY } from './layout.ts';

/** Longest pulse train that exact programming gives at once. */
const LONGEST_TRAIN = 64;

export interface OuterProduct {
  readonly rowCount: number;
  readonly d: Pointer;
  readonly rate: number;
  /** Which update this is, counted from 0 over the whole training: the random address, and the device's turn. */
  readonly update: number;
  /** Largest line factor, for coincidence trains; 0 where not known. */
  readonly largestFactor: number;
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
  const noise = deriveKey(seed, STREAM.cycleToCycle, layer, product.update);
  const rowsAtOnce = Math.max(1, Math.floor(HIT_CAPACITY / Math.max(1, columns)));
  let total = 0;
  for (let first = 0; first < rowCount; first += rowsAtOnce) {
    const hits = planRows(crossbar, product, columns, first, Math.min(rowsAtOnce, rowCount - first), replica);
    engine.kernels.applyPulses(at.array, at.hits, hits, replica, noise[0], noise[1]);
    total += hits;
  }
  return total;
}

/** Prepares the column factors; returns how many columns take part. */
function planColumns(crossbar: Crossbar, { d, rate }: OuterProduct): number {
  const { at, engine, options, ltpPulses, ltdPulses, nominalPulses } = crossbar;
  const pack = (up: number, down: number) =>
    engine.kernels.packColumns(at.cols, at.c0, at.c1, d, at.columns, rate, up, down, 0);
  if (options.pulses.kind === 'residual') {
    engine.kernels.denseColumns(at.c0, d, at.stride, rate, nominalPulses, 0);
    return at.stride;
  }
  if (options.pulses.kind === 'exact') return pack(1, 1);
  if (options.scheme === 'one-sided') return pack(ltpPulses, ltpPulses);
  const count = pack(ltpPulses, ltdPulses);
  const polarityMatters = options.scheme === 'alternating';
  if (!polarityMatters && ltpPulses !== ltdPulses) engine.f32(at.c1, count).set(engine.f32(at.c0, count));
  return count;
}

function planRows(
  crossbar: Crossbar,
  { update, largestFactor }: OuterProduct,
  columns: number,
  first: number,
  count: number,
  replica: number,
): number {
  const { at, engine, options } = crossbar;
  const { kernels } = engine;
  const { pulses } = options;
  const [k0, k1] = deriveKey(options.seed, STREAM.pulse, options.layer, update);
  const rows = at.lines + first * 4;
  const a = at.factors + first * 4;
  switch (pulses.kind) {
    case 'stochastic':
      return kernels.planStochastic(
        at.hits,
        rows,
        a,
        count,
        at.cols,
        at.c0,
        at.c1,
        columns,
        at.stride,
        k0,
        k1,
        at.scratch,
      );
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
        at.c1,
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
        at.c1,
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
      return kernels.planExact(
        at.array,
        at.hits,
        rows,
        a,
        count,
        at.cols,
        at.c0,
        columns,
        at.stride,
        replica,
        LONGEST_TRAIN,
        k0,
        k1,
      );
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
