/**
 * Tiki-Taka: updates go to a fast array A, a single device per synapse against a reference at its symmetry point, where
 * cancelling pulses average out; line by line A is read and written into the slow array C, the one that the network
 * reads (Gokmen & Haensch, Front. Neurosci. 14:103, 2020, alg. 1 with γ = 0). Where C has residual counters, these are
 * the digital array H of its second version (Gokmen, Front. Artif. Intell. 4:699148, 2021). Choppers and the reference
 * taken on the way are those of Rasch et al., Nat. Commun. 15:7133, 2024: c-TTv2 and AGAD.
 */
import * as v from 'valibot';
import type { Crossbar } from '../crossbar/crossbar.ts';
import type { CrossbarOptions } from '../crossbar/options.ts';
import { READ } from '../crossbar/periphery/read-address.ts';
import { readWeights } from '../crossbar/read.ts';
import { writeOuterProduct } from '../crossbar/write.ts';
import type { Pointer } from '../engine/kernels.ts';
import { arrayNumber, chopperKey } from '../random/address.ts';
import { drawBits, rowKey, uniform } from '../random/generator.ts';
import type { OptionsOf } from '../schema/kind.ts';
import { fraction, option, real, whole } from '../schema/option.ts';
import { defineOrganisation } from './organisation.ts';
import { writeRow } from './row.ts';
import type { Updates } from './updates.ts';

/** Share of a new read in the running mean of a line. */
const NEW = 0.1;

/** Bits of an entry of the means and references. */
const WORD = 32;

const options = {
  lines: option(whole(1, 1 << 20), 8, 'lines of the fast array that are read at every update'),
  rate: option(real(0, 1000), 1, 'weight change of the slow array per unit of weight that is read'),
  chopper: option(fraction, 0, 'probability that the sign of a line is flipped when it is read'),
  reference: option(
    v.picklist(['none', 'last-period']),
    'none',
    "what is taken off a read: nothing, or the line's mean in the period before its last flip",
  ),
};

type Transfer = OptionsOf<'transfer', typeof options>;

export interface TransferMemory {
  /** Whether a line's sign is flipped: u32 [rows]. */
  readonly flipped: Pointer;
  /** f32 [rows][stride]: running mean of a line's reads, and what it was at the last flip. */
  readonly mean: Pointer;
  readonly reference: Pointer;
  /** f32 [stride]: what is read of a line, and what of that is transferred. */
  readonly read: Pointer;
  readonly change: Pointer;
}

export const transfer = defineOrganisation({
  kind: 'transfer',
  summary: 'updates go to a second array, whose lines are read in turn and written into the first',
  source: 'Gokmen & Haensch, Front. Neurosci. 14:103, 2020; Rasch et al., Nat. Commun. 15:7133, 2024',
  options,
  parts: (slow) => [slow, fastArray(slow)],
  arrays: () => 2,
  layout(arena, { rows, stride }) {
    return {
      flipped: arena.reserve(rows * 4),
      mean: arena.reserve(rows * stride * 4),
      reference: arena.reserve(rows * stride * 4),
      read: arena.reserve(stride * 4),
      change: arena.reserve(stride * 4),
    };
  },
  build: ([slow, fast], options, memory) => buildTransfer({ slow, fast }, options, memory),
  bits: ({ chopper, reference }, { rows, columns }) =>
    (reference === 'none' ? 0 : 2 * rows * columns * WORD) + (chopper > 0 ? rows : 0),
  devices: (_, cell) => cell + 1,
  inWords: ({ lines, rate }) => `a second array, ${lines} lines transferred at every update, ×${rate}`,
});

/** The array A of an array C: one device a synapse, all weights 0, a range of ±1. */
function fastArray(slow: CrossbarOptions): CrossbarOptions {
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

function buildTransfer(
  { slow, fast }: { readonly slow: Crossbar; readonly fast: Crossbar },
  { chopper, lines: linesAtOnce, rate, reference }: Transfer,
  memory: TransferMemory,
): Updates {
  const { at, engine, options } = slow;
  const flipped = engine.u32(memory.flipped, at.rows);
  const change = engine.f32(memory.change, at.columns);
  const address = { purpose: READ.transfer, time: 0, term: 0, place: 0 };
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
    address.time = visit;
    address.place = row;
    const now = engine.f32(readWeights(fast, row, memory.read, address), at.columns);
    const mean = rowOf(memory.mean, row);
    const before = rowOf(memory.reference, row);
    for (let i = 0; i < at.columns; i++) {
      change[i] = now[i] - before[i];
      mean[i] += NEW * (now[i] - mean[i]);
    }
    writeRow(slow, { row, change: memory.change, factor: flipped[row] ? -rate : rate, update: visit });
    if (chopper === 0) return;
    const key = rowKey(chopperKey(options.seed, options.layer, visit), row);
    if (uniform(drawBits(key, 0)) >= chopper) return;
    flipped[row] = 1 - flipped[row];
    if (reference === 'last-period') before.set(mean);
  }

  return {
    write(product) {
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
