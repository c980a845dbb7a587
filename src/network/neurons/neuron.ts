/** Leaky integrate-and-fire neurons: their constants, and how they are reset. Equations: `assembly/neurons/lif.ts`. */
export const RESETS = ['refractory', 'zero', 'subtract'] as const;

/**
 * - `refractory`: nothing but the refractory trace, U = P - ρR, acts on a spike (DECOLLE, Kaiser et al. 2020, eq. 1).
 * - `zero`: membrane and synaptic trace become 0 after the step of the spike.
 * - `subtract`: the threshold is taken from the membrane after the step of the spike.
 * A spike is told from U before the reset.
 */
export type Reset = (typeof RESETS)[number];

export interface NeuronOptions {
  /** Membrane trace: P ← αP + (1-α)Q, 0 ≤ α < 1 per step. */
  readonly alpha: number;
  /** Synaptic trace: Q ← βQ + (1-β)·gain·I, 0 ≤ β < 1 per step. */
  readonly beta: number;
  /** Refractory trace: R ← γR + S, 0 ≤ γ < 1 per step. */
  readonly gamma: number;
  /** Strength of the refractory trace, ≥ 0; with `zero` and `subtract` usually 0. */
  readonly rho: number;
  /** Threshold, > 0, in units of the membrane. */
  readonly theta: number;
  readonly reset: Reset;
  /** Input gain of the first layer, and of all later ones. */
  readonly inputGain: number;
  readonly layerGain: number;
}

export const defaultNeuron: NeuronOptions = {
  alpha: 0.8,
  beta: 0.5,
  gamma: 0.65,
  rho: 0,
  theta: 1,
  reset: 'refractory',
  inputGain: 5,
  layerGain: 1,
};
