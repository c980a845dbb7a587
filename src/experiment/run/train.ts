/**
 * One run, from configuration to record. Works in slices of a few tens of milliseconds, between which it reports
 * progress, can be stopped, and lets a page breathe.
 */
import { costOf, type PolicyCost } from '../../compensation/cost.ts';
import { hashConductances, tallyCrossbars } from '../../crossbar/tally.ts';
import { checkDataset, type Dataset } from '../../data/dataset.ts';
import { yardsticksOf } from '../../data/yardsticks.ts';
import { VERSION } from '../../engine/binary.ts';
import { MemspikeError } from '../../errors.ts';
import { crossbarsOf, type Network, synapseCount } from '../../network/network.ts';
import { type Names, requireKnown } from '../../schema/known-options.ts';
import { type ExperimentConfig, type ExperimentInput, resolveConfig } from '../config/config.ts';
import { LOOKED_AT_EVERY, requireFinite } from './diverged.ts';
import { runId } from './identity.ts';
import { settledProjections } from './network-of.ts';
import type { DatasetRecord, EpochRecord, RunRecord } from './record.ts';
import { scoresOf, shareRight } from './scores.ts';
import {
  classify,
  createSession,
  epochOrder,
  learnNext,
  type Session,
  type SessionOptions,
} from './session.ts';

/** Milliseconds of work between two looks at the clock, the signal and the listener. */
const SLICE = 40;
/** Training samples over which the live accuracy is taken. */
const RECENT = 500;

export interface Progress {
  readonly phase: 'train' | 'test';
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Samples of this phase done, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Share of the last 500 training samples (or of the test samples so far) that the output layer had right. */
  readonly accuracy: number;
  readonly samplesPerSecond: number;
  readonly finished: readonly EpochRecord[];
}

interface TrainControl {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Called at the end of every epoch, and when the run is stopped, with what a checkpoint needs. */
  readonly onCheckpoint?: (session: Session) => void | Promise<void>;
}

/** A run from its beginning. */
export interface TrainAnew extends TrainControl, Omit<SessionOptions, 'config'> {
  /** What differs from the defaults, or a whole configuration. Default: the defaults. */
  readonly config?: ExperimentInput;
}

/** A run that goes on (see `restoreSession`): what it trains, and on which data, is in the session. */
export interface TrainOn extends TrainControl {
  readonly session: Session;
}

export type TrainOptions = TrainAnew | TrainOn;

const CONTROL = { signal: true, onProgress: true, onCheckpoint: true } satisfies Names<TrainControl>;
const ANEW = {
  ...{ config: true, dataset: true, extensions: true, tasks: true, backend: true, source: true },
} satisfies Names<Omit<TrainAnew, keyof TrainControl>>;

/**
 * Trains and tests one network. Throws CONFIG for what the configuration or an option does not mean, DATA for a data set
 * that does not fit together or is not of the sizes that the configuration asks for, and ABORTED if the signal is set,
 * after the last checkpoint. The same configuration, data and seed give the same record to the bit, times and machine
 * apart.
 * Weights, conductances or membranes that are no numbers any more end the run as DIVERGED (`requireFinite`).
 */
export async function train(options: TrainOptions): Promise<RunRecord> {
  const session = await sessionFor(options);
  const { config, dataset } = session;
  let tested: Tested | undefined;
  while (session.epochs.length < config.training.epochs) {
    const epoch = session.epochs.length;
    const before = pulsesOfEpochs(session);
    await trainEpoch(session, epoch, options);
    tested = await testNetwork(session, epoch, options);
    session.epochs.push({
      epoch: epoch + 1,
      accuracy: shareRight(tested.output),
      hiddenAccuracy: shareRight(tested.hidden),
      pulsesPerSample: (session.trainer.pulses() - before) / dataset.train.count,
    });
    await options.onCheckpoint?.(session);
  }
  tested ??= await testNetwork(session, config.training.epochs - 1, options);
  return recordOf(session, tested);
}

