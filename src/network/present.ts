/**
 * One presentation: a sample runs through all populations, step by step. What is done with it beyond the forward pass
 * (errors, updates) is an observer's business.
 */
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
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
  const { kernels } = engine;
  input.encode(samples, offset, key);
  for (const { neurons, stateBytes, stateStart } of populations) {
    kernels.clear(stateStart, stateBytes);
    neurons.start();
  }
  for (const projection of projections) startProjection(engine, projection, options.steps);
  for (let t = 0; t < options.steps; t++) {
    input.advance(t);
    for (const population of populations) {
      stepPopulation(engine, population, t);
      observer?.population(population, t);
    }
    observer?.step(t);
  }
}

/** What a projection has ready before the first step. */
function startProjection(engine: Engine, projection: Projection, steps: number): void {
  if (projection.traces !== undefined) clearTraces(engine, projection.traces);
  if (projection.held > 0) holdCurrent(engine, projection);
  if (projection.ahead > 0) readAhead(engine, projection, steps);
}

function stepPopulation(engine: Engine, population: Population, t: number): void {
  const { kernels } = engine;
  const { classStride, lines, membrane, neurons, output, readout, scores, spikes } = population;
  const count = neurons.step(addCurrents(engine, population, t));
  lines.eventCount = count;
  if (output) kernels.add(scores, membrane, classStride);
  else kernels.vmmEvents(scores, readout, classStride, spikes, count);
}

/** Adds the currents of all projections in their order; returns where they are. */
function addCurrents(engine: Engine, { current, incoming, neurons, stride }: Population, t: number): Pointer {
  const { kernels } = engine;
  let at = current;
  for (const { ahead, held, lines, synapses, traces } of incoming) {
    if (traces !== undefined && held === 0) stepTraces(engine, traces, lines, neurons.filter);
    // Only the first projection can be read ahead: the others are added to its currents.
    if (ahead > 0) at = ahead + t * stride * 4;
    else if (held > 0) kernels.add(at, held, stride);
    else for (const w of synapses.weights) kernels.vmmEvents(at, w, stride, lines.events, lines.eventCount);
  }
  return at;
}
