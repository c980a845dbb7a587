/** What pulses do to a device, asked of the options of its law. Whoever asks often keeps the law (`lawOf`). */
import { lawOf, type PulseLaw } from './all-laws.ts';
import type { PerDirection } from './direction.ts';
import { isIdeal } from './ideal.ts';

/** The conductance after n LTP pulses, n ≥ 0, clipped to [0, 1]. */
export function potentiate(law: PulseLaw, g: number, n: number): number {
  return lawOf(law).after(g, n, 'ltp');
}

/** The conductance after n LTD pulses, n ≥ 0, clipped to [0, 1]. */
export function depress(law: PulseLaw, g: number, n: number): number {
  return lawOf(law).after(g, n, 'ltd');
}

/** Pulses from rail to rail in each direction; infinite where a rail is not reached. */
export function pulsesAcross(law: PulseLaw): PerDirection {
  return lawOf(law).across();
}

/** Size of one LTP and one LTD pulse at g, both ≥ 0, before the clip: how the device scales a wanted change there. */
export function stepSize(law: PulseLaw, g: number): { readonly up: number; readonly down: number } {
  return lawOf(law).step(g);
}

/**
 * The conductance at which one LTP and one LTD pulse are equally large; pulses of both signs in equal number pull an
 * asymmetric device there. Undefined where no point within the rails has the property, or all have it (linear with
 * equal pulses, ideal). A retracing device is repelled by it if its LTD is the more nonlinear branch.
 */
export function symmetryPoint(law: PulseLaw): number | undefined {
  return isIdeal(law) ? undefined : lawOf(law).symmetryPoint();
}

/** The exact real number of pulses that takes g to target, positive for LTP, negative for LTD; both within [0, 1]. */
export function inversePulses(law: PulseLaw, g: number, target: number): number {
  return lawOf(law).pulsesBetween(g, target);
}

/**
 * How far LTP and LTD are from retracing one curve: |G_LTP(N/2) − G_LTD(N/2)| of the range, each half of its pulses away
 * from its own rail (ANL of Chang et al., IEEE JETCAS 8:116, 2018); tanh(ν/4) where both directions have the same ν, 0
 * for a linear or a retracing device of equal branches, 1 for switches.
 */
export function asymmetryOf(options: PulseLaw): number | undefined {
  const law = lawOf(options);
  const { ltp, ltd } = law.across();
  if (!Number.isFinite(ltp) || !Number.isFinite(ltd)) return undefined;
  return Math.abs(law.after(0, ltp / 2, 'ltp') - law.after(1, ltd / 2, 'ltd'));
}