async function sessionFor(options: TrainOptions): Promise<Session> {
  requireKnown(options, { ...CONTROL, ...ANEW, session: true }, 'train');
  if ('session' in options && options.session !== undefined) {
    const beside = Object.entries(options).find(([name, value]) => name in ANEW && value !== undefined)?.[0];
    if (beside !== undefined)
      throw new MemspikeError('CONFIG', `${beside} is given beside a session, which has one of its own`, {
        where: `train.${beside}`,
        hint: 'leave it out, or begin anew without the session',
      });
    requireSamples(options.session.config, options.session.dataset);
    return options.session;
  }
  const { config: input, signal: _, onProgress: __, onCheckpoint: ___, ...rest } = options as TrainAnew;
  const dataset = checkDataset(rest.dataset);
  const config = resolveConfig(input, rest.extensions);
  requireSamples(config, dataset);
  return createSession({ ...rest, config, dataset });
}

/** The data are taken as they are: sizes that a configuration asks for have to be those that they have. */
function requireSamples({ dataset: asked }: ExperimentConfig, dataset: Dataset): void {
  for (const part of ['train', 'test'] as const) {
    const { count } = dataset[part];
    if (count === 0)
      throw new MemspikeError('DATA', `the data set has no ${part} samples`, { where: dataset.id });
    const wanted = part === 'test' && asked.validation > 0 ? asked.validation : asked[part];
    if (wanted > 0 && wanted !== count)
      throw new MemspikeError(
        'DATA',
        `the data set has another number of ${part} samples than it is to have`,
        {
          where: `dataset.${part === 'test' && asked.validation > 0 ? 'validation' : part}`,
          received: count,
          accepted: `${wanted}`,
          hint: 'cut it first: cutDataset(dataset, config.dataset)',
        },
      );
  }
}

/** Pulses given in finished epochs; whole, although the records hold them per sample. */
function pulsesOfEpochs({ dataset, epochs }: Session): number {
  return epochs.reduce((sum, epoch) => sum + Math.round(epoch.pulsesPerSample * dataset.train.count), 0);
}

async function trainEpoch(session: Session, epoch: number, options: TrainControl): Promise<void> {
  const { dataset } = session;
  const { count } = dataset.train;
  const order = epochOrder(session, epoch);
  const recent = new Uint8Array(RECENT);
  let seen = 0;
  const end = (epoch + 1) * count;
  while (session.presentation < end) {
    const started = performance.now();
    while (session.presentation < end && performance.now() - started < SLICE) {
      recent[seen++ % RECENT] = Number(learnNext(session, order));
      if (session.presentation % LOOKED_AT_EVERY === 0) requireFinite(session.network, session.presentation);
    }
    session.trainingSeconds += (performance.now() - started) / 1000;
    const window = Math.min(seen, RECENT);
    const right = recent.subarray(0, window).reduce((sum, one) => sum + one, 0);
    options.onProgress?.(
      progressOf(session, 'train', epoch, session.presentation - epoch * count, count, right / window),
    );
    await breathe(session, options);
  }
  requireFinite(session.network, session.presentation);
}

/** Confusion matrices of both layers: rows are true classes, columns those that were chosen. */
interface Tested {
  readonly output: readonly (readonly number[])[];
  readonly hidden: readonly (readonly number[])[];
}

async function testNetwork(session: Session, epoch: number, options: TrainControl): Promise<Tested> {
  const { classes, test } = session.dataset;
  const { count, labels } = test;
  const empty = () => Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const confusions = { output: empty(), hidden: empty() };
  let right = 0;
  let index = 0;
  while (index < count) {
    const started = performance.now();
    for (; index < count && performance.now() - started < SLICE; index++) {
      const { output, hidden } = classify(session, index);
      confusions.output[labels[index]][output]++;
      confusions.hidden[labels[index]][hidden]++;
      if (output === labels[index]) right++;
    }
    options.onProgress?.(progressOf(session, 'test', epoch, index, count, right / index));
    await breathe(session, options);
  }
  requireFinite(session.network, session.presentation);
  return confusions;
}

