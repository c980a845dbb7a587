/**
 * One presentation: a sample runs through all layers, step by step. What is done with it beyond the forward pass
 * (errors, updates) is an observer's business.
 */

import type { Pointer } from '../engine/kernels.ts';
import { encode } from './encoders/encoder.ts';
import type { Layer } from './layer.ts';
import type { Network } from './network.ts';
import type { Presentation } from './presentation.ts';
import { readAhead } from './read-ahead.ts';
import { clearTraces } from './traces.ts';

export interface Observer {
  /**
   * After a layer's neurons have taken step t; `spikes` of them have spiked. The presynaptic lines that spiked are u32
   * [count] at `events`.
   */
  layer(layer: Layer, t: number, spikes: number, events: Pointer, count: number): void;
  /** After all layers have taken step t. */
  step(t: number): void;
}

/** Presents the sample whose bytes begin at `offset` of `samples`. */
export function present(
  network: Network,
  samples: Uint8Array,
  offset: number,
  { key, purpose, time }: Presentation,
  observer?: Observer,
): void {
  const { ahead, engine, encoder, layers, options, reading } = network;
  const { kernels } = engine;
  encode(engine, encoder, samples, offset, key);
  for (const layer of layers) kernels.clear(layer.stateStart, layer.stateBytes);
  for (const traces of network.traces) clearTraces(engine, traces);
  const spiking = encoder.options.kind !== 'current';
  reading.purpose = purpose;
  reading.time = time;
  if (!spiking) holdCurrent(network, 0);
  if (ahead > 0) readAhead(network);
  const offsets = engine.u32(encoder.offsets, options.steps + 1);
  for (let t = 0; t < options.steps; t++) {
    let events = encoder.events + offsets[t] * 4;
    let count = spiking ? offsets[t + 1] - offsets[t] : 0;
    if (!spiking && t > 0 && !layers[0].synapsesLayout.repeats) holdCurrent(network, t);
    reading.place = t;
    for (const layer of layers) {
      if (network.traces.length > 0) stepTraces(network, layer.index, events, count);
      const isRead = ahead > 0 && layer.index === 0;
      const current = isRead ? ahead + t * layer.stride * 4 : layer.current;
      if (layer.index === 0 && !spiking) kernels.add(layer.current, layer.drive, layer.stride);
      else if (!isRead)
        for (const array of layer.synapses.reads) array.events(current, events, count, reading);
      const spikes = stepNeurons(network, layer, current);
      if (layer.output) kernels.add(layer.scores, layer.u, layer.classStride);
      else kernels.vmmEvents(layer.scores, layer.readout, layer.classStride, layer.spikes, spikes);
      observer?.layer(layer, t, spikes, events, count);
      events = layer.spikes;
      count = spikes;
    }
    observer?.step(t);
  }
}

/** The constant current of an encoder without spikes, from step t on: from the weights as they are now. */
export function holdCurrent({ engine, encoder, layers, reading }: Network, t: number): void {
  const [{ drive, stride, synapses }] = layers;
  engine.kernels.clear(drive, stride * 4);
  reading.place = t;
  for (const array of synapses.reads)
    array.graded(drive, encoder.lines, encoder.rates, encoder.active, reading);
}

/** What holds the current of the first layer is read anew after a write before step t. */
export function renewCurrent(network: Network, t: number): void {
  // What no two reads see alike is read at every step anyway.
  if (network.layers[0].synapsesLayout.repeats) holdCurrent(network, t);
}

/** Traces of a layer that are kept in this presentation, padded to 4: of the inputs, only those that can spike. */
export function tracedLines({ encoder, traces }: Network, index: number): number {
  return index === 0 ? Math.ceil(encoder.active / 4) * 4 : traces[index].padded;
}

/** The class with the highest score of a layer's readout. */
export function classOf({ engine }: Network, { scores, classes }: Layer): number {
  const values = engine.f32(scores, classes);
  let best = 0;
  for (let k = 1; k < classes; k++) if (values[k] > values[best]) best = k;
  return best;
}

function stepNeurons({ engine, neuron }: Network, layer: Layer, current: Pointer): number {
  const { alpha, beta, gamma, rho, theta } = neuron;
  const gain = layer.index === 0 ? neuron.inputGain : neuron.layerGain;
  return engine.kernels.lifStep(
    layer.q,
    layer.p,
    layer.r,
    layer.u,
    current,
    layer.counts,
    layer.spikes,
    layer.stride,
    alpha,
    beta,
    (1 - beta) * gain,
    rho,
    gamma,
    layer.output ? Number.POSITIVE_INFINITY : theta,
    neuron.resetCode,
  );
}

function stepTraces(network: Network, index: number, events: number, count: number): void {
  const { engine, encoder, neuron } = network;
  const { p, q, sum } = network.traces[index];
  const { alpha, beta } = neuron;
  const places = index === 0 ? encoder.places : 0;
  const padded = tracedLines(network, index);
  engine.kernels.traceStep(p, q, sum, padded, events, count, alpha, beta, 1 - beta, places);
}
