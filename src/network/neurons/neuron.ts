/**
 * Models of neurons: how the currents of a population's synapses become membranes and spikes, step by step. What is
 * common to all models (currents, membranes, spikes, counts) belongs to the population; a model reserves the state that
 * is its own. Constants may be numbers or, in its own memory, one of every neuron.
 */
import type * as v from 'valibot';
import type { Arena } from '../../engine/arena.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Pointer } from '../../engine/kernels.ts';
import { type Kind, kindSchema } from '../../schema/kind.ts';

export interface NeuronsShape {
  readonly size: number;
  /** Padded neurons: vectors of a population are so long. Their padding gets no current. */
  readonly stride: number;
}

/** What a population offers to its model. */
export interface NeuronsPlace extends NeuronsShape {
  readonly engine: Engine;
  /** Factor of every current before it reaches the neurons. */
  readonly gain: number;
  /** Without spikes the membranes are read as scores of classes: such neurons never pass their threshold. */
  readonly spiking: boolean;
  /** U, f32 [stride]: a step writes it. */
  readonly membrane: Pointer;
  /** Neurons that spike in a step, ascending, u32 [stride]: a step writes it. */
  readonly spikes: Pointer;
  /** Spikes of each neuron so far in this presentation, f32 [stride]: a step adds to it. */
  readonly counts: Pointer;
}

/** The neurons of a population at work. They allocate nothing. */
export interface Neurons {
  /** Before every presentation, when the state is 0: brings it to where the model starts, if that is elsewhere. */
  start?(): void;
  /** Takes one step with the currents f32 [stride], which it leaves at 0; returns the number of spikes. */
  step(current: Pointer): number;
  /**
   * Distance of the membranes from the threshold, which surrogate derivatives are functions of: f32 [stride] at `at`,
   * less `threshold`, before the reset. A model of one threshold for all gives its membranes; one whose thresholds
   * differ or adapt keeps the difference itself, and its `threshold` is 0.
   */
  readonly margin: { readonly at: Pointer; readonly threshold: number };
  /**
   * Filters that a spike passes on its way to the membrane, of second order; factors per step. Presynaptic traces are
   * filtered alike (`assembly/neurons/trace.ts`); a synaptic factor of 0 leaves the membrane's alone.
   */
  readonly filter: { readonly membrane: number; readonly synapse: number };
}

export interface NeuronModel<
  Schema extends v.GenericSchema = v.GenericSchema,
  State = unknown,
  Constants = unknown,
> extends Kind {
  readonly schema: Schema;
  /** Reserves the state of the model, which is 0 at the start of every presentation. */
  state?(arena: Arena, shape: NeuronsShape, options: v.InferOutput<Schema>): State;
  /** Reserves what differs between neurons and stays: `build` writes it. */
  constants?(arena: Arena, shape: NeuronsShape, options: v.InferOutput<Schema>): Constants;
  build(
    place: NeuronsPlace,
    options: v.InferOutput<Schema>,
    memory: { readonly state: State; readonly constants: Constants },
  ): Neurons;
}

/** A model whose options are listed by name, each made by `option`. */
export function defineNeuron<
  const Name extends string,
  const Options extends v.ObjectEntries,
  State = undefined,
  Constants = undefined,
>({
  options,
  ...model
}: Omit<NeuronModel<NeuronSchema<Name, Options>, State, Constants>, 'kind' | 'schema'> & {
  readonly kind: Name;
  readonly options: Options;
}): NeuronModel<NeuronSchema<Name, Options>, State, Constants> {
  return { ...model, schema: kindSchema(model.kind, options) };
}

type NeuronSchema<Name extends string, Options extends v.ObjectEntries> = ReturnType<
  typeof kindSchema<Name, Options>
>;
