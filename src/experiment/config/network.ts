/**
 * The network of a configuration. Its short form names the sizes of hidden layers, each of which projects to the next;
 * its long form names populations, and projections between them.
 */
import * as v from 'valibot';
import { INPUT, OUTPUT } from '../../network/graph.ts';
import { type NeuronExtensions, resolveNeuron } from '../../network/neurons/all-neurons.ts';
import { type KindInput, type KindOptions, ofSameKind } from '../../schema/kind.ts';
import { option, positive, real, whole } from '../../schema/option.ts';
import { parseConfig } from '../../schema/parse.ts';

const gains = v.strictObject({
  inputGain: option(positive, 5, 'factor of the currents of populations that get some from the input'),
  layerGain: option(positive, 1, 'factor of the currents of all others'),
});

/** Of all populations: a model of neurons with its options, the default being `lif`, and two gains. */
export type NeuronConfig = KindOptions & v.InferOutput<typeof gains>;

/** A model by name, its options in part (of `lif` where no `kind` is named), or the object itself. */
export type NeuronInput = KindInput | (GainsInput & { readonly [option: string]: unknown });

type GainsInput = v.InferInput<typeof gains>;

export const networkSchema = v.strictObject({
  hidden: option(v.array(whole(1, 1 << 20)), [200], 'sizes of the hidden layers; may be empty'),
  steps: option(whole(1, 100000), 50, 'steps of a presentation'),
  initialScale: option(
    real(0, 100),
    1,
    'initial weights are uniform with this standard deviation times 1/√lines',
  ),
  neuron: v.optional(v.custom<NeuronInput>(isNeuron, 'a name, or an object'), {}),
});

export interface NetworkConfig extends Omit<v.InferOutput<typeof networkSchema>, 'neuron'> {
  readonly neuron: NeuronConfig;
}

function isNeuron(given: unknown): boolean {
  return typeof given === 'string' || (typeof given === 'object' && given !== null);
}

export function resolveNetwork(
  given: v.InferOutput<typeof networkSchema>,
  extensions: NeuronExtensions,
): NetworkConfig {
  return { ...given, neuron: resolveNeuronWithGains(given.neuron, extensions) };
}

const NEURON = 'network.neuron';

/** Gains stand beside the options of the model. */
function resolveNeuronWithGains(given: NeuronInput, extensions: NeuronExtensions): NeuronConfig {
  const named = typeof given === 'string' || 'schema' in given;
  const { inputGain, layerGain, ...options } = named ? ({} as GainsInput) : { kind: 'lif', ...given };
  const kind = named ? (given as KindInput) : ofSameKind(options as KindOptions, given);
  const neuron = resolveNeuron(kind, NEURON, extensions);
  return ofSameKind(
    { ...neuron, ...parseConfig(gains, { inputGain, layerGain }, { within: NEURON }) },
    neuron,
  );
}

export interface PopulationPlan {
  readonly name: string;
  readonly size: number;
  readonly neuron: KindOptions;
  readonly gain: number;
}

export interface ProjectionPlan {
  readonly from: string;
  readonly to: string;
}

/** Populations and projections of a network for so many classes. */
export function graphOf(
  { hidden, neuron }: NetworkConfig,
  classes: number,
): { readonly populations: readonly PopulationPlan[]; readonly projections: readonly ProjectionPlan[] } {
  const { inputGain, layerGain } = neuron;
  const names = [...hidden.map((_, k) => (hidden.length === 1 ? 'hidden' : `hidden-${k + 1}`)), OUTPUT];
  return {
    populations: [...hidden, classes].map((size, k) => ({
      name: names[k],
      size,
      neuron,
      gain: k === 0 ? inputGain : layerGain,
    })),
    projections: names.map((to, k) => ({ from: k === 0 ? INPUT : names[k - 1], to })),
  };
}
