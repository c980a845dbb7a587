/**
 * Pulse laws: how far one pulse moves a device, from where it stands.
 *
 * Affine law (Agarwal et al., IJCNN 2016; NeuroSim's G(P) with ν = Pmax/A; soft bounds outside [0, 1]):
 *
 *   LTP         g ← a − (a − g)·e^(−ν n / N),  a = 1 / (1 − e^(−ν))
 *   LTD         g ← (g + b)·e^(−ν n / N) − b,  b = 1 / (e^ν − 1)
 *   retracing   g ← a − (a − g)·e^(+ν n / N):  LTD runs back along a curve of LTP's shape
 *
 * g is the conductance normalised to [Gmin, Gmax]; n pulses, N pulses from rail to rail; ν ≥ 0, linear as ν → 0.
 * Every update is g ← scale·g + offset, then clipped to the rails; n need not be whole.
 */

import { MemspikeError } from '../../errors.ts';
import { exp, expm1, log1p } from '../../math/exp-log.ts';
import { certainSteps, type SteppedLaw } from './stepped.ts';
import { tablePulses, tablePulsesTo, tableStep, tableSymmetryPoint } from './table.ts';

/** One direction of a device. */
export interface Branch {
  /** Nonlinearity ν, 0 (linear) to 50 (a switch): e^ν is the ratio of the first step to the last. */
  readonly nu: number;
  /** Pulses from rail to rail, ≥ 1. */
  readonly pulses: number;
}

export interface AffineLaw {
  readonly kind: 'affine';
  readonly ltp: Branch;
  readonly ltd: Branch;
  /** LTD retraces a curve of LTP's shape (symmetric nonlinearity) instead of starting with its largest step. */
  readonly retracing: boolean;
}

/** A weight that takes any change exactly: no pulses, no rails. */
export interface IdealLaw {
  readonly kind: 'ideal';
}

/** A law whose devices take pulses. */
export type PulsedLaw = AffineLaw | SteppedLaw;

export type PulseLaw = PulsedLaw | IdealLaw;

/** g ← scale·g + offset. */
export interface Affine {
  readonly scale: number;
  readonly offset: number;
}

/** One pulse in each direction, g ← scale·g + offset, before the clip to the rails. */
export interface PulseStep {
  readonly ltpScale: number;
  readonly ltpOffset: number;
  readonly ltdScale: number;
  readonly ltdOffset: number;
}

export type Direction = 'ltp' | 'ltd' | 'retracing';

/** Beyond it the first pulse does all: e^−50 is below the resolution of a double. */
export const MAX_NU = 50;

/** Below it the linear limit is exact to the last bit. */
const LINEAR = 1e-18;

/** e^80 is the largest growth that a float32 offset can carry; a retracing device is on its rail long before. */
const MAX_GROWTH = 80;

export function affineLaw(options: { ltp: Branch; ltd: Branch; retracing?: boolean }): AffineLaw {
  const { ltp, ltd, retracing = false } = options;
  requireBranch(ltp, 'law.ltp');
  requireBranch(ltd, 'law.ltd');
  return {
    kind: 'affine',
    ltp: { nu: ltp.nu, pulses: ltp.pulses },
    ltd: { nu: ltd.nu, pulses: ltd.pulses },
    retracing,
  };
}

function requireBranch(branch: Branch, where: string): void {
  if (!(branch?.nu >= 0 && branch.nu <= MAX_NU))
    throw new MemspikeError('DEVICE', 'a nonlinearity ν out of range', {
      where: `${where}.nu`,
      received: branch?.nu,
      accepted: `a number from 0 to ${MAX_NU}`,
      hint: 'nuOf(label) turns a published nonlinearity label into ν',
    });
  if (!(branch.pulses >= 1 && Number.isFinite(branch.pulses)))
    throw new MemspikeError('DEVICE', 'a number of pulses out of range', {
      where: `${where}.pulses`,
      received: branch.pulses,
      accepted: 'pulses from rail to rail, at least 1',
    });
}

/** The exponent's sign and the law's fixed point make the three directions one formula. */
function exponent(direction: Direction, { nu, pulses }: Branch, n: number): number {
  const turns = (nu * n) / pulses;
  return direction === 'retracing' ? Math.min(turns, MAX_GROWTH) : -turns;
}

/** Coefficients of n pulses (real, ≥ 0), in closed form. */
export function affineStep(branch: Branch, direction: Direction, n: number): Affine {
  const { nu, pulses } = branch;
  if (nu < LINEAR) return { scale: 1, offset: (direction === 'ltp' ? n : -n) / pulses };
  const x = exponent(direction, branch, n);
  return { scale: exp(x), offset: expm1(x) / expm1(direction === 'ltd' ? nu : -nu) };
}

/** Coefficients of one pulse in each direction. */
export function pulseStep(law: AffineLaw): PulseStep {
  const ltp = affineStep(law.ltp, 'ltp', 1);
  const ltd = affineStep(law.ltd, ltdDirection(law), 1);
  return { ltpScale: ltp.scale, ltpOffset: ltp.offset, ltdScale: ltd.scale, ltdOffset: ltd.offset };
}

