/**
 * One presentation: a sample runs through all populations, step by step. What is done with it beyond the forward pass
 * (errors, updates) is an observer's business.
 */
import type { ReadAddress } from '../crossbar/periphery/read-address.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
import type { Network } from './network.ts';
import type { Population } from './population.ts';
import type { Presentation } from './presentation.ts';
import { holdCurrent, type Projection, renewCurrent } from './projection.ts';
import { readAhead } from './read-ahead.ts';
import { clearTraces, stepTraces } from './traces.ts';

export interface Observer {
  /** After a population's neurons have taken step t; lines, its own and those of its projections, tell of this step. */
  population(population: Population, t: number): void;
  /** After all populations have taken step t. */
  step(t: number): void;
}

/** Presents the sample whose bytes begin at `offset` of `samples`. */
export function presentSample(
  network: Network,
  samples: Uint8Array,
  offset: number,
  { key, purpose, time }: Presentation,
  observer?: Observer,
): void {
  const { engine, input, populations, projections, reading } = network;
  input.encode(samples, offset, key);
  for (const population of populations) startPopulation(engine, population);
  reading.purpose = purpose;
  reading.time = time;
  for (const projection of projections) startProjection(network, projection);
  takeSteps(network, observer);
}

function startPopulation({ kernels }: Engine, { neurons, stateBytes, stateStart }: Population): void {
  kernels.clear(stateStart, stateBytes);
  neurons.start?.();
}

/** What a projection has ready before the first step. */
function startProjection({ engine, options, reading }: Network, projection: Projection): void {
  if (projection.traces !== undefined) clearTraces(engine.kernels, projection.traces);
  if (projection.held > 0) renewCurrent(engine, projection, reading, 0);
  if (projection.ahead > 0) readAhead(engine, projection, { reading, steps: options.steps });
}

function takeSteps({ engine, input, options, reading, turns }: Network, observer?: Observer): void {
  const { kernels } = engine;
  const { steps } = options;
  for (let t = 0; t < steps; t++) {
    input.advance(t);
    reading.place = t;
    for (let index = 0; index < turns.length; index++) {
      const turn = turns[index];
      const { feeds, neurons, spikes } = turn;
      let currents = turn.current;
      for (let k = 0; k < feeds.length; k++) {
        const feed = feeds[k];
        const { ahead, held, traces } = feed;
        if (traces !== undefined && held === 0)
          stepTraces(kernels, traces, feed.projection.lines, neurons.filter);
        // Only the first projection can be read ahead: the others are added to its currents.
        if (ahead > 0) currents = ahead + t * feed.stride * 4;
        else if (held > 0) addHeld(engine, feed.projection, currents, reading);
        else {
          const { reads } = feed;
          const { at, count } = feed.spikes;
          for (let a = 0; a < reads.length; a++) reads[a].events(currents, at, count, reading);
        }
      }
      spikes.count = neurons.step(currents);
      if (turn.output) kernels.add(turn.scores, turn.membrane, turn.classStride);
      else if (spikes.count > 0)
        kernels.vmmEvents(turn.scores, turn.readout, turn.classStride, spikes.at, spikes.count);
      observer?.population(turn.population, t);
    }
    observer?.step(t);
  }
}

/** The constant current of graded lines. What no two reads see alike is read at every step. */
function addHeld(engine: Engine, projection: Projection, currents: Pointer, reading: ReadAddress): void {
  if (!projection.synapsesLayout.repeats) holdCurrent(engine, projection, reading);
  engine.kernels.add(currents, projection.held, projection.stride);
}
