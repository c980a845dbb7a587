/**
 * Leaky integrate-and-fire neurons with a synaptic and a membrane trace (DECOLLE: Kaiser, Mostafa & Neftci, Front.
 * Neurosci. 14:424, 2020, eq. 1). Kernel, with the order of its sums: `assembly/neurons/lif.ts`.
 *
 *   P ← αP + (1 − α)Q;   Q ← βQ + (1 − β)·gain·I;   U = P − ρR;   S = [U > θ];   R ← γR + S
 *
 * A spike is told from U before the reset:
 *
 * - `refractory`: nothing but the refractory trace acts on a spike.
 * - `zero`: membrane and synaptic trace become 0 after the step of the spike.
 * - `subtract`: the threshold is taken from the membrane after the step of the spike.
 *
 * Neurons that do not spike are the same without a threshold: leaky integrators.
 */
import * as v from 'valibot';
import { decayFactor, option, positive, real } from '../../schema/option.ts';
import { defineNeuron } from './neuron.ts';

/** In the order of the kernel's numbers. */
export const RESETS = ['refractory', 'zero', 'subtract'] as const;

export const lif = defineNeuron({
  kind: 'lif',
  summary: 'leaky integrate-and-fire, a synaptic and a membrane trace, three resets',
  source: 'Kaiser, Mostafa & Neftci, Front. Neurosci. 14:424, 2020, eq. 1 (DECOLLE)',
  options: {
    alpha: option(decayFactor, 0.8, 'what a step leaves of the membrane trace, 0 ≤ α < 1'),
    beta: option(decayFactor, 0.5, 'what a step leaves of the synaptic trace, 0 ≤ β < 1'),
    gamma: option(decayFactor, 0.65, 'what a step leaves of the refractory trace, 0 ≤ γ < 1'),
    rho: option(real(0, 1000), 0, 'strength of the refractory trace; with `zero` and `subtract` usually 0'),
    theta: option(positive, 1, 'threshold, in units of the membrane'),
    reset: option(v.picklist(RESETS), 'refractory', 'what a spike does to the neuron'),
  },
  state: (arena, { stride }) => {
    const vector = () => arena.reserve(stride * 4);
    return { q: vector(), p: vector(), r: vector() };
  },
  build({ counts, engine, gain, membrane, spikes, spiking, stride }, options, { state: { p, q, r } }) {
    const { alpha, beta, gamma, rho, theta } = options;
    const { kernels } = engine;
    const reset = RESETS.indexOf(options.reset);
    // Numbers of an object cost less to pass on than those of a closure.
    const constant = {
      alpha,
      beta,
      drive: (1 - beta) * gain,
      rho,
      gamma,
      threshold: spiking ? theta : Number.POSITIVE_INFINITY,
    };
    return {
      step: (current) =>
        kernels.lifStep(
          q,
          p,
          r,
          membrane,
          current,
          counts,
          spikes,
          stride,
          constant.alpha,
          constant.beta,
          constant.drive,
          constant.rho,
          constant.gamma,
          constant.threshold,
          reset,
        ),
      margin: { at: membrane, threshold: theta },
      filter: { membrane: alpha, synapse: beta },
    };
  },
});

export type LifOptions = v.InferOutput<typeof lif.schema>;
