/**
 * On-line learning: one sample at a time, the rule follows every step, and at the end of every window what it wants is
 * written through the devices, unless a gate keeps it back.
 */

import { pulsesOf } from '../crossbar/tally.ts';
import { MemspikeError } from '../errors.ts';
import { exp, log } from '../math/exp-log.ts';
import { crossbarsOf, type Network } from '../network/network.ts';
import type { Population } from '../network/population.ts';
import { type Observer, presentSample } from '../network/present.ts';
import { trainingPresentation } from '../network/presentation.ts';
import { type Projection, renewCurrent } from '../network/projection.ts';
import { clearTraceSums } from '../network/traces.ts';
import type { Vector } from '../network/workspace.ts';
import { RANGE, requireAddressable } from '../random/address.ts';
import { type MatrixWriter, matrixWriter } from '../synapses/matrix.ts';
import { errorReader, type ReadError } from './errors/readout.ts';
import type { Gate } from './gate.ts';
import { createListing, type Listing } from './lines.ts';
import { errorOf, type LearningExtensions, type LearningOptions, ruleOf, ruleOptionsAt } from './options.ts';
import { type ProjectionView, viewProjection } from './rules/projection.ts';
import { requireMet } from './rules/requirements.ts';
import type { PreparedRule, Rule, RuleUpdate } from './rules/rule.ts';

export interface TrainerOptions {
  readonly network: Network;
  readonly learning: LearningOptions;
  readonly extensions?: LearningExtensions;
  /** One for each projection. */
  readonly gates: readonly Gate[];
  /** Learning rate of each projection that has one of its own; default: what the rule says. */
  readonly rates?: readonly (number | undefined)[];
  readonly seed: number;
  /** Presentations of the whole training, over which the rates decay. */
  readonly presentations: number;
}

export interface Trainer {
  /**
   * Presents a sample of class `label` and learns from it; -1: of no known class. `presentation` counts from 0 over the
   * whole training.
   */
  learn(samples: Uint8Array, offset: number, label: number, presentation: number): void;
  /** Pulses given so far, all projections. */
  pulses(): number;
}

/** One projection that learns. */
interface Learner {
  readonly projection: Projection;
  /** Where it leads. */
  readonly population: Population;
  readonly view: ProjectionView;
  readonly rule: PreparedRule;
  readonly gate: Gate;
  readonly listing: Listing;
  /** Where the rule asks for errors. */
  readonly readError?: ReadError;
  readonly sharpness: number;
}

/** Where in the training an update is. */
interface Moment {
  /** Updates so far, over the whole training. */
  number: number;
  /** Steps since the one before. */
  width: number;
  /** What the decay has left of the rates. */
  factor: number;
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { network, learning, extensions, gates, seed, presentations } = options;
  const { steps } = network.options;
  const kind = ruleOf(learning, extensions);
  requireMet(kind, options);
  const burnIn = Math.floor(learning.burnIn * steps);
  const every = learning.update === 'presentation' ? steps : learning.update;
  const windows = Math.ceil(steps / every);
  const decayRate = log(learning.decay);
  requireAddressable({ layers: network.projections.length, updates: windows * presentations });
  const learnersOf = network.populations.map((population) =>
    population.incoming.map((projection) => createLearner(options, kind, population, projection)),
  );
  const learners = learnersOf.flat().sort((a, b) => a.projection.index - b.projection.index);
  const write = createWriter(options);
  const close = createCloser(network);
  const crossbars = crossbarsOf(network);
  const labelled =
    kind.requires.labels || kind.requires.error || gates.some(({ confident }) => confident !== undefined);
  const moment: Moment = { number: 0, width: 0, factor: 1 };
  let presentation = 0;

  const observer: Observer = {
    population({ index }, t) {
      const taught = learnersOf[index];
      for (let k = 0; k < taught.length; k++) {
        if (t >= burnIn) follow(taught[k], t);
        else taught[k].rule.watch?.(t);
      }
    },
    step(t) {
      if ((t + 1) % every !== 0 && t + 1 !== steps) return;
      moment.number = presentation * windows + Math.floor(t / every);
      moment.width = (t % every) + 1;
      for (const learner of learners) {
        if (t >= burnIn) write(learner, t, moment);
        close(learner, t, moment);
      }
    },
  };

