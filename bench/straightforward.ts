/**
 * The network of the training benchmark as one would first write it in TypeScript: objects, arrays, loops, Math. Only
 * spikes are propagated, and everything that can be computed once is. With `careful` it is what one writes after
 * looking at a profile: silent inputs draw no number, silent lines and modulators of 0 are not visited by the write.
 *
 * 784 inputs, Bernoulli spikes; hidden LIF neurons with a fixed random readout; output neurons that only integrate. At
 * the end of a presentation, or in every step, every synapse between an active line and a neuron gets stochastically
 * rounded pulses on one device against a mid-range reference (soft bounds), with cycle-to-cycle noise.
 */
export interface StraightforwardOptions {
  readonly careful: boolean;
  readonly inputs: number;
  readonly hidden: number;
  readonly classes: number;
  readonly steps: number;
  /** Spikes per step at full intensity. */
  readonly inputRate: number;
  readonly alpha: number;
  readonly beta: number;
  readonly theta: number;
  readonly inputGain: number;
  readonly layerGain: number;
  readonly burnIn: number;
  /** Write in every step, with the lines' traces, instead of once, with their spike counts. */
  readonly everyStep: boolean;
  readonly rate: readonly [number, number];
  readonly sharpness: readonly [number, number];
  /** δ ← δ + |δ|·balance·U. */
  readonly balance: number;
  readonly device: {
    readonly nu: readonly [ltp: number, ltd: number];
    readonly pulses: number;
    readonly c2c: number;
  };
}

interface Layer {
  readonly g: Float32Array[];
  readonly weights: Float32Array[];
  readonly q: Float32Array;
  readonly p: Float32Array;
  readonly current: Float32Array;
  readonly delta: Float32Array;
  /** Traces of the lines. */
  readonly lineQ: Float32Array;
  readonly lineP: Float32Array;
}

export interface Straightforward {
  learn(image: Uint8Array, label: number): void;
  /** The class with the highest score. */
  recognise(image: Uint8Array): number;
  /** Pulses so far, and hidden spikes so far. */
  readonly totals: { pulses: number; spikes: number };
}

