/**
 * What a fit is worth, in a sentence: good; the shape is not known; not usable. A device of a fit that is not usable is
 * written only if it is asked for, and carries the reason with it.
 */
import { MAX_NU } from '../../device/laws/affine.ts';
import type { Measurement, Ramp } from '../measurement.ts';
import type { Estimate } from './fit-family.ts';

export interface Verdict {
  readonly kind: 'good' | 'partial' | 'unusable';
  readonly sentence: string;
  /** Why it is not usable; empty otherwise. */
  readonly reasons: readonly string[];
}

/** Residuals beyond this share of the range are no fit: noise that is spread evenly over the range leaves 29 %. */
export const MOST_RESIDUAL = 0.15;
/** Half-width of the interval of a rail, in ranges, from which the range is not known. */
const MOST_RAIL = 2;
/** ν is known to this, or to half of its value. */
const SURE_NU = 1;
/** Siemens: a device of a memory array conducts less by orders of magnitude. */
const MOST_SIEMENS = 1;
const APART = 10;

export interface Judged {
  /** Of the affine law: Gmin, Gmax, ν LTP, ν LTD. */
  readonly estimates: readonly Estimate[];
  /** Of the law that the device takes, a share of the range. */
  readonly residual: number;
  /** Whether the device takes the affine law. */
  readonly isAffine: boolean;
  readonly lawFrom: string;
}

export function verdictOf({ ramps, isSiemens }: Measurement, judged: Judged): Verdict {
  const { estimates, residual, isAffine, lawFrom } = judged;
  const reasons = reasonsAgainst(ramps, isSiemens, judged);
  const left = `residual ${short(100 * residual)} % of the range`;
  if (reasons.length > 0)
    return { kind: 'unusable', reasons, sentence: `Not usable, because ${reasons.join('; and ')}.` };
  const vague = isAffine ? estimates.slice(2).filter(isVague) : [];
  if (vague.length > 0)
    return {
      kind: 'partial',
      reasons,
      sentence: `Only N and noise are known, not ${vague.map(inWords).join(' and ')}: cycles more, or readings with less noise, tell the shape (${left}).`,
    };
  const law = isAffine ? 'N, ν, Gmin, Gmax and noise are known' : `the law of the device is ${lawFrom}`;
  return { kind: 'good', reasons, sentence: `Good: ${law} (${left}).` };
}

function reasonsAgainst(
  ramps: readonly Ramp[],
  isSiemens: boolean,
  { estimates, residual, isAffine }: Judged,
): string[] {
  const [low, high, ...shape] = estimates;
  const range = high.value - low.value;
  const reasons: string[] = [];
  const apart = timesApart(ramps);
  if (apart > APART)
    reasons.push(
      `LTP and LTD lie ${short(apart)} times apart: they are not of one device, or not of one unit`,
    );
  if (residual > MOST_RESIDUAL)
    reasons.push(
      `the law leaves ${short(100 * residual)} % of the range (at most ${100 * MOST_RESIDUAL} % is a fit)`,
    );
  const bound = shape.find(({ value }) => Math.abs(value) >= 0.98 * MAX_NU);
  if (isAffine && bound !== undefined) reasons.push(`${bound.name} ends at its bound, ${short(bound.value)}`);
  const vague = [low, high].filter(
    (rail) => rail.high !== null && rail.low !== null && rail.high - rail.low > 2 * MOST_RAIL * range,
  );
  if (isAffine && vague.length > 0)
    reasons.push(
      `${vague.map(inWords).join(' and ')} ${vague.length > 1 ? 'are' : 'is'} not known to the range`,
    );
  if (isSiemens && high.value > MOST_SIEMENS)
    reasons.push(`Gmax is ${short(high.value)} S, which no device has: is the unit right?`);
  return reasons;
}

/** By which factor the sizes of LTP and LTD values differ. */
function timesApart(ramps: readonly Ramp[]): number {
  const sizes = (['ltp', 'ltd'] as const).map((direction) => {
    const own = ramps.filter((ramp) => ramp.direction === direction).map(({ values }) => middleSize(values));
    return own.sort((a, b) => a - b)[own.length >> 1];
  });
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)];
  return small > 0 ? large / small : 1;
}

/** Nine tenths of the values are smaller: of one wild one nothing is seen. */
function middleSize(values: Float64Array): number {
  const sorted = values.map(Math.abs).sort();
  return sorted[Math.floor(0.9 * (sorted.length - 1))];
}

function isVague({ value, low, high }: Estimate): boolean {
  if (low === null || high === null) return false;
  return (high - low) / 2 > Math.max(SURE_NU, 0.5 * Math.abs(value));
}

function inWords({ name, value, low, high }: Estimate): string {
  return low === null || high === null ? name : `${name} (${short(value)}, ${short(low)} to ${short(high)})`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
