/**
 * Encoders: how inputs of intensity x ∈ [0, 1] become spikes, or currents, of lines over the steps of a presentation.
 */
import type * as v from 'valibot';
import type { Arena } from '../../engine/arena.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Pointer } from '../../engine/kernels.ts';
import type { Key } from '../../random/generator.ts';
import { type Kind, kindSchema } from '../../schema/kind.ts';

export interface InputShape {
  readonly inputs: number;
  /** Lines that the inputs become. */
  readonly size: number;
  /** Steps of a presentation. */
  readonly steps: number;
}

/** What an encoder fills in for every sample. All vectors have room for 16 entries more than lines. */
export interface InputLists extends InputShape {
  readonly engine: Engine;
  /** Lines that can be active, ascending, u32 [listed]; 4 more entries must be 0 where a kernel encodes. */
  readonly list: Pointer;
  /** Where each of these lines stands in the list, u32 [size]. */
  readonly places: Pointer;
  /** In the order of the list, f32 [listed]: what spikes are made from or, of graded lines, the current that they carry. */
  readonly levels: Pointer;
  /** In the order of the list, f32 [listed]: spikes in all steps or, of graded lines, level · steps. */
  readonly counts: Pointer;
  /** Lines that spike, step after step and ascending within a step, u32 [spikes]. */
  readonly events: Pointer;
  /** Where each step's events begin, u32 [steps + 1]; the last is the number of spikes. */
  readonly offsets: Pointer;
}

/**
 * Encodes the sample whose bytes (intensity · 255) begin at `offset` for the whole presentation; returns how many lines
 * it has listed. `key` is that of the presentation: whatever is random is drawn under it.
 */
export type Encode = (samples: Uint8Array, offset: number, key: Key) => number;

export interface Encoder<Schema extends v.GenericSchema = v.GenericSchema, Memory = unknown> extends Kind {
  readonly schema: Schema;
  /** Whether its lines carry currents instead of spikes. */
  readonly graded?: boolean;
  /** Lines that so many inputs become; default: one each. */
  lines?(inputs: number, options: v.InferOutput<Schema>): number;
  /** Most spikes of a presentation; default: one of every line at every step, none of graded lines. */
  mostSpikes?(shape: InputShape, options: v.InferOutput<Schema>): number;
  /** Memory of its own. */
  layout?(arena: Arena, shape: InputShape, options: v.InferOutput<Schema>): Memory;
  build(lists: InputLists, options: v.InferOutput<Schema>, memory: Memory): Encode;
}

/** An encoder whose options are listed by name, each made by `option`. */
export function defineEncoder<
  const Name extends string,
  const Options extends v.ObjectEntries,
  Memory = undefined,
>({
  options,
  ...encoder
}: Omit<Encoder<EncoderSchema<Name, Options>, Memory>, 'kind' | 'schema'> & {
  readonly kind: Name;
  readonly options: Options;
}): Encoder<EncoderSchema<Name, Options>, Memory> {
  return { ...encoder, schema: kindSchema(encoder.kind, options) };
}

type EncoderSchema<Name extends string, Options extends v.ObjectEntries> = ReturnType<
  typeof kindSchema<Name, Options>
>;
