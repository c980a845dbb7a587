/**
 * A run in progress: a network, its trainer, and where in the training it is. Everything that a checkpoint must keep
 * is here or in the network's linear memory.
 */

import { createGate } from '../../compensation/gates/gates.ts';
import { type PolicySettings, settingsOfProjection } from '../../compensation/settings.ts';
import { type Grouping, groupAlike, groupInputs } from '../../crossbar/grouping.ts';
import { type ChosenPulses, pulsesOf } from '../../crossbar/pulses/all-pulses.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Backend, KernelSource } from '../../engine/engine.ts';
import type { Gate } from '../../learning/gate.ts';
import { ruleOf } from '../../learning/options.ts';
import { createTrainer, type Trainer } from '../../learning/trainer.ts';
import { encoderOf } from '../../network/encoders/all-encoders.ts';
import { INPUT, OUTPUT } from '../../network/graph.ts';
import { linesOf } from '../../network/input.ts';
import { createNetwork, crossbarsOf, type Network, type NetworkOptions } from '../../network/network.ts';
import { neuronOf } from '../../network/neurons/all-neurons.ts';
import { chosenClass } from '../../network/population.ts';
import { presentSample } from '../../network/present.ts';
import { testPresentation } from '../../network/presentation.ts';
import { shuffleKey } from '../../random/address.ts';
import { permutation } from '../../random/generator.ts';
import { refreshTask } from '../../schedule/refresh-pairs.ts';
import { createSchedule, type Schedule } from '../../schedule/schedule.ts';
import type { Task } from '../../schedule/task.ts';
import { organisationOf, type SynapsesExtensions } from '../../synapses/all-organisations.ts';
import type { SynapsesOptions } from '../../synapses/synapses.ts';
import type { ExperimentConfig } from '../config/config.ts';
import type { Extensions } from '../config/extensions.ts';
import { graphOf } from '../config/network.ts';
import type { EpochRecord } from './record.ts';

export interface SessionOptions {
  readonly config: ExperimentConfig;
  readonly dataset: Dataset;
  /** Kinds that the configuration names beside the built-in ones. */
  readonly extensions?: Extensions;
  /** What happens to the arrays at intervals, beside what the configuration asks for. */
  readonly tasks?: readonly Task[];
  readonly backend?: Backend;
  readonly source?: KernelSource;
}

export interface Session {
  readonly config: ExperimentConfig;
  readonly dataset: Dataset;
  readonly network: Network;
  readonly trainer: Trainer;
  /** One for each projection. */
  readonly gates: readonly Gate[];
  /** What happens between presentations. */
  readonly schedule: Schedule;
  /** Presentations so far, over all epochs. */
  presentation: number;
  /** Finished epochs. */
  readonly epochs: EpochRecord[];
  /** Seconds spent on training so far. */
  trainingSeconds: number;
}

/** The network of a configuration on data of this shape. */
export function networkOf(
  config: ExperimentConfig,
  dataset: Dataset,
  extensions?: Extensions,
): NetworkOptions {
  const { encoder, learning, network, seed } = config;
  const rule = ruleOf(learning, extensions);
  const within = learning.update !== 'presentation';
  const model = encoderOf(encoder, extensions);
  const { features, classes } = dataset;
  const lines = linesOf({ encoder: model, inputs: features, options: encoder });
  const graph = graphOf(network, classes);
  const sizes = new Map([
    [INPUT, lines],
    ...graph.populations.map(({ name, size }) => [name, size] as const),
  ]);
  return {
    inputs: features,
    classes,
    steps: network.steps,
    encoder: { model, options: encoder },
    populations: graph.populations.map((one) => ({ ...one, model: neuronOf(one.neuron, extensions) })),
    projections: graph.projections.map((one, index) => ({
      ...one,
      synapses: synapsesOf(config, dataset, {
        index,
        rows: sizes.get(one.from) ?? 0,
        columns: sizes.get(one.to) ?? 0,
        output: one.to === OUTPUT,
        input: one.from === INPUT,
        extensions,
      }),
    })),
    seed,
    traces: within || rule.requires.traces === true,
    ahead: !within && !rule.requires.spikes,
    workspace: rule.memory,
  };
}

export async function createSession(options: SessionOptions): Promise<Session> {
  const { config, dataset, extensions, backend, source } = options;
  const network = await createNetwork({ ...networkOf(config, dataset, extensions), backend, source });
  return sessionOn(network, options);
}