  return {
    learn(samples, offset, label, number) {
      if (label < 0 && labelled) refuseUnlabelled(kind, number);
      presentation = number;
      moment.factor = learning.decay === 1 ? 1 : exp((decayRate * number) / presentations);
      for (const { view, rule } of learners) {
        view.label = label;
        rule.start?.();
      }
      presentSample(network, samples, offset, trainingPresentation(seed, number), observer);
    },
    pulses: () => crossbars.reduce((sum, crossbar) => sum + (crossbar.ideal ? 0 : pulsesOf(crossbar)), 0),
  };
}

/** A step that teaches. */
function follow({ gate, readError, rule, sharpness, view }: Learner, t: number): void {
  if (readError !== undefined) {
    readError(sharpness / (t + 1));
    gate.error?.(view.error.values);
  }
  rule.step(t);
}

function createLearner(
  options: TrainerOptions,
  kind: Rule,
  population: Population,
  projection: Projection,
): Learner {
  const { network, learning, extensions, gates, rates = [] } = options;
  const { index } = projection;
  const gate = gates[index];
  const view = viewProjection(network, population, projection);
  const error = errorOf(learning, extensions);
  return {
    projection,
    population,
    view,
    rule: kind.prepare(view, ruleOptionsAt(kind, learning, { rate: rates[index], index }) as never),
    gate,
    listing: createListing({
      network,
      projection,
      view,
      within: learning.update !== 'presentation',
      lineThreshold: gate.lineThreshold ?? 0,
    }),
    readError: kind.requires.error ? errorReader(error, learning.error, view) : undefined,
    sharpness: learning.sharpness[population.output ? 1 : 0],
  };
}

/** Writes what has come together since the last update, unless the gate is sure of the label already. */
function createWriter({ network, learning }: TrainerOptions) {
  const small = learning.update !== 'presentation';
  const product = { rowCount: 0, d: 0, rate: 0, update: 0, largestFactor: 0, small, term: 0 };
  const matrices = new Map<Vector, MatrixWriter>();

  function writeOne(
    { gate, listing, projection }: Learner,
    wanted: RuleUpdate,
    { width, factor }: Moment,
  ): void {
    if ('matrix' in wanted) {
      const { matrix } = wanted;
      const writer = matrices.get(matrix) ?? matrixWriter(projection.synapses, matrix.at);
      matrices.set(matrix, writer);
      writer({ rate: wanted.rate * factor, update: product.update, term: product.term, small });
      return;
    }
    gate.modulators?.(wanted.post.values);
    listing.list(wanted.pre, width);
    product.rowCount = listing.rowCount;
    product.d = wanted.post.at;
    product.rate = -wanted.rate * factor * listing.perUnit;
    product.largestFactor = listing.largestFactor;
    projection.synapses.write(product);
  }

  return (learner: Learner, t: number, moment: Moment): void => {
    if (learner.gate.confident?.(confidence(network, learner, t))) return;
    const updates = learner.rule.updates(t);
    if (updates.length > RANGE.terms) refuseTerms(updates.length);
    product.update = moment.number;
    for (let k = 0; k < updates.length; k++) {
      product.term = k;
      writeOne(learner, updates[k], moment);
    }
  };
}

/** Probability that the readout gives to the label at step t. */
function confidence({ engine }: Network, { population, view, sharpness }: Learner, t: number): number {
  const { classes, probabilities, scores } = population;
  engine.kernels.softmax(probabilities, scores, sharpness / (t + 1), classes);
  return view.probabilities.values[view.label];
}

/** Ends a window, an update in it or not: organisations take their turn, and what came together is past. */
function createCloser({ engine, options: { steps }, reading }: Network) {
  return ({ projection, rule }: Learner, t: number, { number }: Moment): void => {
    const { held, lines, synapses, traces } = projection;
    synapses.turn(number);
    if (held > 0 && t + 1 < steps) renewCurrent(engine, projection, reading, t + 1);
    rule.clear?.();
    if (traces !== undefined) clearTraceSums(engine.kernels, traces, lines);
  };
}

function refuseUnlabelled({ kind }: Rule, presentation: number): never {
  throw new MemspikeError('DATA', 'learning needs the class of every sample, and this one has none', {
    where: `presentation ${presentation}`,
    hint: `the rule "${kind}" or the policy asks for it`,
  });
}

function refuseTerms(received: number): never {
  throw new MemspikeError(
    'CONFIG',
    'a learning rule gives more products at once than random addresses tell apart',
    {
      where: 'learning.rule',
      received: String(received),
      accepted: `at most ${RANGE.terms}`,
    },
  );
}
