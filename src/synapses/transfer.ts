/**
 * Tiki-Taka: updates go to a fast array A, a single device per synapse against a reference at its symmetry point, where
 * cancelling pulses average out; line by line A is read and written into the slow array C, the one that the network
 * reads (Gokmen & Haensch, Front. Neurosci. 14:103, 2020, alg. 1 with γ = 0). Where C has residual counters, these are
 * the digital array H of its second version (Gokmen, Front. Artif. Intell. 4:699148, 2021). Choppers and the reference
 * taken on the way are those of Rasch et al., Nat. Commun. 15:7133, 2024: c-TTv2 and AGAD.
 */
import type { Crossbar, CrossbarOptions } from '../crossbar/crossbar.ts';
import type { CrossbarLayout } from '../crossbar/layout.ts';
import { type OuterProduct, writeOuterProduct } from '../crossbar/write.ts';
import type { Arena } from '../engine/arena.ts';
import type { Pointer } from '../engine/kernels.ts';
import { arrayNumber, chopperKey } from '../random/address.ts';
import { drawBits, rowKey, uniform } from '../random/generator.ts';
import type { Organisation } from './organisation.ts';
import { writeRow } from './row.ts';
import type { Updates } from './updates.ts';

type Transfer = Extract<Organisation, { kind: 'transfer' }>;

/** Share of a new read in the running mean of a line. */
const NEW = 0.1;

export interface TransferMemory {
  /** Whether a line's sign is flipped: u32 [rows]. */
  readonly flipped: Pointer;
  /** f32 [rows][stride]: running mean of a line's reads, and what it was at the last flip. */
  readonly mean: Pointer;
  readonly reference: Pointer;
  /** f32 [stride]: what one read gave. */
  readonly read: Pointer;
}

/** The array A of an array C: one device a synapse, all weights 0, a range of ±1. */
export function fastArray(slow: CrossbarOptions): CrossbarOptions {
  return {
    ...slow,
    scheme: 'single',
    m: 1,
    weightScale: 1,
    centre: slow.centre === 'mid-range' ? 'symmetry-point' : slow.centre,
    pulses: { kind: 'stochastic' },
    initialSpan: 0,
    layer: arrayNumber(slow.layer, 1),
  };
}

export function layoutTransfer(arena: Arena, { rows, stride }: CrossbarLayout): TransferMemory {
  return {
    flipped: arena.reserve(rows * 4),
    mean: arena.reserve(rows * stride * 4),
    reference: arena.reserve(rows * stride * 4),
    read: arena.reserve(stride * 4),
  };
}

export function buildTransfer({
  slow,
  fast,
  memory,
  organisation,
}: {
  readonly slow: Crossbar;
  readonly fast: Crossbar;
  readonly memory: TransferMemory;
  readonly organisation: Transfer;
}): Updates {
  const { at, engine, options } = slow;
  const { chopper, lines: linesAtOnce, rate, reference } = organisation;
  const flipped = engine.u32(memory.flipped, at.rows);
  const read = engine.f32(memory.read, at.columns);
  const rowOf = (matrix: Pointer, row: number) => engine.f32(matrix + row * at.stride * 4, at.columns);

  /** The lines whose sign is (not) flipped, from the slow array's list to the fast one's. */
  function copyLines(rowCount: number, flip: number): number {
    const [lines, factors] = [engine.u32(at.lines, rowCount), engine.f32(at.factors, rowCount)];
    const to = { lines: engine.u32(fast.at.lines, rowCount), factors: engine.f32(fast.at.factors, rowCount) };
    let count = 0;
    for (let k = 0; k < rowCount; k++) {
      if (flipped[lines[k]] !== flip) continue;
      to.lines[count] = lines[k];
      to.factors[count++] = factors[k];
    }
    return count;
  }

  function transferRow(row: number, visit: number): void {
    const now = rowOf(fast.at.w, row);
    const mean = rowOf(memory.mean, row);
    const before = rowOf(memory.reference, row);
    fast.updateReads += at.columns;
    for (let i = 0; i < at.columns; i++) {
      read[i] = now[i] - before[i];
      mean[i] += NEW * (now[i] - mean[i]);
    }
    writeRow(slow, { row, change: memory.read, factor: flipped[row] ? -rate : rate, update: visit });
    if (chopper === 0) return;
    const key = rowKey(chopperKey(options.seed, options.layer, visit), row);
    if (uniform(drawBits(key, 0)) >= chopper) return;
    flipped[row] = 1 - flipped[row];
    if (reference === 'last-period') before.set(mean);
  }

  return {
    write(product: OuterProduct) {
      for (const flip of chopper > 0 ? [0, 1] : [0]) {
        const rowCount = copyLines(product.rowCount, flip);
        writeOuterProduct(fast, { ...product, rowCount, rate: flip ? -product.rate : product.rate });
      }
    },
    turn(update) {
      for (let k = 0; k < Math.min(linesAtOnce, at.rows); k++)
        transferRow((update * linesAtOnce + k) % at.rows, update);
    },
  };
}
