/** What a configuration says of neurons: of all populations, and of each. */
import * as v from 'valibot';
import { MemspikeError } from '../../errors.ts';
import { OUTPUT } from '../../network/graph.ts';
import { type NeuronExtensions, resolveNeuron } from '../../network/neurons/all-neurons.ts';
import { isKind, type KindInput, type KindOptions, ofSameKind } from '../../schema/kind.ts';
import { option, positive, whole } from '../../schema/option.ts';
import { parseConfig } from '../../schema/parse.ts';

const gains = v.strictObject({
  inputGain: option(positive, 5, 'factor of the currents of populations that get some from the input'),
  layerGain: option(positive, 1, 'factor of the currents of all others'),
});

type GainsInput = v.InferInput<typeof gains>;

/** Of all populations: a model of neurons with its options, and two gains. */
export type NeuronConfig = KindOptions & v.InferOutput<typeof gains>;

/** A model by name, its options in part (of `lif` where no `kind` is named), or the object itself. */
export type NeuronInput = KindInput | (GainsInput & { readonly [option: string]: unknown });

const isNeuron = (given: unknown) =>
  typeof given === 'string' || (typeof given === 'object' && given !== null);

export const neuronInput = v.custom<NeuronInput>(isNeuron, 'a name, or an object');

export const populationSchema = v.strictObject({
  size: v.optional(v.pipe(whole(1, 1 << 20), v.description('neurons; the output has one for every class'))),
  neuron: v.optional(
    v.pipe(
      v.custom<KindInput | { readonly [option: string]: unknown }>(isNeuron, 'a name, or an object'),
      v.description('model of neurons, or what differs from that of the network'),
    ),
  ),
  gain: v.optional(
    v.pipe(
      positive,
      v.description('factor of all currents; default: `inputGain` or `layerGain` of the network'),
    ),
  ),
});

type Given = v.InferOutput<typeof populationSchema>;

export interface PopulationConfig {
  /** Absent for the output. */
  readonly size?: number;
  readonly neuron: KindOptions;
  readonly gain: number;
}

const NEURON = 'network.neuron';

/** Gains stand beside the options of the model. */
export function resolveNeuronWithGains(given: NeuronInput, extensions: NeuronExtensions): NeuronConfig {
  const named = typeof given === 'string' || isKind(given);
  const { inputGain, layerGain, ...options } = named ? ({} as GainsInput) : { kind: 'lif', ...given };
  const kind = named ? (given as KindInput) : ofSameKind(options as KindOptions, given);
  const neuron = resolveNeuron(kind, NEURON, extensions);
  return ofSameKind(
    { ...neuron, ...parseConfig(gains, { inputGain, layerGain }, { within: NEURON }) },
    neuron,
  );
}

export function resolvePopulation(
  name: string,
  given: Given,
  { extensions, gain, neuron }: { neuron: NeuronConfig; gain: number; extensions: NeuronExtensions },
): PopulationConfig {
  const where = `network.populations.${name}`;
  requireSize(name, given, where);
  return {
    ...(given.size !== undefined && { size: given.size }),
    neuron: resolveNeuron(neuronOfPopulation(given.neuron ?? {}, neuron), `${where}.neuron`, extensions),
    gain: given.gain ?? gain,
  };
}

function requireSize(name: string, { size }: Given, where: string): void {
  const output = name === OUTPUT;
  if (output === (size === undefined)) return;
  throw new MemspikeError('CONFIG', output ? 'a size of the output' : 'a population without a size', {
    where: `${where}.size`,
    received: size,
    accepted: output ? 'none: it has a neuron for every class' : 'its number of neurons',
  });
}

/** Options without a kind, or of the same kind, are laid over those of the network. */
function neuronOfPopulation(given: NonNullable<Given['neuron']>, network: NeuronConfig): KindInput {
  if (typeof given === 'string' || isKind(given)) return given;
  const own = given as Partial<KindOptions>;
  if (own.kind !== undefined && own.kind !== network.kind) return own as KindOptions;
  const { inputGain: _, layerGain: __, ...shared } = network;
  return ofSameKind({ ...(shared as KindOptions), ...own, kind: network.kind }, network);
}
