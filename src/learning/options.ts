/** What the learning rule is told: its loss, its surrogate, when it writes, how fast it learns. */
export const ERRORS = ['cross-entropy', 'mean-square', 'hinge'] as const;
export const SURROGATES = ['triangle', 'fast-sigmoid', 'boxcar'] as const;

/**
 * Loss of a layer's readout against the label. The readout is the mean over the steps so far (of the fixed random
 * readout in a hidden layer, of the membrane in the output layer), times `sharpness`.
 */
export type ErrorKind = (typeof ERRORS)[number];

/**
 * Derivative that stands for that of the spike, d = width·|U - θ|: triangle max(0, 1 - d); fast sigmoid 1/(1 + d)²
 * (Zenke & Ganguli, Neural Comput. 30:1514, 2018); boxcar 1 for d < 1 (Payvand et al. 2020).
 */
export type SurrogateKind = (typeof SURROGATES)[number];

export interface LearningOptions {
  /** Name of the rule: 'local' (three-factor), or one that the caller brings. */
  readonly rule: string;
  readonly error: ErrorKind;
  readonly surrogate: SurrogateKind;
  /** 1/membrane, > 0. */
  readonly surrogateWidth: number;
  /**
   * When updates are written: 'presentation', one outer product of the summed modulator and the lines' mean rates at
   * the end of each sample; or a number K, one of the modulator and the presynaptic traces every K steps.
   */
  readonly update: 'presentation' | number;
  /** Learning rates of the hidden layers and of the output layer. */
  readonly rate: readonly [hidden: number, output: number];
  /** Factor by which the rates fall, exponentially, over the whole training; 1 for constant rates. */
  readonly decay: number;
  /** Share of the steps at the start of a presentation that teach nothing, 0–1. */
  readonly burnIn: number;
  /** Scale of the scores in the loss, hidden layers and output layer. */
  readonly sharpness: readonly [hidden: number, output: number];
  /**
   * Balance of LTP and LTD drive that keeps activity in range: δ ← δ + |δ|·(membrane·U + bias). A homeostasis of the
   * rule, not a device compensation: ideal weights profit too.
   */
  readonly balance: { readonly membrane: number; readonly bias: number };
}

export const defaultLearning: LearningOptions = {
  rule: 'local',
  error: 'cross-entropy',
  surrogate: 'triangle',
  surrogateWidth: 1,
  update: 'presentation',
  rate: [0.02, 0.0005],
  decay: 1,
  burnIn: 0.1,
  sharpness: [5, 3],
  balance: { membrane: 0.25, bias: 0 },
};
