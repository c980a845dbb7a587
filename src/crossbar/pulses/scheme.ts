/**
 * Pulse schemes: how a wanted weight change becomes whole pulses. One file a scheme and one line in all-pulses.ts; a
 * scheme of a user is an object of the same interface.
 *
 * A scheme plans: it lists which synapses get how many pulses in which direction (at.hits, assembly/write/plan.ts), and
 * write.ts gives these pulses. What it keeps between updates lies in linear memory that it reserves itself, so that
 * checkpoints hold it.
 */
import type * as v from 'valibot';
import type { Arena } from '../../engine/arena.ts';
import type { Pointer } from '../../engine/kernels.ts';
import {
  type Kind,
  type KindOptions,
  type KindSchema,
  kindSchema,
  type OptionsOf,
} from '../../schema/kind.ts';
import type { CrossbarLayout } from '../layout.ts';
import type { CrossbarOptions } from '../options.ts';
import type { OuterProduct, Run } from '../product.ts';
import type { ReadableArray } from '../read.ts';

export interface PulseScheme<Options = KindOptions, Memory = unknown> extends Kind {
  /** Whether it programs devices to a target: it needs a cell of which a pulse moves one device, up or down. */
  readonly programs?: boolean;
  /** Reserves what it keeps. */
  layout?(arena: Arena, place: PulsePlace, options: Options): Memory;
  /** `memory` is what `layout` has returned; undefined without one. */
  build(array: ReadableArray, options: Options, memory: Memory): PulseWriter;
  /** Bits of digital memory for the synapses of one array. */
  bits(options: Options, shape: SynapsesShape): number;
  /** Side of the square of neighbouring inputs that share what is kept; absent where nothing is shared. */
  sharedBlock?(options: Options): number;
  inWords(options: Options): string;
}

/** Where a scheme reserves its memory. */
export interface PulsePlace {
  readonly at: CrossbarLayout;
  readonly crossbar: CrossbarOptions;
}

export interface SynapsesShape {
  readonly rows: number;
  readonly columns: number;
  /** Of the lines, where they are the pixels of an image. */
  readonly shape?: readonly [rows: number, columns: number];
}

/** A scheme at work on one array. */
export interface PulseWriter {
  /** Prepares the column factors of a product in at.cols, at.c0 and at.c1; returns how many columns take part. */
  prepare(d: Pointer, rate: number): number;
  /** Lists the pulses of a run of lines in at.hits; returns how many synapses get some. Conductances stay. */
  plan(run: Run, product: OuterProduct): number;
  /** After the `hits` of a run have been given. */
  settle?(run: Run, product: OuterProduct, hits: number): void;
  /** After a writer other than the array's own has given pulses to the lines of a run. */
  overwritten?(run: Run): void;
  /** After conductances have been set without pulses: what was kept for the weights of before is past. */
  restart?(): void;
}

/** A scheme whose options are listed by name, each made by `option`. */
export function definePulses<
  const Name extends string,
  const Entries extends v.ObjectEntries,
  Memory = unknown,
>({
  options,
  ...scheme
}: Omit<PulseScheme<OptionsOf<Name, Entries>, Memory>, 'kind' | 'schema'> & {
  readonly kind: Name;
  readonly options: Entries;
}): PulseScheme<OptionsOf<Name, Entries>, Memory> & {
  readonly kind: Name;
  readonly schema: KindSchema<Name, Entries>;
} {
  return { ...scheme, schema: kindSchema(scheme.kind, options) };
}
