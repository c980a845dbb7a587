/**
 * What the pulse law does to a weight W = g⁺ − g⁻, in closed form (away from the rails).
 *
 * Complementary pair (a positive change raises g⁺ and lowers g⁻), per pulse on the pair:
 *
 *   ΔW = ±C − λW,  λ = (k_P + k_D)/2,  C = k_P a_P + k_D b_D − (k_P − k_D)·m,  k = 1 − e^(−ν/N)
 *
 * and the common mode m = (g⁺ + g⁻)/2 goes to the symmetry point at rate λ. Asymmetry is thus a weight decay in
 * proportion to activity: W settles at W∞·E[n]/E|n|, W∞ = C/λ.
 *
 * One-sided pair (only LTP, on one side or the other): ΔW = ±k_P (a_P − m) − (k_P/2)·W.
 */
import { type AffineLaw, pulseStep, stepSlopes } from './laws/affine.ts';
import { symmetryPoint } from './laws/effect-of-pulses.ts';

export interface PairModel {
  /** λ: fraction of W lost per pulse. */
  readonly decay: number;
  /** C: change of W by one pulse at W = 0, in units of one device's range. */
  readonly drive: number;
  /** W∞ = C/λ: where pulses of one sign would take W without rails; above 2 the rails come first. Infinite if λ = 0. */
  readonly limit: number;
  /** m: the common mode for which drive and limit hold. */
  readonly commonMode: number;
}

/** The complementary pair at common mode m; by default the symmetry point (mid-range if the law has none). */
export function complementaryPair(law: AffineLaw, commonMode = symmetryPoint(law) ?? 0.5): PairModel {
  const k = stepSlopes(law);
  const { ltpOffset, ltdOffset } = pulseStep(law);
  const decay = (k.ltp + k.ltd) / 2;
  const drive = ltpOffset - ltdOffset - (k.ltp - k.ltd) * commonMode;
  return { decay, drive, limit: decay > 0 ? drive / decay : Number.POSITIVE_INFINITY, commonMode };
}

/** The one-sided pair at common mode m: its steps die as m approaches a_P, hence the need to refresh. */
export function oneSidedPair(law: AffineLaw, commonMode: number): PairModel {
  const k = stepSlopes(law).ltp;
  const drive = pulseStep(law).ltpOffset - k * commonMode;
  return { decay: k / 2, drive, limit: k > 0 ? (2 * drive) / k : Number.POSITIVE_INFINITY, commonMode };
}

/**
 * Mean conductance of one device under random pulses, LTP with probability p: p·up(g) = (1 − p)·down(g), clipped to
 * the rails. At p = ½ the symmetry point. Undefined if no conductance, or every one, satisfies it.
 */
export function stationaryConductance(law: AffineLaw, p: number): number | undefined {
  const k = stepSlopes(law);
  const { ltpOffset, ltdOffset } = pulseStep(law);
  const pull = p * k.ltp + (1 - p) * k.ltd;
  if (!(pull > 0)) return undefined;
  return Math.min(Math.max((p * ltpOffset + (1 - p) * ltdOffset) / pull, 0), 1);
}
