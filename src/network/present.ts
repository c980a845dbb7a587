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
  const { engine, input, options, populations, projections, reading } = network;
  const { kernels } = engine;
  input.encode(samples, offset, key);
  for (const { neurons, stateBytes, stateStart } of populations) {
    kernels.clear(stateStart, stateBytes);
    neurons.start();
  }
  reading.purpose = purpose;
  reading.time = time;
  for (const projection of projections) startProjection(network, projection);
  for (let t = 0; t < options.steps; t++) {
    input.advance(t);
    reading.place = t;
    for (const population of populations) {
      stepPopulation(engine, population, reading);
      observer?.population(population, t);
    }
    observer?.step(t);
  }
}

/** What a projection has ready before the first step. */
function startProjection({ engine, options, reading }: Network, projection: Projection): void {
  if (projection.traces !== undefined) clearTraces(engine, projection.traces);
  if (projection.held > 0) renewCurrent(engine, projection, reading, 0);
  if (projection.ahead > 0) readAhead(engine, projection, { reading, steps: options.steps });
}

function stepPopulation(engine: Engine, population: Population, reading: ReadAddress): void {
  const { kernels } = engine;
  const { classStride, lines, membrane, neurons, output, readout, scores, spikes } = population;
  const count = neurons.step(addCurrents(engine, population, reading));
  lines.eventCount = count;
  if (output) kernels.add(scores, membrane, classStride);
  else kernels.vmmEvents(scores, readout, classStride, spikes, count);
}

/** Adds the currents of all projections in their order; returns where they are. */
function addCurrents(
  engine: Engine,
  { current, incoming, neurons, stride }: Population,
  reading: ReadAddress,
): Pointer {
  const { kernels } = engine;
  let at = current;
  for (const projection of incoming) {
    const { ahead, held, lines, synapses, traces } = projection;
    if (traces !== undefined && held === 0) stepTraces(engine, traces, lines, neurons.filter);
    // Only the first projection can be read ahead: the others are added to its currents.
    if (ahead > 0) at = ahead + reading.place * stride * 4;
    else if (held > 0) {
      if (!projection.synapsesLayout.repeats) holdCurrent(engine, projection, reading);
      kernels.add(at, held, stride);
    } else for (const array of synapses.reads) array.events(at, lines.events, lines.eventCount, reading);
  }
  return at;
}
