/**
 * One presentation: a sample runs through all populations, step by step. What is done with it beyond the forward pass
 * (errors, updates) is an observer's business.
 */
import type { Engine } from '../engine/engine.ts';
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

/**
 * One function, and loops over numbers: at this place a call, or the iterator of a `for … of`, costs as much as a kernel
 * of a small network takes.
 */
function takeSteps({ engine, input, options, populations, reading }: Network, observer?: Observer): void {
  const { kernels } = engine;
  const { add, vmmEvents } = kernels;
  const { steps } = options;
  for (let t = 0; t < steps; t++) {
    input.advance(t);
    reading.place = t;
    for (let index = 0; index < populations.length; index++) {
      const population = populations[index];
      const { incoming, neurons } = population;
      let currents = population.current;
      for (let k = 0; k < incoming.length; k++) {
        const projection = incoming[k];
        const { ahead, held, lines, stride, synapses, traces } = projection;
        const { at, count } = lines.events;
        if (traces !== undefined && held === 0) stepTraces(kernels, traces, lines, neurons.filter);
        // Only the first projection can be read ahead: the others are added to its currents.
        if (ahead > 0) currents = ahead + t * stride * 4;
        else if (held > 0) {
          if (!projection.synapsesLayout.repeats) holdCurrent(engine, projection, reading);
          add(currents, held, stride);
        } else {
          const { reads } = synapses;
          for (let a = 0; a < reads.length; a++) reads[a].events(currents, at, count, reading);
        }
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
