/**
 * A run in progress: a network, its trainer, and where in the training it is. Everything that a checkpoint must keep
 * is here or in the network's linear memory.
 */

import { pulsesOfLayer } from '../../compensation/cost.ts';
import { createGate } from '../../compensation/gates.ts';
import { type Grouping, groupAlike, groupInputs } from '../../crossbar/grouping.ts';
import { type PulseOptions, pulsesOf } from '../../crossbar/pulses/all-pulses.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Backend, KernelSource } from '../../engine/engine.ts';
import type { Gate } from '../../learning/gate.ts';
import { ruleOf } from '../../learning/options.ts';
import { createTrainer, type Trainer } from '../../learning/trainer.ts';
import { createNetwork, crossbarsOf, type Network, type NetworkOptions } from '../../network/network.ts';
import { classOf, present } from '../../network/present.ts';
import { testPresentation } from '../../network/presentation.ts';
import { shuffleKey } from '../../random/address.ts';
import { permutation } from '../../random/generator.ts';
import { refreshTask } from '../../schedule/refresh-pairs.ts';
import { createSchedule, type Schedule } from '../../schedule/schedule.ts';
import type { Task } from '../../schedule/task.ts';
import type { SynapsesOptions } from '../../synapses/synapses.ts';
import { withTransferRate } from '../../synapses/transfer.ts';
import type { ExperimentConfig } from '../config/config.ts';
import type { Extensions } from '../config/extensions.ts';
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
  readonly gate: Gate;
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
  const rule = ruleOf(config.learning, extensions);
  const within = config.learning.update !== 'presentation';
  const sizes = [dataset.features, ...config.network.hidden, dataset.classes];
  return {
    inputs: dataset.features,
    classes: dataset.classes,
    steps: config.network.steps,
    encoder: config.encoder,
    neuron: config.network.neuron,
    synapses: synapsesOf(config, sizes, dataset),
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
  const { compensation, learning, seed, training } = config;
  const gate = createGate(compensation.settings, network.layers.length);
  const trainer = createTrainer({
    network,
    learning,
    extensions,
    gate,
    seed,
    presentations: training.epochs * dataset.train.count,
  });
  const schedule = createSchedule({
    tasks: [...tasksOf(config), ...(options.tasks ?? [])],
    view: { network, crossbars: crossbarsOf(network) },
    clock: config.clock,
    pulses: trainer.pulses,
  });
  return {
    config,
    dataset,
    network,
    trainer,
    gate,
    schedule,
    presentation: 0,
    epochs: [],
    trainingSeconds: 0,
  };
}

/** What the configuration asks for at intervals. */
function tasksOf({ compensation: { settings } }: ExperimentConfig): Task[] {
  return settings.refreshEvery > 0 ? [refreshTask(settings.refreshEvery)] : [];
}

function synapsesOf(config: ExperimentConfig, sizes: readonly number[], dataset: Dataset): SynapsesOptions[] {
  const { device, noise, seed } = config;
  const { settings } = config.compensation;
  const layers = sizes.length - 1;
  return Array.from({ length: layers }, (_, layer) => {
    const kind = layer === layers - 1 ? 1 : 0;
    const pulses = pulsesOfLayer(settings, layer, layers);
    const crossbar = {
      rows: sizes[layer],
      columns: sizes[layer + 1],
      device,
      scheme: settings.scheme,
      m: settings.m,
      weightScale: settings.weightScale[kind],
      centre: settings.centre,
      gains: settings.gains,
      pulses,
      initialSpan: config.network.initialScale * Math.sqrt(3 / sizes[layer]),
      noise,
      seed,
      layer,
      grouping: layer === 0 ? groupingOf(dataset, pulses) : undefined,
    };
    return { crossbar, organisation: withTransferRate(settings.organisation, settings.transferRate[kind]) };
  });
}

/** Of the inputs, where neighbours share what the pulse scheme keeps. */
function groupingOf({ features, shape, train }: Dataset, pulses: PulseOptions): Grouping | undefined {
  const { scheme, options } = pulsesOf(pulses);
  const block = scheme.sharedBlock?.(options) ?? 1;
  if (block === 1) return undefined;
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
  return classOf(network, network.layers[network.layers.length - 1]) === labels[sample];
}

/** What the network makes of test sample `index`: the classes chosen by the output and by the last hidden layer. */
export function classify(session: Session, index: number): { output: number; hidden: number } {
  const { config, dataset, epochs, network } = session;
  const { count, inputs } = dataset.test;
  const presentation = testPresentation(config.seed, index, epochs.length * count + index);
  present(network, inputs, index * dataset.features, presentation);
  const last = network.layers.length - 1;
  const output = classOf(network, network.layers[last]);
  return { output, hidden: last > 0 ? classOf(network, network.layers[last - 1]) : output };
}
