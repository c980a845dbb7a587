/** How a wanted weight change becomes whole pulses. */
export type PulseScheme =
  /** n = round(|x|), half up. Changes below half a pulse vanish. */
  | { readonly kind: 'deterministic' }
  /** n = ⌊|x| + u⌋, u uniform: unbiased. */
  | { readonly kind: 'stochastic' }
  /**
   * Coincidence of random trains of `slots` bits along lines and columns, E[n] = |x| (Gokmen & Vlasov, Front.
   * Neurosci. 10:333, 2016). slots 1–31.
   */
  | { readonly kind: 'coincidence'; readonly slots: number }
  /** One pulse wherever |x| ≥ threshold pulses (sign updates above a threshold). */
  | { readonly kind: 'ternary'; readonly threshold: number }
  /**
   * A digital counter of `bits` bits (a sign and bits - 1 fraction bits of one pulse) keeps what has not become a
   * pulse yet (Nandakumar et al., ISCAS 2018 and Front. Neurosci. 14:406, 2020, with few bits and stochastic rounding).
   * bits 1–32; beyond 25 the wanted change itself, a float32, has no more to give. `block`: the counter is shared by
   * block × block neighbouring inputs of a neuron.
   */
  | { readonly kind: 'residual'; readonly bits: number; readonly block: number }
  /**
   * The true conductance is read before every write, and the pulse count follows from it: not read-free. What a whole
   * number of pulses does not reach is kept in float32 for the next write, or rounded stochastically. `verify`: so many
   * times is the written device read again, and corrected where it is off its target by a pulse or more, and by more than
   * the noise that one more would bring (program-verify).
   */
  | { readonly kind: 'exact'; readonly remainder: 'kept' | 'rounded'; readonly verify: number };

export const PULSE_KINDS = [
  'deterministic',
  'stochastic',
  'coincidence',
  'ternary',
  'residual',
  'exact',
] as const;

/** Counter units in one pulse: 2 to the fraction bits, at most 2^24. */
export const counterUnit = (bits: number): number => 2 ** Math.min(bits - 1, 24);
