/**
 * One presentation: a sample runs through all populations, step by step. What is done with it beyond the forward pass
 * (errors, updates) is an observer's business.
 */
import type { Engine } from '../engine/engine.ts';
import type { Key } from '../random/generator.ts';
import type { Network } from './network.ts';
import type { Population } from './population.ts';
import { holdCurrent, type Projection } from './projection.ts';
import { readAhead } from './read-ahead.ts';
import { clearTraces, stepTraces } from './traces.ts';

export interface Observer {
  /** After a population's neurons have taken step t; lines, its own and those of its projections, tell of this step. */
  population(population: Population, t: number): void;
  /** After all populations have taken step t. */
  step(t: number): void;
}

/** Presents the sample whose bytes begin at `offset` of `samples`; `key` draws its spikes. */
export function presentSample(
  network: Network,
  samples: Uint8Array,
  offset: number,
  key: Key,
  observer?: Observer,
): void {
  const { engine, input, options, populations, projections } = network;
  input.encode(samples, offset, key);
  for (const population of populations) startPopulation(engine, population);
  for (const projection of projections) startProjection(engine, projection, options.steps);
  takeSteps(network, observer);
}

function startPopulation({ kernels }: Engine, { neurons, stateBytes, stateStart }: Population): void {
  kernels.clear(stateStart, stateBytes);
  neurons.start?.();
}

/** What a projection has ready before the first step. */
function startProjection(engine: Engine, projection: Projection, steps: number): void {
  if (projection.traces !== undefined) clearTraces(engine.kernels, projection.traces);
  if (projection.held > 0) holdCurrent(engine, projection);
  if (projection.ahead > 0) readAhead(engine, projection, steps);
}

/** One function and plain loops: at this place a call costs as much as a kernel of a small network takes. */
function takeSteps({ engine, input, options, populations }: Network, observer?: Observer): void {
  const { kernels } = engine;
  const { add, vmmEvents } = kernels;
  const { steps } = options;
  for (let t = 0; t < steps; t++) {
    input.advance(t);
    for (let index = 0; index < populations.length; index++) {
      const population = populations[index];
      const { incoming, neurons } = population;
      let currents = population.current;
      for (let k = 0; k < incoming.length; k++) {
        const { ahead, held, lines, stride, synapses, traces } = incoming[k];
        const { at, count } = lines.events;
        if (traces !== undefined && held === 0) stepTraces(kernels, traces, lines, neurons.filter);
        // Only the first projection can be read ahead: the others are added to its currents.
        if (ahead > 0) currents = ahead + t * stride * 4;
        else if (held > 0) add(currents, held, stride);
        else if (count > 0) for (const w of synapses.weights) vmmEvents(currents, w, stride, at, count);
      }
      const { classStride, output, scores } = population;
      const spikes = neurons.step(currents);
      population.lines.events.count = spikes;
      if (output) add(scores, population.membrane, classStride);
      else if (spikes > 0) vmmEvents(scores, population.readout, classStride, population.spikes, spikes);
      observer?.population(population, t);
    }
    observer?.step(t);
  }
}
