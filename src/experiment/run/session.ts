/**
 * A run in progress: a network, its trainer, and where in the training it is. Everything that a checkpoint must keep
 * is here or in the network's linear memory.
 */

import { createGate } from '../../compensation/gates/gates.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Backend, KernelSource } from '../../engine/engine.ts';
import type { Gate } from '../../learning/gate.ts';
import { createTrainer, type Trainer } from '../../learning/trainer.ts';
import { createNetwork, crossbarsOf, type Network } from '../../network/network.ts';
import { chosenClass } from '../../network/population.ts';
import { presentSample } from '../../network/present.ts';
import { shuffleKey, testEncodingKey } from '../../random/address.ts';
import { permutation } from '../../random/generator.ts';
import { refreshTask } from '../../schedule/refresh-pairs.ts';
import { createSchedule, type Schedule } from '../../schedule/schedule.ts';
import type { Task } from '../../schedule/task.ts';
import type { ExperimentConfig } from '../config/config.ts';
import type { Extensions } from '../config/extensions.ts';
import { networkOf, type SettledProjection, settledProjections } from './network-of.ts';
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
  readonly extensions?: Extensions;
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

export async function createSession(options: SessionOptions): Promise<Session> {
  const { config, dataset, extensions, backend, source } = options;
  const { learning, seed, training } = config;
  const network = await createNetwork({ ...networkOf(config, dataset, extensions), backend, source });
  const projections = settledProjections(config, dataset, extensions);
  const gates = projections.map(({ columns, rows, settings }) =>
    createGate(settings.gates, { lines: rows, neurons: columns }, extensions?.gates),
  );
  const trainer = createTrainer({
    network,
    learning,
    extensions,
    gates,
    rates: projections.map(({ rate }) => rate),
    seed,
    presentations: training.epochs * dataset.train.count,
  });
  const schedule = createSchedule({
    tasks: [...refreshTasks(projections), ...(options.tasks ?? [])],
    view: { network, crossbars: crossbarsOf(network) },
    clock: config.clock,
    pulses: trainer.pulses,
  });
  return {
    config,
    dataset,
    ...(extensions && { extensions }),
    network,
    trainer,
    gates,
    schedule,
    presentation: 0,
    epochs: [],
    trainingSeconds: 0,
  };
}

function refreshTasks(projections: readonly SettledProjection[]): Task[] {
  return projections.flatMap(({ index, settings }) => {
    const { refreshEvery } = settings.cell;
    return refreshEvery > 0 ? [refreshTask({ projection: index, presentations: refreshEvery })] : [];
  });
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
  const { config, dataset, network } = session;
  const key = testEncodingKey(config.seed, index);
  presentSample(network, dataset.test.inputs, index * dataset.features, key);
  const { engine, populations } = network;
  const output = chosenClass(engine, network.output);
  const hidden = populations.length > 1 ? chosenClass(engine, populations[populations.length - 2]) : output;
  return { output, hidden };
}