export function createStraightforward(options: StraightforwardOptions): Straightforward {
  const { careful, everyStep, inputs, hidden, classes, steps, alpha, beta, theta } = options;
  const { burnIn, sharpness, balance, device } = options;
  const layers = [createLayer(inputs, hidden), createLayer(hidden, classes)];
  const span = Math.sqrt(3 / hidden);
  const readout = matrix(hidden, classes, () => span * (2 * Math.random() - 1));
  const [ltp, ltd] = device.nu.map((nu) => ({
    scale: Math.exp(-nu / device.pulses),
    top: 1 / (1 - Math.exp(-nu)),
  }));
  const totals = { pulses: 0, spikes: 0 };

  function createLayer(rows: number, columns: number): Layer {
    const reach = Math.sqrt(3 / rows);
    const weights = matrix(rows, columns, () => reach * (2 * Math.random() - 1));
    return {
      weights,
      g: weights.map((row) => row.map((w) => 0.5 + w / 2)),
      q: new Float32Array(columns),
      p: new Float32Array(columns),
      current: new Float32Array(columns),
      delta: new Float32Array(columns),
      lineQ: new Float32Array(rows),
      lineP: new Float32Array(rows),
    };
  }

  function integrate({ q, p, current }: Layer, gain: number): void {
    for (let i = 0; i < p.length; i++) {
      p[i] = alpha * p[i] + (1 - alpha) * q[i];
      q[i] = beta * q[i] + (1 - beta) * gain * current[i];
      current[i] = 0;
    }
  }

  function addRows({ weights, current }: Layer, spikes: readonly number[]): void {
    for (const j of spikes) {
      const row = weights[j];
      for (let i = 0; i < current.length; i++) current[i] += row[i];
    }
  }

  function softmaxError(scores: Float32Array, scale: number, label: number): number[] {
    const top = Math.max(...scores);
    const powers = Array.from(scores, (score) => Math.exp(scale * (score - top)));
    const sum = powers.reduce((a, b) => a + b);
    return powers.map((power, k) => power / sum - (k === label ? 1 : 0));
  }

  /** ΔW[j][i] = -rate·activity[j]·delta[i], as pulses. */
  function write({ g, weights, delta }: Layer, activity: Float32Array, rate: number): void {
    for (let j = 0; j < activity.length; j++) {
      if (careful && activity[j] === 0) continue;
      for (let i = 0; i < delta.length; i++) {
        if (careful && delta[i] === 0) continue;
        const wanted = (-rate * activity[j] * delta[i] * device.pulses) / 2;
        const pulses = Math.floor(Math.abs(wanted) + Math.random());
        if (pulses === 0) continue;
        let value = g[j][i];
        for (let n = 0; n < pulses; n++)
          value =
            wanted > 0
              ? ltp.top - (ltp.top - value) * ltp.scale
              : (value + ltd.top - 1) * ltd.scale - (ltd.top - 1);
        value += device.c2c * Math.sqrt(pulses) * gaussian();
        g[j][i] = Math.min(1, Math.max(0, value));
        weights[j][i] = 2 * g[j][i] - 1;
        totals.pulses += pulses;
      }
    }
  }

  function follow({ lineQ, lineP }: Layer, spikes: readonly number[]): void {
    for (let j = 0; j < lineP.length; j++) {
      lineP[j] = alpha * lineP[j] + (1 - alpha) * lineQ[j];
      lineQ[j] *= beta;
    }
    for (const j of spikes) lineQ[j] += 1 - beta;
  }

  /** What the modulators become in one step. */
  function modulate(label: number, t: number, hiddenScores: Float32Array, scores: Float32Array): void {
    const [first, last] = layers;
    const error = softmaxError(hiddenScores, sharpness[0] / (t + 1), label);
    for (let i = 0; i < hidden; i++) {
      const slope = 1 - Math.abs(first.p[i] - theta);
      if (slope <= 0) continue;
      let delta = 0;
      for (let k = 0; k < classes; k++) delta += error[k] * readout[i][k];
      delta *= slope;
      first.delta[i] += delta + Math.abs(delta) * balance * first.p[i];
    }
    const outputError = softmaxError(scores, sharpness[1] / (t + 1), label);
    for (let k = 0; k < classes; k++)
      last.delta[k] += outputError[k] + Math.abs(outputError[k]) * balance * last.p[k];
  }

  /** Presents an image, learning where it has a label; returns the scores. */
  function present(image: Uint8Array, label?: number): Float32Array {
    for (const { q, p, delta, lineQ, lineP } of layers)
      for (const state of [q, p, delta, lineQ, lineP]) state.fill(0);
    const [first, last] = layers;
    const counts = new Float32Array(inputs);
    const hiddenCounts = new Float32Array(hidden);
    const hiddenScores = new Float32Array(classes);
    const scores = new Float32Array(classes);
    for (let t = 0; t < steps; t++) {
      const spikes: number[] = [];
      for (let j = 0; j < inputs; j++) {
        if (careful && image[j] === 0) continue;
        if (Math.random() < (options.inputRate * image[j]) / 255) {
          spikes.push(j);
          counts[j]++;
        }
      }
      addRows(first, spikes);
      integrate(first, options.inputGain);
      const fired: number[] = [];
      for (let i = 0; i < hidden; i++)
        if (first.p[i] > theta) {
          fired.push(i);
          hiddenCounts[i]++;
          for (let k = 0; k < classes; k++) hiddenScores[k] += readout[i][k];
        }
      totals.spikes += fired.length;
      addRows(last, fired);
      integrate(last, options.layerGain);
      for (let k = 0; k < classes; k++) scores[k] += last.p[k];
      if (label === undefined) continue;
      if (everyStep) {
        follow(first, spikes);
        follow(last, fired);
      }
      if (t < burnIn * steps) continue;
      modulate(label, t, hiddenScores, scores);
      if (!everyStep) continue;
      write(first, first.lineP, options.rate[0]);
      write(last, last.lineP, options.rate[1]);
      for (const { delta } of layers) delta.fill(0);
    }
    if (label !== undefined && !everyStep) {
      write(first, counts, options.rate[0] / steps);
      write(last, hiddenCounts, options.rate[1] / steps);
    }
    return scores;
  }

  return {
    totals,
    learn: (image, label) => {
      present(image, label);
    },
    recognise(image) {
      const scores = present(image);
      return scores.indexOf(Math.max(...scores));
    },
  };
}

function matrix(rows: number, columns: number, draw: () => number): Float32Array[] {
  return Array.from({ length: rows }, () => Float32Array.from({ length: columns }, draw));
}

function gaussian(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
