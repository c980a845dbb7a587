/**
 * The network of a configuration. Its short form names the sizes of hidden layers, each of which projects to the next:
 *
 *   { "hidden": [200] }
 *
 * Its long form names populations, and projections between them, each with what differs from the rest of the
 * configuration. 'input' is where spikes come from, 'output' where the classes are read:
 *
 *   { "populations": { "hidden": { "size": 200 } },
 *     "projections": [
 *       { "from": "input", "to": "hidden" },
 *       { "from": "hidden", "to": "output", "device": "pcmo", "settings": { "cell": { "m": 8 } } } ] }
 *
 * The place of a projection in the list is part of the addresses of its random draws, and of those of the readout of
 * the population that it is the first to lead to. The order of the populations reaches nothing.
 */
import * as v from 'valibot';
import { MemspikeError } from '../../errors.ts';
import { INPUT, OUTPUT, orderGraph } from '../../network/graph.ts';
import { option, real, whole } from '../../schema/option.ts';
import type { Extensions } from './extensions.ts';
import { MEANING } from './meanings.ts';
import {
  type NeuronConfig,
  neuronInput,
  type PopulationConfig,
  populationSchema,
  resolveNeuronWithGains,
  resolvePopulation,
} from './population.ts';
import {
  type ProjectionConfig,
  type ProjectionPlace,
  projectionSchema,
  resolveProjection,
} from './projection.ts';

export const networkSchema = v.strictObject({
  hidden: v.optional(
    v.pipe(
      v.array(whole(1, 1 << 20)),
      v.description(
        `${MEANING['network.hidden']}; may be empty; default: [200] where no populations are named`,
      ),
    ),
  ),
  populations: v.optional(v.record(v.string(), populationSchema)),
  projections: v.optional(v.array(projectionSchema)),
  steps: option(whole(1, 100000), 50, MEANING['network.steps']),
  initialScale: option(
    real(0, 100),
    1,
    'initial weights are uniform with this standard deviation times 1/√lines',
  ),
  neuron: v.optional(neuronInput, {}),
});

type Given = v.InferOutput<typeof networkSchema>;

/** One of both forms: `hidden`, or `populations` and `projections`. */
export interface NetworkConfig extends Pick<Given, 'hidden' | 'steps' | 'initialScale'> {
  /** By name; that of the output among them. */
  readonly populations?: Readonly<Record<string, PopulationConfig>>;
  readonly projections?: readonly ProjectionConfig[];
  /** Of all populations that do not say otherwise. */
  readonly neuron: NeuronConfig;
}

export function resolveNetwork(
  given: Given,
  place: Omit<ProjectionPlace, 'where'>,
  extensions: Extensions,
): NetworkConfig {
  const { hidden, initialScale, populations, projections, steps } = given;
  const neuron = resolveNeuronWithGains(given.neuron, extensions);
  const common = { steps, initialScale, neuron };
  if (populations === undefined && projections === undefined) return { hidden: hidden ?? [200], ...common };
  requireOneForm(given);
  const named = { ...populations, [OUTPUT]: populations?.[OUTPUT] ?? {} };
  Object.keys(named).forEach(requireName);
  orderGraph(Object.keys(named), projections ?? []);
  const fedByInput = new Set(projections?.flatMap(({ from, to }) => (from === INPUT ? to : [])));
  return {
    ...common,
    populations: Object.fromEntries(
      Object.entries(named).map(([one, population]) => {
        const gain = fedByInput.has(one) ? neuron.inputGain : neuron.layerGain;
        return [one, resolvePopulation(one, population, { neuron, gain, extensions })];
      }),
    ),
    projections: projections?.map((projection, index) =>
      resolveProjection(projection, { ...place, where: `network.projections.${index}` }, extensions),
    ),
  };
}

function requireName(name: string): void {
  if (/^[a-z][a-z0-9-]*$/i.test(name) && name !== INPUT) return;
  throw new MemspikeError('CONFIG', name === INPUT ? 'the input is no population' : 'not a name', {
    where: `network.populations.${name}`,
    accepted: 'letters, digits and dashes, a letter first',
  });
}

function requireOneForm({ hidden, populations, projections }: Given): void {
  const refuse = (where: string, problem: string, hint: string): never => {
    throw new MemspikeError('CONFIG', problem, { where, hint });
  };
  if (hidden !== undefined)
    refuse(
      'network.hidden',
      'sizes of layers beside populations',
      'name them as populations, or leave these out',
    );
  if (projections === undefined)
    refuse('network.projections', 'populations without projections', 'list what projects to what');
  if (populations === undefined)
    refuse('network.populations', 'projections without populations', 'name the populations and their sizes');
}

export interface PopulationPlan extends PopulationConfig {
  readonly name: string;
  readonly size: number;
}

/** What a configuration says of a projection; nothing but its ends in the short form. */
export interface Graph {
  readonly populations: readonly PopulationPlan[];
  readonly projections: readonly ProjectionConfig[];
}

/** Populations and projections, whichever form they are written in, for so many classes. */
export function graphOf({ hidden, neuron, populations, projections }: NetworkConfig, classes: number): Graph {
  if (populations === undefined || projections === undefined) return chainOf(hidden ?? [], neuron, classes);
  return {
    populations: Object.entries(populations).map(([one, population]) => ({
      ...population,
      name: one,
      size: population.size ?? classes,
    })),
    projections,
  };
}

function chainOf(hidden: readonly number[], neuron: NeuronConfig, classes: number): Graph {
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
