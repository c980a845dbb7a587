/**
 * Families of curves that are fitted to measured ramps. Each gives the share of the range that x of the nominal number
 * of pulses travel, from 0 to (at x = 1, unless bounds come first) 1; LTP runs from Gmin up, LTD from Gmax down.
 */

import { MAX_NU } from '../../device/laws/affine.ts';
import { exp, expm1, log, log1p } from '../../math/exp-log.ts';

export type FamilyName = 'affine' | 'constant-step' | 'linear-step' | 'exponential' | 'power-step';

export interface Shape {
  readonly name: string;
  readonly start: number;
  readonly least: number;
  readonly most: number;
}

export interface Family {
  readonly name: FamilyName;
  readonly title: string;
  /** Parameters of one direction; the family has Gmin, Gmax, those of LTP and those of LTD. */
  readonly shape: readonly Shape[];
  readonly travel: (x: number, parameters: readonly number[]) => number;
}

const NEARLY_LINEAR = 1e-7;

/** (1 − e^(−νx)) / (1 − e^(−ν)); convex for ν < 0. */
export function affineTravel(x: number, nu: number): number {
  return Math.abs(nu) < NEARLY_LINEAR ? x : expm1(-nu * x) / expm1(-nu);
}

const nu: Shape = { name: 'ν', start: 1.5, least: -MAX_NU, most: MAX_NU };

export const families: readonly Family[] = [
  {
    name: 'affine',
    title: 'affine (soft bounds, NeuroSim)',
    shape: [nu],
    travel: (x, [v]) => affineTravel(x, v),
  },
  { name: 'constant-step', title: 'constant step (a straight line)', shape: [], travel: (x) => x },
  {
    // The law of the affine family, on its rail from N pulses on.
    name: 'linear-step',
    title: 'linear step with hard bounds',
    shape: [nu, { name: 'N', start: 0.98, least: 0.05, most: 5 }],
    travel: (x, [v, pulses]) => affineTravel(Math.min(x / pulses, 1), v),
  },
  {
    // Querlioz et al.: ΔG = α·e^(−β·g), so that G grows with the logarithm of the pulses.
    name: 'exponential',
    title: 'exponential step (Querlioz)',
    shape: [{ name: 'β', start: 1.5, least: -30, most: 30 }],
    travel: (x, [beta]) => (Math.abs(beta) < NEARLY_LINEAR ? x : log1p(expm1(beta) * x) / beta),
  },
  {
    // ΔG ∝ (bound − G)^γ; γ = 1 is the affine family with ν = α.
    name: 'power-step',
    title: 'power step',
    shape: [
      { name: 'α', start: 1.5, least: -20, most: 500 },
      { name: 'γ', start: 1.05, least: 0.01, most: 12 },
    ],
    travel: (x, [alpha, gamma]) =>
      Math.abs(alpha) < NEARLY_LINEAR ? x : powerTravel(x, alpha, gamma) / powerTravel(1, alpha, gamma),
  },
];

/**
 * Where a device's law is taken from: the affine family unless another fits much better ('auto'), the affine family, another one as a table of steps, the best by BIC, or the
 * distribution of the measured steps.
 */
export type FittedLaw = 'auto' | FamilyName | 'best' | 'stochastic';

export const FITTED_LAWS: readonly FittedLaw[] = [
  'auto',
  ...families.map(({ name }) => name),
  'best',
  'stochastic',
];

/** 1 − (1 + (γ − 1)·α·x)^(−1/(γ − 1)): the share of the way to the bound; 1 from where the base is used up. */
function powerTravel(x: number, alpha: number, gamma: number): number {
  const bend = gamma - 1;
  if (Math.abs(bend) < NEARLY_LINEAR) return -expm1(-alpha * x);
  const base = 1 + bend * alpha * x;
  return base <= 0 ? 1 : 1 - exp(-log(base) / bend);
}
