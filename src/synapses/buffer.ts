/**
 * A buffer at the edges of the array: the factors of several outer products are kept, exactly or to a low rank, and
 * their sum is written at once. What cancels in the sum never reaches a device.
 *
 * To a low rank, the sum is kept by its leading singular vectors or, `unbiased`, with the last two of them mixed at
 * random so that the mean is right (Gural & Murmann, arXiv 2009.03887, 2020, alg. 1; batches compressed to rank r:
 * Hoskins et al., Front. Neurosci. 13:793, 2019).
 */
import * as v from 'valibot';
import type { Crossbar } from '../crossbar/crossbar.ts';
import type { Pointer } from '../engine/kernels.ts';
import { mixingKey } from '../random/address.ts';
import { drawBits, rowKey } from '../random/generator.ts';
import type { OptionsOf } from '../schema/kind.ts';
import { option, whole } from '../schema/option.ts';
import { addProduct, type LowRank } from './low-rank.ts';
import { defineOrganisation } from './organisation.ts';
import { writeRow } from './row.ts';
import type { Updates } from './updates.ts';

/** Bits of a modulator or of an entry of a vector: what the simulation keeps them in. */
const WORD = 32;
/** Bits of a line's spike count. */
const COUNT = 8;

const options = {
  updates: option(whole(1, 1e6), 8, 'updates whose sum is written at once'),
  rank: option(whole(0, 32), 0, 'rank to which the sum is kept; 0: exactly'),
  unbiased: option(v.boolean(), false, 'whether what is cut off is mixed in at random'),
};

type Buffer = OptionsOf<'buffer', typeof options>;

export interface BufferMemory {
  /** f32 [rows][stride]: the sum; scratch where the rank is limited. */
  readonly sum: Pointer;
  /** Where the rank is limited: f64 orthonormal bases [rank][rows] and [rank][columns], and singular values [rank]. */
  readonly left: Pointer;
  readonly right: Pointer;
  readonly values: Pointer;
}

export const buffer = defineOrganisation({
  kind: 'buffer',
  summary: 'updates are gathered, exactly or to a low rank, and their sum is written at once',
  source: 'Gural & Murmann, arXiv 2009.03887, 2020; Hoskins et al., Front. Neurosci. 13:793, 2019',
  options,
  layout(arena, { rows, columns, stride }, { rank }) {
    const sum = arena.reserve(rows * stride * 4);
    if (rank === 0) return { sum, left: 0, right: 0, values: 0 };
    return {
      sum,
      left: arena.reserve(rank * rows * 8),
      right: arena.reserve(rank * columns * 8),
      values: arena.reserve(rank * 8),
    };
  },
  build: ([crossbar], options, memory) => buildBuffer(crossbar, memory, options),
  // A low rank takes every product as a vector of all lines, and draws its mixing once for each.
  refusesRows: ({ rank }) =>
    rank === 0
      ? undefined
      : { option: 'rank', received: rank, accepted: '0', hint: 'a buffer of rank 0 keeps the sum itself' },
  bits({ rank, updates }, { rows, columns }) {
    if (rank > 0) return rank * (rows + columns + 1) * WORD;
    return updates > 1 ? updates * (rows * COUNT + columns * WORD) : 0;
  },
  inWords: ({ rank, updates }) =>
    rank > 0 ? `sums of ${updates} updates, of rank ${rank}` : `sums of ${updates} updates`,
});

function buildBuffer(crossbar: Crossbar, memory: BufferMemory, { rank, unbiased, updates }: Buffer): Updates {
  const { at, engine, options } = crossbar;
  const { kernels } = engine;
  const limited = rank === 0 ? undefined : lowRankOf(crossbar, memory, rank);

  function gather(rowCount: number, d: Pointer, rate: number): void {
    kernels.denseColumns(at.c0, d, at.stride, rate, 1, 0);
    kernels.outerAdd(memory.sum, at.stride, at.lines, at.factors, rowCount, at.c0);
  }

  function writeSum(update: number): void {
    for (let row = 0; row < at.rows; row++) {
      const change = memory.sum + row * at.stride * 4;
      if (engine.f32(change, at.columns).some((wanted) => wanted !== 0))
        writeRow(crossbar, { row, change, factor: 1, update });
    }
    kernels.clear(memory.sum, at.rows * at.stride * 4);
  }

  return {
    write({ rowCount, d, rate, update, term }) {
      if (limited === undefined) return gather(rowCount, d, rate);
      const lines = new Float64Array(at.rows);
      const factors = engine.f32(at.factors, rowCount);
      engine.u32(at.lines, rowCount).forEach((line, k) => {
        lines[line] = factors[k];
      });
      const columns = Float64Array.from(engine.f32(d, at.columns), (one) => -rate * one);
      const key = rowKey(mixingKey(options.seed, options.layer, update, term), 0);
      const sign = unbiased ? (k: number) => (drawBits(key, k) & 1 ? 1 : -1) : undefined;
      addProduct(limited, lines, columns, sign);
    },
    turn(update) {
      if ((update + 1) % updates !== 0) return;
      if (limited !== undefined) expand(limited, engine.f32(memory.sum, at.rows * at.stride), at.stride);
      writeSum(update);
    },
  };
}

function lowRankOf({ at, engine }: Crossbar, { left, right, values }: BufferMemory, rank: number): LowRank {
  return {
    rows: at.rows,
    columns: at.columns,
    rank,
    left: engine.f64(left, rank * at.rows),
    right: engine.f64(right, rank * at.columns),
    values: engine.f64(values, rank),
  };
}

/** The matrix that the factors stand for, into `sum`; the factors become zero. */
function expand(
  { rows, columns, rank, left, right, values }: LowRank,
  sum: Float32Array,
  stride: number,
): void {
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < columns; i++) {
      let wanted = 0;
      for (let k = 0; k < rank; k++) wanted += values[k] * left[k * rows + row] * right[k * columns + i];
      sum[row * stride + i] = wanted;
    }
  for (const factors of [left, right, values]) factors.fill(0);
}