export function ltdDirection(law: AffineLaw): 'ltd' | 'retracing' {
  return law.retracing ? 'retracing' : 'ltd';
}

/** Pulses from rail to rail in each direction; infinite where a rail is not reached. */
export function pulsesAcross(law: PulsedLaw): { readonly ltp: number; readonly ltd: number } {
  if (law.kind === 'affine') return { ltp: law.ltp.pulses, ltd: law.ltd.pulses };
  const steps = certainSteps(law);
  return { ltp: tablePulsesTo(steps, 0, 1), ltd: tablePulsesTo(steps, 1, 0) };
}

/** The conductance after n LTP pulses, n ≥ 0, clipped to [0, 1]. */
export function potentiate(law: PulsedLaw, g: number, n: number): number {
  if (law.kind !== 'affine') return tablePulses(certainSteps(law), g, n, 'ltp');
  const { scale, offset } = affineStep(law.ltp, 'ltp', n);
  return clip(scale * g + offset);
}

/** The conductance after n LTD pulses, n ≥ 0, clipped to [0, 1]. */
export function depress(law: PulsedLaw, g: number, n: number): number {
  if (law.kind !== 'affine') return tablePulses(certainSteps(law), g, n, 'ltd');
  const { scale, offset } = affineStep(law.ltd, ltdDirection(law), n);
  return clip(scale * g + offset);
}

function clip(g: number): number {
  return Math.min(Math.max(g, 0), 1);
}

/**
 * k = 1 − scale of one pulse in each direction, without cancellation: 0 for a linear branch, negative for a
 * retracing LTD.
 */
export function stepSlopes(law: AffineLaw): { readonly ltp: number; readonly ltd: number } {
  return {
    ltp: -expm1(exponent('ltp', law.ltp, 1)),
    ltd: -expm1(exponent(ltdDirection(law), law.ltd, 1)),
  };
}

/** Size of one LTP and one LTD pulse at g, both ≥ 0, before the clip: how the device scales a wanted change there. */
export function stepSize(law: PulsedLaw, g: number): { readonly up: number; readonly down: number } {
  if (law.kind !== 'affine') {
    const { ltp, ltd } = certainSteps(law);
    return { up: tableStep(ltp, g), down: tableStep(ltd, g) };
  }
  const slope = stepSlopes(law);
  const { ltpOffset, ltdOffset } = pulseStep(law);
  return { up: ltpOffset - slope.ltp * g, down: slope.ltd * g - ltdOffset };
}

/**
 * The conductance at which one LTP and one LTD pulse are equally large; pulses of both signs in equal number pull an
 * asymmetric device there. Undefined where no point within the rails has the property, or all have it (linear with
 * equal pulses, ideal). A retracing device is repelled by it if its LTD is the more nonlinear branch.
 */
export function symmetryPoint(law: PulseLaw): number | undefined {
  if (law.kind === 'ideal') return undefined;
  if (law.kind !== 'affine') return tableSymmetryPoint(certainSteps(law));
  const slope = stepSlopes(law);
  const { ltpOffset, ltdOffset } = pulseStep(law);
  const g = (ltpOffset + ltdOffset) / (slope.ltp + slope.ltd);
  return g >= 0 && g <= 1 ? g : undefined;
}

/**
 * The exact real number of pulses that takes g to target, positive for LTP, negative for LTD; both within [0, 1].
 *
 *   LTP  n = −(N/ν) ln(1 − Δ/(a − g));  LTD  n = −(N/ν) ln(1 − |Δ|/(g + b));  retracing  n = (N/ν) ln(1 + |Δ|/(a − g))
 *
 * At ν near 50 a rail is approached without end: the count may be infinite.
 */
export function inversePulses(law: PulsedLaw, g: number, target: number): number {
  const change = Math.abs(target - g);
  if (change === 0) return 0;
  if (law.kind !== 'affine') return Math.sign(target - g) * tablePulsesTo(certainSteps(law), g, target);
  const direction = target > g ? 'ltp' : ltdDirection(law);
  const { nu, pulses } = direction === 'ltp' ? law.ltp : law.ltd;
  const sign = direction === 'ltp' ? 1 : -1;
  if (nu < LINEAR) return sign * change * pulses;
  const reach = direction === 'ltd' ? g + 1 / expm1(nu) : -1 / expm1(-nu) - g;
  const turns = direction === 'retracing' ? log1p(change / reach) : -log1p(-Math.min(change / reach, 1));
  return sign * turns * (pulses / nu);
}

/**
 * How far LTP and LTD are from retracing one curve: |G_LTP(N/2) − G_LTD(N/2)| of the range, each half of its pulses away
 * from its own rail (ANL of Chang et al., IEEE JETCAS 8:116, 2018); tanh(ν/4) where both directions have the same ν, 0
 * for a linear or a retracing device of equal branches, 1 for switches.
 */
export function asymmetryOf(law: PulsedLaw): number | undefined {
  const { ltp, ltd } = pulsesAcross(law);
  if (!Number.isFinite(ltp) || !Number.isFinite(ltd)) return undefined;
  return Math.abs(potentiate(law, 0, ltp / 2) - depress(law, 1, ltd / 2));
}
