/** Every model of neurons, and how a configuration names one. */
import { type KindInput, type KindOptions, type KindPlace, kindOf, resolveKind } from '../../schema/kind.ts';
import { lif } from './lif.ts';
import type { NeuronModel } from './neuron.ts';

export const neurons: readonly NeuronModel[] = [lif];

/** Models that a user brings. */
export interface NeuronExtensions {
  readonly neurons?: readonly NeuronModel[];
}

const place = (where: string): KindPlace => ({ what: 'a neuron', where });

const known = ({ neurons: own = [] }: NeuronExtensions): readonly NeuronModel[] => [...neurons, ...own];

/** The options of the model that is meant, complete. */
export function resolveNeuron(given: KindInput, where: string, extensions: NeuronExtensions): KindOptions {
  return resolveKind(known(extensions), given, place(where));
}

/** The model of resolved options. */
export function neuronOf(options: KindOptions, extensions: NeuronExtensions = {}): NeuronModel {
  return kindOf(known(extensions), options, place('network.neuron'));
}
