/**
 * The periphery of a crossbar: what stands between its devices and whoever reads them. The innermost part is the ideal
 * read (ideal.ts); wires, read noise and converters are stages around it, each one file of this folder and one line of
 * all-stages.ts, each built around what lies further in. A stage may
 *
 * - read another matrix than the cached weights (wires: the transmission of the tile), by not asking further in;
 * - change what is carried by the lines before it asks (converters of graded inputs);
 * - change the currents that it gets (noise, converters of columns). `to` is added to, so that such a stage reads into
 *   scratch of its own, which `layout` reserves, and adds what it makes of it;
 * - read both polarities apart, by `devices`, plane by plane.
 *
 * It finds layout, gain and the seed in the array, and all that is random in the address (`keyOfReads`).
 */
import type { Arena } from '../../engine/arena.ts';
import type { Pointer } from '../../engine/kernels.ts';
import type { Kind, KindOptions } from '../../schema/kind.ts';
import type { CrossbarArray } from '../array.ts';
import type { CrossbarLayout } from '../layout.ts';
import type { CrossbarOptions } from '../options.ts';
import type { ReadAddress } from './read-address.ts';

/** Columns of a line: u32 [count] at `list`, or the first `count` where `list` is 0. */
export interface Columns {
  list: Pointer;
  count: number;
}

/** Reads of the forward pass, the same at every step. */
export interface Reads {
  /** to[i] += current of column i while the `count` lines listed at `active` carry 1. */
  events(to: Pointer, active: Pointer, count: number, address: ReadAddress): void;
  /** to[i] += current of column i while listed line k carries the number at x[k]. */
  graded(to: Pointer, lines: Pointer, x: Pointer, count: number, address: ReadAddress): void;
  /**
   * `events` for `width` columns from `column` on. Lines are listed by the row they have in a matrix of rows that wide.
   * Asked for only where reads superpose: some lines now, the others later, the currents adding up.
   */
  part(
    to: Pointer,
    column: number,
    width: number,
    active: Pointer,
    count: number,
    address: ReadAddress,
  ): void;
}

/** Every way to read one crossbar. */
export interface Periphery extends Reads {
  /** Whether everything that is read is what the devices hold, so that kernels may look for themselves. */
  readonly ideal: boolean;
  /**
   * The weights of one line, f32 [stride], read for an update: written to `into`, or left where they are known already.
   * Returns where they lie; what lies there is good until the next write.
   */
  weights(row: number, into: Pointer, address: ReadAddress): Pointer;
  /** Conductances of devices of one line and plane, shares of the range: into[i], f32 [stride], for every column i. */
  devices(into: Pointer, plane: number, row: number, columns: Columns, address: ReadAddress): void;
}

/** What a stage is built around. */
export interface StagePlace<Options, Memory> {
  readonly array: CrossbarArray;
  /** What it reads through. */
  readonly inner: Periphery;
  readonly options: Options;
  readonly memory: Memory;
}

export interface PeripheryStage<Options = KindOptions, Memory = unknown> extends Kind {
  /** Whether the currents of some lines and of the others add up to those of all, and stay so between writes. */
  readonly superposes: boolean;
  /** Whether a read without a write in between gives the same again; a held current is then read once. */
  readonly repeats: boolean;
  /** Reserves what it keeps, and scratch. */
  layout?(
    arena: Arena,
    place: { readonly at: CrossbarLayout; readonly crossbar: CrossbarOptions },
    options: Options,
  ): Memory;
  build(place: StagePlace<Options, Memory>): Periphery;
}
