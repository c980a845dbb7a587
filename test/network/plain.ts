/**
 * One presentation and what is learned from it, written down once more in double precision from the equations, layer
 * by layer, with whole arrays and no kernels: what the network and the trainer are checked against.
 *
 *   Q ← βQ + (1 − β)·gain·I,  P ← αP + (1 − α)·Q of the step before,  U = P − ρR,  S = U > θ,  R ← γR + S
 */
import type { LearningOptions } from '../../src/learning/options.ts';
import type { LocalOptions } from '../../src/learning/rules/local.ts';
import type { NeuronOptions } from '../../src/network/neurons/neuron.ts';

export interface PlainLayer {
  /** [inputs][neurons] */
  readonly weights: readonly (readonly number[])[];
  /** Fixed random readout G, [neurons][classes]; none for the output layer. */
  readonly readout?: readonly (readonly number[])[];
}

export interface PlainPresentation {
  /** Σ over the steps of each layer's class scores. */
  readonly scores: readonly number[][];
  /** Spikes of each neuron, and their total over the layer. */
  readonly counts: readonly number[][];
  /** Wanted ΔW / rate of each layer, update at the end of the presentation, [inputs][neurons]. */
  readonly changes: readonly number[][][];
}

export interface PlainOptions {
  readonly layers: readonly PlainLayer[];
  readonly neuron: NeuronOptions;
  readonly learning: LearningOptions;
  readonly classes: number;
  readonly label: number;
  /** Input spikes, or constant currents, of each step: [steps][inputs]. */
  readonly inputs: readonly (readonly number[])[];
}

export function presentPlainly(options: PlainOptions): PlainPresentation {
  const { classes, inputs, label, layers, learning, neuron } = options;
  const rule = learning.rule as LocalOptions;
  const burnIn = Math.floor(learning.burnIn * inputs.length);
  const state = layers.map(({ weights }) => {
    const zeros = () => new Array<number>(weights[0].length).fill(0);
    return {
      p: zeros(),
      q: zeros(),
      r: zeros(),
      counts: zeros(),
      deltas: zeros(),
      scores: new Array<number>(classes).fill(0),
    };
  });
  for (const [t, input] of inputs.entries()) {
    let lines = input;
    for (const [index, layer] of layers.entries()) {
      const own = state[index];
      const output = index === layers.length - 1;
      const gain = index === 0 ? neuron.inputGain : neuron.layerGain;
      const membranes = own.p.map((_, i) => {
        const current = lines.reduce((sum, line, j) => sum + line * layer.weights[j][i], 0);
        const p = neuron.alpha * own.p[i] + (1 - neuron.alpha) * own.q[i];
        const q = neuron.beta * own.q[i] + (1 - neuron.beta) * gain * current;
        const u = p - neuron.rho * own.r[i];
        const spike = !output && u > neuron.theta;
        own.r[i] = neuron.gamma * own.r[i] + Number(spike);
        own.p[i] =
          spike && neuron.reset === 'zero'
            ? 0
            : p - (spike && neuron.reset === 'subtract' ? neuron.theta : 0);
        own.q[i] = spike && neuron.reset === 'zero' ? 0 : q;
        own.counts[i] += Number(spike);
        return { u, spike };
      });
      lines = membranes.map(({ spike }) => Number(spike));
      for (let k = 0; k < classes; k++)
        own.scores[k] += layer.readout
          ? lines.reduce((sum, spike, i) => sum + spike * layer.readout![i][k], 0)
          : membranes[k].u;
      if (t < burnIn) continue;
      const sharpness = learning.sharpness[output ? 1 : 0] / (t + 1);
      const error = errorOf(
        own.scores.map((y) => sharpness * y),
        label,
        learning.error.kind,
      );
      for (const [i, { u }] of membranes.entries()) {
        const delta = layer.readout
          ? error.reduce((sum, e, k) => sum + e * layer.readout![i][k], 0) * slopeOf(u - neuron.theta, rule)
          : error[i];
        own.deltas[i] += delta + Math.abs(delta) * (rule.balance.membrane * u + rule.balance.bias);
      }
    }
  }
  const rates = [
    inputs[0].map((_, j) => inputs.reduce((sum, step) => sum + step[j], 0) / inputs.length),
    ...state.map(({ counts }) => counts.map((n) => n / inputs.length)),
  ];
  return {
    scores: state.map(({ scores }) => scores),
    counts: state.map(({ counts }) => counts),
    changes: state.map(({ deltas }, index) =>
      rates[index].map((rate) => deltas.map((delta) => -rate * delta)),
    ),
  };
}

function errorOf(y: readonly number[], label: number, kind: string): number[] {
  if (kind === 'mean-square') return y.map((score, k) => score - Number(k === label));
  if (kind === 'hinge') return y.map((score, k) => (k === label ? -Number(score < 1) : Number(-score < 1)));
  const top = Math.max(...y);
  const powers = y.map((score) => Math.exp(score - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power, k) => power / sum - Number(k === label));
}

function slopeOf(distance: number, { surrogate: { kind, width } }: LocalOptions): number {
  const d = width * Math.abs(distance);
  if (kind === 'triangle') return Math.max(0, 1 - d);
  return kind === 'boxcar' ? Number(d < 1) : 1 / (1 + d) ** 2;
}
