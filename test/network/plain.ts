/**
 * One presentation and what is learned from it, written down once more in double precision from the equations,
 * population by population, with whole arrays and no kernels: what the network and the trainer are checked against.
 *
 *   Q ← βQ + (1 − β)·gain·I,  P ← αP + (1 − α)·Q of the step before,  U = P − ρR,  S = U > θ,  R ← γR + S
 */
import type { LearningOptions } from '../../src/learning/options.ts';
import type { LocalOptions } from '../../src/learning/rules/local.ts';
import type { LifOptions } from '../../src/network/neurons/lif.ts';

export interface PlainPopulation {
  readonly size: number;
  readonly gain: number;
  /** Fixed random readout G, [neurons][classes]; none for the output. */
  readonly readout?: readonly (readonly number[])[];
}

export interface PlainProjection {
  /** Index of a population, or 'input'. */
  readonly from: number | 'input';
  readonly to: number;
  /** [lines][neurons] */
  readonly weights: readonly (readonly number[])[];
}

export interface PlainPresentation {
  /** Σ over the steps of each population's class scores. */
  readonly scores: readonly number[][];
  /** Spikes of each neuron, population by population. */
  readonly counts: readonly number[][];
  /** Wanted ΔW / rate of each projection, update at the end of the presentation, [lines][neurons]. */
  readonly changes: readonly number[][][];
}

export interface PlainOptions {
  /** In an order in which none comes before what projects to it; the last is the output. */
  readonly populations: readonly PlainPopulation[];
  readonly projections: readonly PlainProjection[];
  readonly neuron: LifOptions;
  readonly learning: LearningOptions;
  readonly classes: number;
  readonly label: number;
  /** Input spikes, or constant currents, of each step: [steps][inputs]. */
  readonly inputs: readonly (readonly number[])[];
}

export function presentPlainly(options: PlainOptions): PlainPresentation {
  const { classes, inputs, label, learning, neuron, populations, projections } = options;
  const rule = learning.rule as LocalOptions;
  const burnIn = Math.floor(learning.burnIn * inputs.length);
  const state = populations.map(({ size }) => {
    const zeros = () => new Array<number>(size).fill(0);
    return {
      p: zeros(),
      q: zeros(),
      r: zeros(),
      counts: zeros(),
      deltas: zeros(),
      spikes: zeros(),
      scores: new Array<number>(classes).fill(0),
    };
  });
  for (const [t, input] of inputs.entries()) {
    const linesOf = (from: PlainProjection['from']) => (from === 'input' ? input : state[from].spikes);
    for (const [index, { gain, readout }] of populations.entries()) {
      const own = state[index];
      const output = index === populations.length - 1;
      const incoming = projections.filter(({ to }) => to === index);
      const membranes = own.p.map((_, i) => {
        const current = incoming
          .map(({ from, weights }) => linesOf(from).reduce((sum, line, j) => sum + line * weights[j][i], 0))
          .reduce((sum, one) => sum + one);
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
      own.spikes = membranes.map(({ spike }) => Number(spike));
      for (let k = 0; k < classes; k++)
        own.scores[k] += readout
          ? own.spikes.reduce((sum, spike, i) => sum + spike * readout[i][k], 0)
          : membranes[k].u;
      if (t < burnIn) continue;
      const sharpness = learning.sharpness[output ? 1 : 0] / (t + 1);
      const error = errorOf(
        own.scores.map((y) => sharpness * y),
        label,
        learning.error.kind,
      );
      for (const [i, { u }] of membranes.entries()) {
        const delta = readout
          ? error.reduce((sum, e, k) => sum + e * readout[i][k], 0) * slopeOf(u - neuron.theta, rule)
          : error[i];
        own.deltas[i] += delta + Math.abs(delta) * (rule.balance.membrane * u + rule.balance.bias);
      }
    }
  }
  const inputRates = inputs[0].map((_, j) => inputs.reduce((sum, step) => sum + step[j], 0) / inputs.length);
  const rates = state.map(({ counts }) => counts.map((n) => n / inputs.length));
  return {
    scores: state.map(({ scores }) => scores),
    counts: state.map(({ counts }) => counts),
    changes: projections.map(({ from, to }) =>
      (from === 'input' ? inputRates : rates[from]).map((rate) =>
        state[to].deltas.map((delta) => -rate * delta),
      ),
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
