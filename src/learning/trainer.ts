/**
 * On-line learning: one sample at a time, the rule's modulators become outer products, and these are written through
 * the devices.
 */

import { refreshPairs } from '../crossbar/refresh.ts';
import { pulsesOf } from '../crossbar/tally.ts';
import { exp, log } from '../math/exp-log.ts';
import type { Layer } from '../network/layer.ts';
import { crossbarsOf, type Network } from '../network/network.ts';
import { holdCurrent, type Observer, present, tracedLines } from '../network/present.ts';
import { requireAddressable, trainEncodingKey } from '../random/address.ts';
import type { Gate } from './gate.ts';
import { ERRORS, type LearningOptions } from './options.ts';
import type { LayerStep, LearningRule } from './rules/rule.ts';

/** Trace sums below this are silence. */
const SILENCE = 1e-6;

export interface TrainerOptions {
  readonly network: Network;
  readonly learning: LearningOptions;
  readonly rule: LearningRule;
  readonly gate: Gate;
  /** One-sided pairs are refreshed after every so many presentations; 0: never. */
  readonly refreshEvery: number;
  readonly seed: number;
  /** Presentations of the whole training, over which the rates decay. */
  readonly presentations: number;
}

export interface Trainer {
  /** Presents a sample of class `label` and learns from it. `presentation` counts from 0 over the whole training. */
  learn(samples: Uint8Array, offset: number, label: number, presentation: number): void;
  /** Pulses given so far, all layers. */
  pulses(): number;
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { network, learning, rule, gate, seed, presentations, refreshEvery } = options;
  const { engine, encoder, layers, neuron, traces } = network;
  const { kernels } = engine;
  const { steps } = network.options;
  const kind = ERRORS.indexOf(learning.error);
  const burnIn = Math.floor(learning.burnIn * steps);
  const every = learning.update === 'presentation' ? steps : learning.update;
  const windows = Math.ceil(steps / every);
  const decayRate = log(learning.decay);
  requireAddressable({ layers: layers.length, updates: windows * presentations });
  const views = layers.map((layer) => viewLayer(network, layer, learning));
  const crossbars = crossbarsOf(network);
  const sums = layers.map((layer) => engine.f32(layer.deltaSum, layer.crossbar.columns));
  let label = 0;
  let presentation = 0;
  let factor = 1;

  const observer: Observer = {
    layer(layer, t) {
      if (t < burnIn) return;
      const view = views[layer.index];
      const sharpness = learning.sharpness[layer.output ? 1 : 0] / (t + 1);
      kernels.readoutError(layer.error, layer.scores, sharpness, layer.classes, label, kind);
      gate.error?.(view.error, layer.index);
      view.t = t;
      view.label = label;
      rule.modulate(view);
      const { membrane, bias } = learning.balance;
      kernels.accumulateDelta(layer.deltaSum, layer.delta, layer.u, layer.stride, membrane, bias);
    },
    step(t) {
      if ((t + 1) % every !== 0 && t + 1 !== steps) return;
      if (t < burnIn) {
        for (const { index } of layers) clearSum(index);
        for (const { synapses } of layers) synapses.turn(numberOf(t));
        return;
      }
      for (const layer of layers) update(layer, t, (t % every) + 1);
    },
  };

  /** Of the update at step t, over the whole training. */
  function numberOf(t: number): number {
    return presentation * windows + Math.floor(t / every);
  }

  /** Writes what has come together over the last `width` steps. */
  function update(layer: Layer, t: number, width: number): void {
    const { index } = layer;
    const number = numberOf(t);
    const wanted = !gate.confident?.(confidence(layer, t), index);
    if (wanted) {
      gate.modulators?.(sums[index], index);
      const { rowCount, perUnit } = listLines(layer, width);
      layer.synapses.write({
        rowCount,
        d: layer.deltaSum,
        rate: learning.rate[layer.output ? 1 : 0] * factor * perUnit,
        update: number,
        largestFactor: 1 / perUnit,
        small: learning.update !== 'presentation',
      });
    }
    layer.synapses.turn(number);
    if (index === 0 && encoder.options.kind === 'current' && t + 1 < steps) holdCurrent(network);
    kernels.clear(layer.deltaSum, layer.stride * 4);
    clearSum(index);
  }

  function clearSum(index: number): void {
    if (traces.length > 0) kernels.clear(traces[index].sum, tracedLines(network, index) * 4);
  }

  /** Probability that the layer's readout gives to the label at step t. */
  function confidence(layer: Layer, t: number): number {
    const sharpness = learning.sharpness[layer.output ? 1 : 0] / (t + 1);
    kernels.softmax(layer.error, layer.scores, sharpness, layer.classes);
    return views[layer.index].error[label];
  }

  /** Active lines of a layer with their activity; `perUnit` turns it into a mean rate per step. */
  function listLines(layer: Layer, width: number): { rowCount: number; perUnit: number } {
    const { lines, factors } = layer.crossbar;
    const threshold = gate.lineThreshold ?? 0;
    if (layer.index === 0 && (traces.length === 0 || encoder.options.kind === 'current')) {
      const { counts, active } = encoder;
      const rowCount = kernels.packAbove(lines, factors, counts, encoder.lines, active, threshold * steps);
      return { rowCount, perUnit: 1 / steps };
    }
    if (traces.length > 0) {
      const { sum } = traces[layer.index];
      const least = Math.max(threshold * width, SILENCE);
      const [map, count] = layer.index === 0 ? [encoder.lines, encoder.active] : [0, layer.crossbar.rows];
      return { rowCount: kernels.packAbove(lines, factors, sum, map, count, least), perUnit: 1 / width };
    }
    const before = layers[layer.index - 1];
    const rowCount = kernels.packAbove(
      lines,
      factors,
      before.counts,
      0,
      layer.crossbar.rows,
      threshold * steps,
    );
    return { rowCount, perUnit: 1 / steps };
  }

  return {
    learn(samples, offset, sampleLabel, number) {
      label = sampleLabel;
      presentation = number;
      factor = learning.decay === 1 ? 1 : exp((decayRate * number) / presentations);
      present(network, samples, offset, trainEncodingKey(seed, number), observer);
      if (refreshEvery > 0 && (number + 1) % refreshEvery === 0)
        for (const crossbar of crossbars)
          if (crossbar.options.scheme === 'one-sided') refreshPairs(crossbar, number);
    },
    pulses: () => crossbars.reduce((sum, crossbar) => sum + (crossbar.ideal ? 0 : pulsesOf(crossbar)), 0),
  };

  function viewLayer({ engine, options }: Network, layer: Layer, learning: LearningOptions): LayerStep {
    const neurons = layer.crossbar.columns;
    return {
      layer,
      kernels: engine.kernels,
      options: learning,
      theta: neuron.theta,
      steps: options.steps,
      t: 0,
      label: 0,
      error: engine.f32(layer.error, layer.classes),
      back: engine.f32(layer.back, layer.output ? 0 : layer.classes * layer.stride),
      stride: layer.stride,
      membrane: engine.f32(layer.u, neurons),
      spikeCounts: engine.f32(layer.counts, neurons),
      delta: engine.f32(layer.delta, neurons),
    };
  }
}
