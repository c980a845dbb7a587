/**
 * Affine pulse law (Agarwal et al., IJCNN 2016; NeuroSim's G(P) with ν = Pmax/A; soft bounds outside [0, 1]):
 *
 *   LTP         g ← a − (a − g)·e^(−ν n / N),  a = 1 / (1 − e^(−ν))
 *   LTD         g ← (g + b)·e^(−ν n / N) − b,  b = 1 / (e^ν − 1)
 *   retracing   g ← a − (a − g)·e^(+ν n / N):  LTD runs back along a curve of LTP's shape
 *
 * n pulses, N pulses from rail to rail; ν ≥ 0, linear as ν → 0. Every update is g ← scale·g + offset, then clipped to the
 * rails; n need not be whole.
 */
import * as v from 'valibot';
import { exp, expm1, log1p } from '../../math/exp-log.ts';
import { significant } from '../../math/significant.ts';
import { kindSchema } from '../../schema/kind.ts';
import { option, type ReadonlyDeep, real, required } from '../../schema/option.ts';
import { parseConfig } from '../../schema/parse.ts';
import type { Direction } from './direction.ts';
import type { PulseStep } from './kernel-law.ts';
import type { Law, LawKind, LawOptions, OwnFactors } from './law.ts';

/** Beyond it the first pulse does all: e^−50 is below the resolution of a double. */
export const MAX_NU = 50;

/** Below it the linear limit is exact to the last bit. */
const LINEAR = 1e-18;

/** e^80 is the largest growth that a float32 offset can carry; a retracing device is on its rail long before. */
const MAX_GROWTH = 80;

/** From rail to rail: training gives pulses one by one, and no device that was measured takes as many. */
export const MOST_PULSES = 1e6;

const branch = v.strictObject({
  nu: required(
    real(0, MAX_NU),
    'Nonlinearity ν, 0 (linear) to 50 (a switch): e^ν is the ratio of the first step to the last. nuOf(label) turns a published nonlinearity label into ν.',
  ),
  pulses: required(real(1, MOST_PULSES), 'Pulses from rail to rail, 1 to a million.'),
});

const schema = kindSchema('affine', {
  ltp: branch,
  ltd: branch,
  retracing: option(
    v.boolean(),
    false,
    'LTD retraces a curve of LTP’s shape (symmetric nonlinearity) instead of starting with its largest step.',
  ),
});

export type AffineLaw = ReadonlyDeep<v.InferOutput<typeof schema>>;

/** One direction of a device. */
export type Branch = AffineLaw['ltp'];

export const affine = {
  kind: 'affine',
  summary: 'Steps that change in proportion to the conductance: soft bounds, NeuroSim’s labels.',
  source: 'Agarwal et al., IJCNN (2016); MLP+NeuroSim V3.0 manual',
  schema,
  law: (options: AffineLaw): Law => ({
    after(g, n, direction) {
      const { scale, offset } = affineStep(options[direction], curveOf(options, direction), n);
      return Math.min(Math.max(scale * g + offset, 0), 1);
    },
    pulsesBetween: (g, target) => pulsesBetween(options, g, target),
    across: () => ({ ltp: options.ltp.pulses, ltd: options.ltd.pulses }),
    step: (g) => stepOf(options, g),
    symmetryPoint: () => pointOf(options),
    levels: () => Math.max(1, Math.round(options.ltp.pulses)),
    planned: () => ({ ltp: options.ltp.pulses, ltd: options.ltd.pulses }),
    inKernels: () => ({ pulse: pulseStep(options) }),
    varies: ['nuLtp', 'nuLtd', 'pulsesLtp', 'pulsesLtd'],
    ownPulse: (factors) => pulseStep(ownLaw(options, factors)),
    isNonlinear: () => options.ltp.nu > 0 || options.ltd.nu > 0,
    isAsymmetric: () => isAsymmetric(options),
    symmetric: () => ({ kind: 'affine', ltp: options.ltp, ltd: options.ltp, retracing: true }),
    finer: (factor) => finer(options, factor),
    inWords: options.retracing ? 'affine, retracing' : 'affine',
    details: [
      [
        'ν',
        `${significant(options.ltp.nu)} LTP, ${significant(options.ltd.nu)} LTD${options.retracing ? ' (retraces the LTP curve)' : ''}`,
      ],
    ],
  }),
} as const satisfies LawKind<AffineLaw>;

/** Throws DEVICE, naming the entry. */
export function affineLaw(options: {
  readonly ltp: Branch;
  readonly ltd: Branch;
  readonly retracing?: boolean;
}): AffineLaw {
  return parseConfig(schema, { ...options, kind: 'affine' }, { code: 'DEVICE', within: 'law' });
}

/** So many equal steps from rail to rail, in both directions. */
export function linearLaw(pulses: number): AffineLaw {
  const straight = { nu: 0, pulses };
  return affineLaw({ ltp: straight, ltd: straight });
}

