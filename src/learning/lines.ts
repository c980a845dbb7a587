/** The lines of an outer product with their factors, listed where the crossbar's writing kernels look for them. */
import type { Pointer } from '../engine/kernels.ts';
import type { Network } from '../network/network.ts';
import type { Projection } from '../network/projection.ts';
import type { ProjectionView } from './rules/projection.ts';
import type { Pre } from './rules/rule.ts';

/** Sums of traces at or below this are silence. */
const SILENCE = 1e-6;

export interface Listing {
  /** Lists what `pre` asks for, over the last `width` steps; what it found stands in the fields below. */
  list(pre: Pre, width: number): void;
  rowCount: number;
  /** Turns a listed factor into what was asked for. */
  perUnit: number;
  /** Largest factor that there can be; 0 where that is not known. */
  largestFactor: number;
}

export interface ListingOptions {
  readonly network: Network;
  readonly projection: Projection;
  readonly view: ProjectionView;
  /** Whether updates are written within a presentation, from traces. */
  readonly within: boolean;
  /** Lines at or below this mean rate have none. */
  readonly lineThreshold: number;
}

export function createListing({ network, projection, view, within, lineThreshold }: ListingOptions): Listing {
  const { engine } = network;
  const { kernels } = engine;
  const { steps } = network.options;
  const { crossbar, lines, rows, traces } = projection;
  // Graded lines have no traces: what they carry is their mean rate.
  const sums = within && !lines.graded ? (traces?.sum ?? 0) : 0;
  const [words, reals] = [engine.u32(0, network.bytes / 4), engine.f32(crossbar.factors, rows)];
  const own = engine.u32(crossbar.lines, rows);

  /** Those whose x, f32 in the order of their list, is above the threshold. */
  function above(x: Pointer, threshold: number): void {
    const { list, listed } = lines;
    listing.rowCount = kernels.packAbove(crossbar.lines, crossbar.factors, x, list, listed, threshold);
  }

  function scaled(perUnit: number, largestFactor: number): void {
    listing.perUnit = perUnit;
    listing.largestFactor = largestFactor;
  }

  const listing: Listing = {
    rowCount: 0,
    perUnit: 1,
    largestFactor: 0,
    list(pre, width) {
      scaled(1, 1);
      if (pre === 'rate') {
        if (sums > 0) above(sums, Math.max(lineThreshold * width, SILENCE));
        else above(lines.counts, lineThreshold * steps);
        const unit = sums > 0 ? width : steps;
        scaled(1 / unit, 1 / (1 / unit));
      } else if (pre === 'trace') {
        above(traces?.p ?? 0, 0);
      } else if (pre === 'spikes') {
        const { at, count } = view.events;
        words.copyWithin(crossbar.lines / 4, at / 4, at / 4 + count);
        reals.fill(1, 0, count);
        listing.rowCount = count;
      } else if (pre === 'all') {
        for (let row = 0; row < rows; row++) own[row] = row;
        reals.fill(1);
        listing.rowCount = rows;
      } else {
        listing.rowCount = kernels.packAbove(crossbar.lines, crossbar.factors, pre.at, 0, rows, 0);
        scaled(1, 0);
      }
    },
  };
  return listing;
}