function progressOf(
  session: Session,
  phase: Progress['phase'],
  epoch: number,
  done: number,
  total: number,
  accuracy: number,
): Progress {
  return {
    phase,
    epoch: epoch + 1,
    epochs: session.config.training.epochs,
    done,
    total,
    accuracy,
    samplesPerSecond: session.presentation / session.trainingSeconds,
    finished: session.epochs,
  };
}

/** Lets other work happen, then stops if asked to. */
async function breathe(session: Session, { signal, onCheckpoint }: TrainControl): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (!signal?.aborted) return;
  requireFinite(session.network, session.presentation);
  await onCheckpoint?.(session);
  throw new MemspikeError('ABORTED', 'the run was stopped', {
    where: `epoch ${session.epochs.length + 1}, sample ${session.presentation}`,
  });
}

function recordOf(session: Session, tested: Tested): RunRecord {
  const { config, dataset, epochs, extensions, network, trainingSeconds } = session;
  const last = epochs[epochs.length - 1];
  const layers = network.projections.map(({ from, synapses, to }) => ({
    from,
    to,
    ...tallyCrossbars(synapses.crossbars),
  }));
  const cost = costWithRule(costOf(settledProjections(config, dataset, extensions)), network);
  const presentations = config.training.epochs * dataset.train.count;
  const energies = layers.map(({ writeEnergy }) => writeEnergy);
  const energy = energies.reduce((sum, one) =>
    sum === undefined || one === undefined ? undefined : sum + one,
  );
  return {
    format: 'memspike-run/2',
    id: runId(config, dataset),
    config,
    versions: { memspike: VERSION, runtime: runtimeName(), kernels: network.engine.hash },
    dataset: datasetRecord(dataset, tested),
    seed: config.seed,
    epochs: [...epochs],
    accuracy: last.accuracy,
    hiddenAccuracy: last.hiddenAccuracy,
    ...scoresOf(tested.output),
    hiddenBalancedAccuracy: scoresOf(tested.hidden).balancedAccuracy,
    confusion: tested.output,
    layers,
    pulsesPerSample: session.trainer.pulses() / presentations,
    maxPulsesPerDevice: Math.max(...layers.map(({ maxPulsesPerDevice }) => maxPulsesPerDevice)),
    updateReads: layers.reduce((sum, { updateReads }) => sum + updateReads, 0),
    ...(energy !== undefined && { energyPerSample: energy / presentations }),
    ...cost,
    conductanceHash: hashConductances(crossbarsOf(network)),
    trainingSeconds,
    samplesPerSecond: presentations / trainingSeconds,
    machine: machineName(),
  };
}

function datasetRecord(dataset: Dataset, { output }: Tested): DatasetRecord {
  const { classNames, id, test, train } = dataset;
  return {
    id,
    train: train.count,
    test: test.count,
    tested: output.map((row) => row.reduce((sum, count) => sum + count, 0)),
    ...(classNames && { classNames }),
    ...yardsticksOf(dataset),
  };
}

/** Matrices that the learning rule keeps are digital memory of devices too. */
function costWithRule(
  { digitalBitsPerSynapse, devicesPerSynapse }: PolicyCost,
  { options, projections }: Network,
): PolicyCost {
  const all = synapseCount(projections);
  const onDevices = synapseCount(projections.filter(({ synapses }) => !synapses.crossbars[0].ideal));
  const bits = (32 * (options.workspace?.synapses ?? 0) * onDevices) / all;
  return { digitalBitsPerSynapse: digitalBitsPerSynapse + bits, devicesPerSynapse };
}

interface NodeProcess {
  readonly versions?: { readonly node?: string };
  readonly platform?: string;
  readonly arch?: string;
}

const node = (globalThis as { process?: NodeProcess }).process;

function runtimeName(): string {
  return node?.versions?.node ? `node ${node.versions.node}` : (globalThis.navigator?.userAgent ?? 'unknown');
}

function machineName(): string {
  const cores = globalThis.navigator?.hardwareConcurrency;
  const system = node?.platform ? `${node.platform} ${node.arch}` : 'browser';
  return cores ? `${system}, ${cores} cores` : system;
}