/** The affine law in a device: what alone has ν, labels, soft bounds and a pair in closed form. */
export function asAffine(law: LawOptions): AffineLaw | undefined {
  return law.kind === affine.kind ? (law as AffineLaw) : undefined;
}

/** g ← scale·g + offset. */
export interface Affine {
  readonly scale: number;
  readonly offset: number;
}

/** The three curves that pulses follow. */
export type AffineCurve = Direction | 'retracing';

export function curveOf({ retracing }: AffineLaw, direction: Direction): AffineCurve {
  return direction === 'ltd' && retracing ? 'retracing' : direction;
}

/** The exponent's sign and the law's fixed point make the three curves one formula. */
function exponent(curve: AffineCurve, { nu, pulses }: Branch, n: number): number {
  const turns = (nu * n) / pulses;
  return curve === 'retracing' ? Math.min(turns, MAX_GROWTH) : -turns;
}

/** Coefficients of n pulses (real, ≥ 0), in closed form. */
export function affineStep(branch: Branch, curve: AffineCurve, n: number): Affine {
  const { nu, pulses } = branch;
  if (nu < LINEAR) return { scale: 1, offset: (curve === 'ltp' ? n : -n) / pulses };
  const x = exponent(curve, branch, n);
  return { scale: exp(x), offset: expm1(x) / expm1(curve === 'ltd' ? nu : -nu) };
}

/** Coefficients of one pulse in each direction. */
export function pulseStep(law: AffineLaw): PulseStep {
  const ltp = affineStep(law.ltp, 'ltp', 1);
  const ltd = affineStep(law.ltd, curveOf(law, 'ltd'), 1);
  return { ltpScale: ltp.scale, ltpOffset: ltp.offset, ltdScale: ltd.scale, ltdOffset: ltd.offset };
}

/**
 * k = 1 − scale of one pulse in each direction, without cancellation: 0 for a linear branch, negative for a
 * retracing LTD.
 */
export function stepSlopes(law: AffineLaw): { readonly ltp: number; readonly ltd: number } {
  return {
    ltp: -expm1(exponent('ltp', law.ltp, 1)),
    ltd: -expm1(exponent(curveOf(law, 'ltd'), law.ltd, 1)),
  };
}

function stepOf(law: AffineLaw, g: number) {
  const slope = stepSlopes(law);
  const { ltpOffset, ltdOffset } = pulseStep(law);
  return { up: ltpOffset - slope.ltp * g, down: slope.ltd * g - ltdOffset };
}

function pointOf(law: AffineLaw): number | undefined {
  const slope = stepSlopes(law);
  const { ltpOffset, ltdOffset } = pulseStep(law);
  const g = (ltpOffset + ltdOffset) / (slope.ltp + slope.ltd);
  return g >= 0 && g <= 1 ? g : undefined;
}

/**
 *   LTP  n = −(N/ν) ln(1 − Δ/(a − g));  LTD  n = −(N/ν) ln(1 − |Δ|/(g + b));  retracing  n = (N/ν) ln(1 + |Δ|/(a − g))
 *
 * At ν near 50 a rail is approached without end: the count may be infinite.
 */
function pulsesBetween(law: AffineLaw, g: number, target: number): number {
  const change = Math.abs(target - g);
  if (change === 0) return 0;
  const curve = target > g ? 'ltp' : curveOf(law, 'ltd');
  const { nu, pulses } = curve === 'ltp' ? law.ltp : law.ltd;
  const sign = curve === 'ltp' ? 1 : -1;
  if (nu < LINEAR) return sign * change * pulses;
  const reach = curve === 'ltd' ? g + 1 / expm1(nu) : -1 / expm1(-nu) - g;
  const turns = curve === 'retracing' ? log1p(change / reach) : -log1p(-Math.min(change / reach, 1));
  return sign * turns * (pulses / nu);
}

/** ν stays within its limits, and no device has less than one pulse. */
function ownLaw(law: AffineLaw, { nuLtp, nuLtd, pulsesLtp, pulsesLtd }: OwnFactors): AffineLaw {
  const own = (nominal: Branch, nu: number, pulses: number): Branch => ({
    nu: Math.min(Math.max(nominal.nu * nu, 0), MAX_NU),
    pulses: Math.max(nominal.pulses * pulses, 1),
  });
  return { ...law, ltp: own(law.ltp, nuLtp, pulsesLtp), ltd: own(law.ltd, nuLtd, pulsesLtd) };
}

function isAsymmetric({ ltp, ltd, retracing }: AffineLaw): boolean {
  if (ltp.nu !== ltd.nu || ltp.pulses !== ltd.pulses) return true;
  return ltp.nu > 0 && !retracing;
}

function finer(law: AffineLaw, factor: number): AffineLaw {
  const branch = ({ nu, pulses }: Branch): Branch => ({ nu, pulses: pulses * factor });
  return { ...law, ltp: branch(law.ltp), ltd: branch(law.ltd) };
}
