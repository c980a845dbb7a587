/**
 * A population's turn in a step, and what feeds it: what the loop over the steps needs of populations and projections,
 * gathered once in objects of a few fields. At that place a look into an object of forty fields, a call or an iterator
 * cost as much as a kernel of a small network.
 */
import type { Reads } from '../crossbar/periphery/periphery.ts';
import type { Pointer } from '../engine/kernels.ts';
import type { Spikes } from './lines.ts';
import type { Neurons } from './neurons/neuron.ts';
import type { Population } from './population.ts';
import type { Projection } from './projection.ts';
import type { Traces } from './traces.ts';

export interface Turn {
  readonly population: Population;
  readonly neurons: Neurons;
  readonly current: Pointer;
  readonly feeds: readonly Feed[];
  /** Its own, in this step. */
  readonly spikes: Spikes;
  readonly output: boolean;
  readonly membrane: Pointer;
  readonly scores: Pointer;
  readonly readout: Pointer;
  readonly classStride: number;
}

/** A projection as it feeds the neurons where it leads, at every step. */
export interface Feed {
  readonly projection: Projection;
  readonly reads: readonly Reads[];
  /** Of its lines, in this step. */
  readonly spikes: Spikes;
  readonly traces: Traces | undefined;
  readonly ahead: Pointer;
  readonly held: Pointer;
  readonly stride: number;
}

export function turnOf(population: Population): Turn {
  const { classStride, current, incoming, lines, membrane, neurons, output, readout, scores } = population;
  return {
    population,
    neurons,
    current,
    feeds: incoming.map(feedOf),
    spikes: lines.events,
    output,
    membrane,
    scores,
    readout,
    classStride,
  };
}

function feedOf(projection: Projection): Feed {
  const { ahead, held, lines, stride, synapses, traces } = projection;
  return { projection, reads: synapses.reads, spikes: lines.events, traces, ahead, held, stride };
}
