/**
 * Periodic carry: a weight is written in several cells, like a number in digits, each of 1/base of the range of the one
 * before. Updates go to the smallest, whose steps are finest; now and then every cell is read, and what exceeds half of
 * its range is carried to the next larger one (Agarwal et al., Symp. VLSI Technology 2017, T174). The larger cell is read
 * again, and what has arrived is taken off the smaller: rounding and noise of the coarser steps stay behind in the finer
 * ones.
 */
import * as v from 'valibot';
import type { Crossbar } from '../crossbar/crossbar.ts';
import type { CrossbarOptions } from '../crossbar/options.ts';
import { READ } from '../crossbar/periphery/read-address.ts';
import { stochastic } from '../crossbar/pulses/stochastic.ts';
import { readWeights } from '../crossbar/read.ts';
import { writeOuterProduct } from '../crossbar/write.ts';
import type { Pointer } from '../engine/kernels.ts';
import { arrayNumber, carriedUpdate, takenUpdate } from '../random/address.ts';
import type { OptionsOf } from '../schema/kind.ts';
import { option, whole } from '../schema/option.ts';
import { defineOrganisation } from './organisation.ts';
import { writeRow } from './row.ts';
import type { Updates } from './updates.ts';

/** Share of a cell's range above which its content is carried. */
const FULL = 0.5;

const options = {
  cores: option(whole(2, 8), 3, 'cells of a weight'),
  base: option(
    v.pipe(v.number(), v.gtValue(1), v.maxValue(1000)),
    5,
    'range of a cell over that of the next',
  ),
  every: option(whole(1, 1e6), 100, 'updates from one carry to the next'),
};

type Carry = OptionsOf<'carry', typeof options>;

export interface CarryMemory {
  /** f32 [stride]: what is read of a line, of the larger cell before and after, and what is carried. */
  readonly held: Pointer;
  readonly before: Pointer;
  readonly after: Pointer;
  readonly carried: Pointer;
}

export const carry = defineOrganisation({
  kind: 'carry',
  summary:
    'several cells a weight, like digits; updates go to the smallest, and what it cannot hold is carried',
  source: 'Agarwal et al., Symp. VLSI Technology 2017, T174 (periodic carry)',
  options,
  programs: true,
  readsAll: true,
  parts: carryCores,
  arrays: ({ cores }) => cores,
  layout(arena, { stride }) {
    const line = () => arena.reserve(stride * 4);
    return { held: line(), before: line(), after: line(), carried: line() };
  },
  build: buildCarry,
  bits: () => 0,
  devices: ({ cores }, cell) => cores * cell,
  inWords: ({ cores, base, every }) => `${cores} cells of base ${base}, a carry every ${every} updates`,
});

/** The cells, the largest first; all but it start at 0. Carried amounts are written exactly. */
function carryCores(largest: CrossbarOptions, { base, cores }: Carry): CrossbarOptions[] {
  return Array.from({ length: cores }, (_, core) => ({
    ...largest,
    pulses: { kind: 'exact', remainder: 'rounded', verify: 0 },
    weightScale: largest.weightScale / base ** core,
    initialSpan: core === 0 ? largest.initialSpan : 0,
    layer: arrayNumber(largest.layer, core),
  }));
}

function buildCarry(cores: readonly Crossbar[], { every }: Carry, memory: CarryMemory): Updates {
  const [largest] = cores;
  const smallest = cores[cores.length - 1];
  const updates = stochastic.build(smallest, { kind: 'stochastic' }, undefined);

  function carryAll(update: number): void {
    for (let core = cores.length - 1; core > 0; core--)
      for (let row = 0; row < largest.at.rows; row++)
        carryRow({ from: cores[core], to: cores[core - 1], memory }, row, update);
  }

  return {
    write(product) {
      const { at, engine } = largest;
      const { rowCount } = product;
      engine.u32(smallest.at.lines, rowCount).set(engine.u32(at.lines, rowCount));
      engine.f32(smallest.at.factors, rowCount).set(engine.f32(at.factors, rowCount));
      writeOuterProduct(smallest, product, updates);
    },
    turn(update) {
      if ((update + 1) % every === 0) carryAll(update);
    },
  };
}

interface Pair {
  readonly from: Crossbar;
  readonly to: Crossbar;
  readonly memory: CarryMemory;
}

function carryRow({ from, to, memory }: Pair, row: number, update: number): void {
  const { at, engine, options } = from;
  const limit = FULL * options.weightScale;
  const read = (cell: Crossbar, purpose: number, into: Pointer): Float32Array =>
    engine.f32(readWeights(cell, row, into, { purpose, time: update, term: 0, place: row }), at.columns);
  const held = read(from, READ.carry, memory.held);
  if (!held.some((w) => Math.abs(w) > limit)) return;
  const carried = engine.f32(memory.carried, at.columns);
  for (let i = 0; i < at.columns; i++) carried[i] = Math.abs(held[i]) > limit ? held[i] : 0;
  // Programming reads the larger cell before it writes.
  const before = engine.f32(memory.before, at.columns);
  writeRow(to, {
    ...{ row, change: memory.carried, factor: 1, update: carriedUpdate(update) },
    found: memory.before,
  });
  const after = read(to, READ.afterCarry, memory.after);
  for (let i = 0; i < at.columns; i++) if (carried[i] !== 0) carried[i] = after[i] - before[i];
  writeRow(from, { row, change: memory.carried, factor: -1, update: takenUpdate(update) });
}