/** A run at its beginning, on a network that is there. */
export function sessionOn(network: Network, options: SessionOptions): Session {
  const { config, dataset, extensions } = options;
  const { learning, seed, training } = config;
  const { settings } = config.compensation;
  const gates = network.projections.map(({ crossbar, to }) =>
    createGate(
      settingsOfProjection(settings, roleOf(to)).gates,
      { lines: crossbar.rows, neurons: crossbar.columns },
      extensions?.gates,
    ),
  );
  const trainer = createTrainer({
    network,
    learning,
    extensions,
    gates,
    seed,
    presentations: training.epochs * dataset.train.count,
  });
  const schedule = createSchedule({
    tasks: [...refreshTasks(settings, network), ...(options.tasks ?? [])],
    view: { network, crossbars: crossbarsOf(network) },
    clock: config.clock,
    pulses: trainer.pulses,
  });
  return {
    config,
    dataset,
    network,
    trainer,
    gates,
    schedule,
    presentation: 0,
    epochs: [],
    trainingSeconds: 0,
  };
}

function refreshTasks(settings: PolicySettings, { projections }: Network): Task[] {
  return projections.flatMap(({ index, to }) => {
    const { refreshEvery } = settingsOfProjection(settings, roleOf(to)).cell;
    return refreshEvery > 0 ? [refreshTask({ projection: index, presentations: refreshEvery })] : [];
  });
}

const roleOf = (population: string) => (population === OUTPUT ? 'output' : 'hidden');

/** One projection among the others. */
interface Place {
  readonly index: number;
  readonly rows: number;
  readonly columns: number;
  readonly input: boolean;
  readonly output: boolean;
  readonly extensions?: SynapsesExtensions;
}

function synapsesOf(
  { compensation: { settings }, device, network, noise, seed }: ExperimentConfig,
  dataset: Dataset,
  { columns, extensions, index, input, output, rows }: Place,
): SynapsesOptions {
  const chosen = settingsOfProjection(settings, output ? 'output' : 'hidden', {}, { own: extensions });
  const pulses = pulsesOf(chosen.pulses, { own: extensions?.pulses });
  const organisation = organisationOf(chosen.organisation, { own: extensions?.organisations });
  const { cell } = chosen;
  const { centre, gains, m, scheme, weightScale } = cell;
  const crossbar = {
    rows,
    columns,
    device,
    scheme,
    m,
    weightScale,
    centre,
    gains,
    pulses: pulses.options,
    initialSpan: network.initialScale * Math.sqrt(3 / rows),
    noise,
    seed,
    layer: index,
    grouping: input ? groupingOf(dataset, rows, pulses) : undefined,
  };
  return { crossbar, organisation: organisation.options };
}

/** Of the inputs, where neighbours share what the pulse scheme keeps. */
function groupingOf(
  { features, shape, train }: Dataset,
  lines: number,
  { scheme, options }: ChosenPulses,
): Grouping | undefined {
  const block = scheme.sharedBlock?.(options) ?? 1;
  if (block === 1 || lines !== features) return undefined;
  const size = block ** 2;
  if (shape !== undefined || size >= features) return groupInputs(features, block, shape);
  return groupAlike(train, features, size);
}

/** The order in which epoch `epoch` (from 0) presents the training samples. */
export function epochOrder({ config, dataset }: Session, epoch: number): Uint32Array {
  return permutation(dataset.train.count, shuffleKey(config.seed, epoch));
}

/** Learns from one more sample of `order`; returns whether the output layer had it right. */
export function learnNext(session: Session, order: Uint32Array): boolean {
  const { dataset, network, schedule, trainer } = session;
  const { inputs, labels, count } = dataset.train;
  const sample = order[session.presentation % count];
  trainer.learn(inputs, sample * dataset.features, labels[sample], session.presentation);
  schedule.after(session.presentation);
  session.presentation++;
  return chosenClass(network.engine, network.output) === labels[sample];
}

/** What the network makes of test sample `index`: the classes chosen by the output and by the last hidden layer. */
export function classify(session: Session, index: number): { output: number; hidden: number } {
  const { config, dataset, epochs, network } = session;
  const { count, inputs } = dataset.test;
  const presentation = testPresentation(config.seed, index, epochs.length * count + index);
  presentSample(network, inputs, index * dataset.features, presentation);
  const { engine, populations } = network;
  const output = chosenClass(engine, network.output);
  const hidden = populations.length > 1 ? chosenClass(engine, populations[populations.length - 2]) : output;
  return { output, hidden };
}
