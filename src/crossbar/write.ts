/**
 * Writing: one outer product of line factors and column modulators becomes pulses on devices. The caller has put lines
 * and factors into `at.lines` and `at.factors`. What becomes of a wanted change is the pulse scheme's business.
 */
import { cycleNoiseKey, pulseKey } from '../random/address.ts';
import type { Crossbar } from './crossbar.ts';
import type { OuterProduct, Run } from './product.ts';
import type { PulseWriter } from './pulses/scheme.ts';

/**
 * Applies the outer product; returns the number of synapses that got pulses. `by` another writer than the crossbar's
 * own, where an update is to become pulses in another way.
 */
export function writeOuterProduct(crossbar: Crossbar, product: OuterProduct, by = crossbar.writer): number {
  const { at, engine, ideal } = crossbar;
  const { rowCount, d, rate } = product;
  if (rowCount === 0) return 0;
  if (ideal) {
    engine.kernels.denseColumns(at.c0, d, at.stride, rate, 1, 0);
    engine.kernels.outerAdd(at.w, at.stride, at.lines, at.factors, rowCount, at.c0);
    return 0;
  }
  const columns = by.prepare(d, rate);
  return columns === 0 ? 0 : writeRuns(crossbar, product, { by, columns });
}

/** As many lines at once as there is room for hits. */
function writeRuns(
  crossbar: Crossbar,
  product: OuterProduct,
  { by, columns }: { readonly by: PulseWriter; readonly columns: number },
): number {
  const { at, engine, options, writer } = crossbar;
  const { seed, layer, m } = options;
  const { rowCount, update, term } = product;
  const replica = m === 1 ? 0 : update % m;
  const key = pulseKey(seed, layer, update, term);
  const noise = cycleNoiseKey(seed, layer, update, term);
  const rowsAtOnce = Math.floor(at.hitCapacity / columns);
  let total = 0;
  for (let first = 0; first < rowCount; first += rowsAtOnce) {
    const run: Run = { first, count: Math.min(rowsAtOnce, rowCount - first), columns, replica, key };
    const hits = by.plan(run, product);
    engine.kernels.applyPulses(at.array, at.hits, hits, replica, noise[0], noise[1]);
    by.settle?.(run, product, hits);
    if (by !== writer) writer.overwritten?.(run);
    total += hits;
  }
  return total;
}
