/**
 * Periodic carry: a weight is written in several cells, like a number in digits. Updates go to the smallest, whose
 * steps are finest; now and then every cell is read, and what exceeds half of its range is carried to the next larger
 * one (Agarwal et al., Symp. VLSI Technology 2017, T174). The larger cell is read again, and what has arrived is taken
 * off the smaller: rounding and noise of the coarser steps stay behind in the finer ones.
 */
import type { Crossbar, CrossbarOptions } from '../crossbar/crossbar.ts';
import { writeOuterProduct } from '../crossbar/write.ts';
import { arrayNumber, carriedUpdate, takenUpdate } from '../random/address.ts';
import type { Organisation } from './organisation.ts';
import { writeRow } from './row.ts';
import type { Updates } from './updates.ts';

type Carry = Extract<Organisation, { kind: 'carry' }>;

/** Share of a cell's range above which its content is carried. */
const FULL = 0.5;

/** The cells, the largest first; all but it start at 0. Carried amounts are written exactly. */
export function carryCores(largest: CrossbarOptions, { base, cores }: Carry): CrossbarOptions[] {
  return Array.from({ length: cores }, (_, core) => ({
    ...largest,
    pulses: { kind: 'exact', remainder: 'rounded', verify: 0 },
    weightScale: largest.weightScale / base ** core,
    initialSpan: core === 0 ? largest.initialSpan : 0,
    layer: arrayNumber(largest.layer, core),
  }));
}

export function buildCarry(cores: readonly Crossbar[], { every }: Carry): Updates {
  const [largest] = cores;
  const smallest = cores[cores.length - 1];

  function carryAll(update: number): void {
    for (let core = cores.length - 1; core > 0; core--)
      for (let row = 0; row < largest.at.rows; row++) carryRow(cores[core], cores[core - 1], row, update);
  }

  return {
    write(product) {
      const { at, engine } = largest;
      const { rowCount } = product;
      engine.u32(smallest.at.lines, rowCount).set(engine.u32(at.lines, rowCount));
      engine.f32(smallest.at.factors, rowCount).set(engine.f32(at.factors, rowCount));
      writeOuterProduct(smallest, { ...product, pulses: { kind: 'stochastic' } });
    },
    turn(update) {
      if ((update + 1) % every === 0) carryAll(update);
    },
  };
}

function carryRow(from: Crossbar, to: Crossbar, row: number, update: number): void {
  const { at, engine, options } = from;
  const limit = FULL * options.weightScale;
  const held = engine.f32(at.w + row * at.stride * 4, at.columns);
  from.updateReads += at.columns;
  if (!held.some((w) => Math.abs(w) > limit)) return;
  const target = engine.f32(to.at.w + row * at.stride * 4, at.columns);
  const before = target.slice();
  const carried = engine.f32(at.scratch, at.stride).fill(0);
  for (let i = 0; i < at.columns; i++) if (Math.abs(held[i]) > limit) carried[i] = held[i];
  writeRow(to, { row, change: at.scratch, factor: 1, update: carriedUpdate(update) });
  to.updateReads += at.columns;
  for (let i = 0; i < at.columns; i++) carried[i] = target[i] - before[i];
  writeRow(from, { row, change: at.scratch, factor: -1, update: takenUpdate(update) });
}
