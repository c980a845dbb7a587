/**
 * Organisations: what stands between a wanted outer product and the devices that are read. One file each and one line in
 * all-organisations.ts; an organisation of a user is an object of the same interface.
 */
import type * as v from 'valibot';
import type { Crossbar } from '../crossbar/crossbar.ts';
import type { CrossbarLayout } from '../crossbar/layout.ts';
import type { CrossbarOptions } from '../crossbar/options.ts';
import type { SynapsesShape } from '../crossbar/pulses/scheme.ts';
import type { Arena } from '../engine/arena.ts';
import { type Kind, type KindOptions, type KindSchema, kindSchema, type OptionsOf } from '../schema/kind.ts';
import type { Updates } from './updates.ts';

export interface RowsRefused {
  readonly option: string;
  readonly received: unknown;
  readonly accepted: string;
  readonly hint: string;
}

export interface Organisation<Options = KindOptions, Memory = unknown> extends Kind {
  /** Whether it programs cells to a target: a pulse has to move one device, up or down. */
  readonly programs?: boolean;
  /** Whether the currents of all crossbars add up to what the neurons get; otherwise it is the main one's alone. */
  readonly readsAll?: boolean;
  /** The crossbars that it is made of. The main one, whose lines and factors take a product, comes first. Default: one. */
  parts?(crossbar: CrossbarOptions, options: Options): CrossbarOptions[];
  /** How many they are. Default: one. */
  arrays?(options: Options): number;
  /** Reserves what it keeps between updates. */
  layout?(arena: Arena, main: CrossbarLayout, options: Options): Memory;
  /** `memory` is what `layout` has returned; undefined without one. */
  build(parts: readonly Crossbar[], options: Options, memory: Memory): Updates;
  /** Which option keeps an update from coming in many products, of a line each, if one does. */
  refusesRows?(options: Options): RowsRefused | undefined;
  /** Bits of digital memory, those of the pulse scheme apart. */
  bits(options: Options, shape: SynapsesShape): number;
  /** Devices of a synapse, given those of one cell. Default: these. */
  devices?(options: Options, cell: number): number;
  inWords(options: Options): string;
}

/** An organisation whose options are listed by name, each made by `option`. */
export function defineOrganisation<
  const Name extends string,
  const Entries extends v.ObjectEntries,
  Memory = unknown,
>({
  options,
  ...organisation
}: Omit<Organisation<OptionsOf<Name, Entries>, Memory>, 'kind' | 'schema'> & {
  readonly kind: Name;
  readonly options: Entries;
}): Organisation<OptionsOf<Name, Entries>, Memory> & {
  readonly kind: Name;
  readonly schema: KindSchema<Name, Entries>;
} {
  return { ...organisation, schema: kindSchema(organisation.kind, options) };
}
