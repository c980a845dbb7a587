/** What a gate is: one object, with its options, its source and what it does to the updates of one projection. */
import type * as v from 'valibot';
import type { Gate } from '../../learning/gate.ts';
import { type Kind, kindSchema } from '../../schema/kind.ts';

/** The projection that a gate works on. */
export interface GatedProjection {
  /** Presynaptic lines. */
  readonly lines: number;
  readonly neurons: number;
}

export interface GateKind<Schema extends v.GenericSchema = v.GenericSchema> extends Kind {
  readonly schema: Schema;
  /** How many numbers it remembers from update to update. Default: none. */
  memory?(projection: GatedProjection): number;
  /**
   * The gate at work on one projection. What it remembers lies in `memory`, which checkpoints keep. The functions of the
   * result are called at every step or update: they should allocate nothing.
   */
  prepare(options: v.InferOutput<Schema>, at: GatedProjection & { readonly memory: Float64Array }): Gate;
}

/** A gate whose options are listed by name, each made by `option`. */
export function defineGate<const Name extends string, const Options extends v.ObjectEntries>({
  options,
  ...gate
}: Omit<GateKind<GateSchema<Name, Options>>, 'kind' | 'schema'> & {
  readonly kind: Name;
  readonly options: Options;
}): GateKind<GateSchema<Name, Options>> & { readonly kind: Name } {
  return { ...gate, schema: kindSchema(gate.kind, options) };
}

type GateSchema<Name extends string, Options extends v.ObjectEntries> = ReturnType<
  typeof kindSchema<Name, Options>
>;
