/** A device from measured ramps: its law, noise and spread, and how other families of curves compare. */

import { type DeviceOptions, defineDevice } from '../../device/device.ts';
import { labelsOf } from '../../device/labels.ts';
import { type AffineLaw, affineLaw } from '../../device/laws/affine.ts';
import { lawOf, type PulseLaw } from '../../device/laws/all-laws.ts';
import { symmetryPoint } from '../../device/laws/effect-of-pulses.ts';
import type { Variation } from '../../device/variation.ts';
import { MemspikeError } from '../../errors.ts';
import type { Doubt, Measurement, Ramp } from '../measurement.ts';
import { affineTravel, type FamilyName, type FittedLaw, families } from './families.ts';
import { type Estimate, type FamilyFit, fitFamily, type Points, pointsOf } from './fit-family.ts';
import { type Noise, noiseOf } from './pulse-and-read-noise.ts';
import { type FittedCurve, fitStochastic, type StochasticFit } from './stochastic.ts';
import { tableOfFamily } from './table-of-family.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { wildValues } from './wild-values.ts';

export interface RankedFamily {
  readonly name: FamilyName;
  readonly title: string;
  readonly estimates: readonly Estimate[];
  readonly residual: number;
  readonly aic: number;
  readonly bic: number;
  /** Above the least of all families. */
  readonly deltaAic: number;
  readonly deltaBic: number;
}

/** A description with its law, of which noise and spread were measured. */
export type FittedDevice = DeviceOptions & {
  readonly law: PulseLaw;
  readonly variation?: Partial<Variation>;
};

export interface DeviceFit {
  /** What the fit is worth, a sentence first. */
  readonly verdict: Verdict;
  /** What `--device` takes. */
  readonly device: FittedDevice;
  /** Title of the family that the device's law is taken from. */
  readonly lawFrom: string;
  /** The affine law, the one that runs: Gmin, Gmax, ν LTP, ν LTD; a negative ν LTD retraces. */
  readonly estimates: readonly Estimate[];
  readonly residual: number;
  readonly correlation: number;
  readonly widening: number;
  readonly labels: { readonly ltp: number; readonly ltd: number };
  readonly symmetryPoint: number | null;
  /** (G_LTP(N/2) − G_LTD(N/2)) / (Gmax − Gmin). */
  readonly asymmetry: number;
  readonly pulses: { readonly ltp: number; readonly ltd: number };
  readonly noise: Noise;
  /** Relative standard deviation between ramps of the same device, of each range; null for fewer than three cycles. */
  readonly cycleSpread: number | null;
  /** Best first by BIC. */
  readonly families: readonly RankedFamily[];
  readonly doubts: readonly Doubt[];
  readonly points: Points;
  readonly curve: FamilyFit['curve'];
}

/** Devices needed before their spread says something. */
const DEVICES = 3;
/** Fewer steps make a rough distribution. */
const FEW_STEPS = 50;
const CURVE_POINTS = 1000;
const DIGITS = 6;

/** Another family has to leave less than this share of what the affine law leaves, and the latter more than 1 %. */
const BETTER = 0.7;
const WELL = 0.01;
const BIC_BETTER = 10;

export interface FitDeviceOptions {
  readonly name: string;
  readonly source: string;
  /** Default: 'auto'. */
  readonly law?: FittedLaw;
  /** Take a fit that is not usable: the device carries the reason as its doubt. */
  readonly accept?: boolean;
}

/** Throws DATA if no curve can be laid through the ramps, and for a fit that is not usable unless it is accepted. */
export function fitDevice(
  measurement: Measurement,
  { name, source, law: wanted = 'auto', accept = false }: FitDeviceOptions,
): DeviceFit {
  const { ramps } = measurement;
  const points = pointsOf(ramps);
  const [affine] = families;
  const free = fitFamily(points, affine);
  const isConvex = free !== undefined && free.estimates[2].value < 0;
  const found = isConvex ? fitFamily(points, affine, { linearLtp: true }) : free;
  const best = found && withOtherTurns(found, measurement, isConvex);
  if (best === undefined)
    throw new MemspikeError('DATA', 'no curve of a device can be laid through these values', {
      where: ramps[0].place,
      hint: 'do LTP pulses raise and LTD pulses lower it? A header with pulse, direction and G leaves no doubt',
    });
  const near = free?.estimates.slice(2).map(({ value }) => value);
  const law = affineLawOf(best, points);
  const [low, high] = best.estimates.map(({ value }) => value);
  const noise = noiseOf(ramps, law, low, high);
  const fits = [
    best,
    ...families
      .slice(1)
      .flatMap(
        (family) => fitFamily(points, family, { near: family.shape.length === 2 ? near : undefined }) ?? [],
      ),
  ];
  const ranked = rank(fits);
  // As a table, the affine family may also be convex.
  const candidates = [...fits, ...(isConvex && free ? [free] : [])];
  const chosen =
    wanted === 'affine' || wanted === 'stochastic'
      ? best
      : wanted === 'auto'
        ? muchBetter(candidates, best)
        : chosenFit(candidates, wanted);
  const doubts: string[] = [];
  if (free !== undefined && free.estimates[2].value < -0.05 && free.residual < 0.9 * best.residual)
    doubts.push(
      `LTP speeds up from pulse to pulse (ν ${short(free.estimates[2].value)} would leave ${short(100 * free.residual)} % ` +
        `instead of ${short(100 * best.residual)} %), which the affine law cannot: ` +
        (chosen === best ? 'its LTP is held linear' : 'the law of the device is another'),
    );
  if (wanted === 'auto' && chosen !== best) doubts.push(...otherLaw(chosen, best, measurement));
  const drawn =
    wanted === 'stochastic'
      ? fitStochastic(ramps, noise.read * (high - low), () => curveOf(chosenFit(fits, 'best'), points))
      : undefined;
  if (drawn !== undefined) doubts.push(...doubtsOfSteps(drawn));
  const lawFrom = drawn ? 'distribution of the measured steps' : titleOf(chosen, best);
  const verdict = verdictOf(measurement, {
    estimates: best.estimates,
    residual: chosen.residual,
    isAffine: chosen === best,
    lawFrom,
  });
  if (verdict.kind === 'unusable' && !accept)
    throw new MemspikeError('DATA', `the fit is not usable: ${verdict.reasons.join('; and ')}`, {
      where: ramps[0].place,
      hint: 'look at what was understood (--json tells it too); --accept takes it anyway, and the device carries the mark',
    });
  const curve = drawn ? meanCurve(drawn, points) : chosen.curve;
  const wild = measurement.doubts.some(({ text }) => text.includes('far outside'))
    ? undefined
    : wildValues(ramps, curve, high - low);
  if (wild !== undefined) doubts.push(wild);
  return {
    verdict,
    device: deviceOf(measurement, {
      ...{ name, source, noise, levels: points.pulses.ltp, doubt: doubtOf(verdict) },
      ...(drawn ?? {
        law: chosen === best ? law : tableOfFamily(chosen, points.pulses),
        low: chosen.estimates[0].value,
        high: chosen.estimates[1].value,
        // The spread of ν is one of the affine law.
        spread: chosen === best ? spreadOf(measurement, best) : undefined,
      }),
    }),
    lawFrom,
    estimates: best.estimates,
    residual: best.residual,
    correlation: best.correlation,
    widening: best.widening,
    labels: labelsOf(law),
    symmetryPoint: symmetryPoint(law) ?? null,
    asymmetry: affineTravel(0.5, best.estimates[2].value) + affineTravel(0.5, best.estimates[3].value) - 1,
    pulses: points.pulses,
    noise,
    cycleSpread: cycleSpreadOf(ramps, high - low),
    families: ranked,
    doubts: doubts.map((text) => ({ text })),
    points,
    curve,
  };
}

/** The mark that a device carries into every report. */
function doubtOf({ kind, sentence }: Verdict): string | undefined {
  return kind === 'good' ? undefined : sentence;
}

/** Intervals that hold for every place at which the curve may turn. */
function withOtherTurns(best: FamilyFit, { others = [] }: Measurement, linearLtp: boolean): FamilyFit {
  const fits = others.flatMap((ramps) => fitFamily(pointsOf(ramps), families[0], { linearLtp }) ?? []);
  if (fits.length === 0) return best;
  const estimates = best.estimates.map((estimate, k): Estimate => {
    const all = [estimate, ...fits.map((fit) => fit.estimates[k])];
    if (all.some(({ low, high }) => low === null || high === null)) return estimate;
    return {
      ...estimate,
      low: all.reduce((least, { low }) => Math.min(least, low!), Number.POSITIVE_INFINITY),
      high: all.reduce((most, { high }) => Math.max(most, high!), Number.NEGATIVE_INFINITY),
    };
  });
  return { ...best, estimates };
}

/** The family that is much better than the affine one, or the affine one. */
function muchBetter(fits: readonly FamilyFit[], affine: FamilyFit): FamilyFit {
  const better = fits.filter(
    (fit) =>
      fit !== affine &&
      !fit.isAtBound &&
      fit.residual < BETTER * affine.residual &&
      fit.bic < affine.bic - BIC_BETTER,
  );
  if (affine.residual < WELL || better.length === 0) return affine;
  return better.reduce((a, b) => (b.bic < a.bic ? b : a));
}

function titleOf(chosen: FamilyFit, affine: FamilyFit): string {
  return chosen !== affine && chosen.family === affine.family
    ? 'affine, with LTP that speeds up'
    : chosen.family.title;
}

function otherLaw(chosen: FamilyFit, affine: FamilyFit, { devices }: Measurement): string[] {
  const told = [
    `the law of the device is "${titleOf(chosen, affine)}", as a table of steps: it leaves ${short(100 * chosen.residual)} % of the range, the affine law ${short(100 * affine.residual)} %; --law affine takes that one`,
  ];
  if (devices.length >= DEVICES)
    told.push(
      'the spread from device to device is one of the affine law, and left out: --law affine keeps it',
    );
  return told;
}

function curveOf(fit: FamilyFit, { pulses }: Points): FittedCurve {
  const [low, high] = fit.estimates.map(({ value }) => value);
  return { steps: tableOfFamily(fit, pulses), low, high };
}

function doubtsOfSteps({ fewest, means, reading }: StochasticFit): string[] {
  const doubts = [];
  if (means === 'curve')
    doubts.push(
      'single steps are too noisy to tell the mean step at a conductance: the means are those of the family that fits best',
    );
  if (fewest < FEW_STEPS)
    doubts.push(
      `the distribution of steps rests on ${fewest} pulses where it has fewest: more cycles tell more`,
    );
  if (reading > 0.05)
    doubts.push(
      `${Math.round(100 * reading)} % of the variance of the steps is noise of the readings, and is taken out of their distribution`,
    );
  return doubts;
}

/** Without noise, from rail to rail; known every so many pulses and linear between them. */
function meanCurve({ law, low, high }: StochasticFit, { pulses }: Points): FamilyFit['curve'] {
  const mean = lawOf(law);
  const known = (direction: 'ltp' | 'ltd') => {
    const every = Math.max(1, Math.floor(pulses[direction] / CURVE_POINTS));
    const places = [direction === 'ltp' ? 0 : 1];
    for (let k = 0; k * every <= 1.2 * pulses[direction]; k++)
      places.push(mean.after(places[k], every, direction));
    return { every, places };
  };
  const curves = { ltp: known('ltp'), ltd: known('ltd') };
  return (direction, pulse) => {
    const { every, places } = curves[direction];
    const k = Math.min(Math.floor(pulse / every), places.length - 2);
    const share = Math.min(pulse / every - k, 1);
    return low + (high - low) * (places[k] + share * (places[k + 1] - places[k]));
  };
}

function chosenFit(fits: readonly FamilyFit[], wanted: FittedLaw): FamilyFit {
  const [best] = [...fits].sort((a, b) => a.bic - b.bic);
  if (wanted === 'best') return best;
  const found = fits.find(({ family }) => family.name === wanted);
  if (found !== undefined) return found;
  throw new MemspikeError('DATA', `no curve of the family "${wanted}" can be laid through these values`, {
    hint: 'leave --law out, or take --law best',
  });
}

function affineLawOf({ estimates }: FamilyFit, { pulses }: Points): AffineLaw {
  const [ltp, ltd] = [rounded(estimates[2].value), rounded(estimates[3].value)];
  return affineLaw({
    ltp: { nu: Math.max(ltp, 0), pulses: pulses.ltp },
    ltd: { nu: Math.abs(ltd), pulses: pulses.ltd },
    retracing: ltd < 0,
  });
}

function rank(fits: readonly FamilyFit[]): RankedFamily[] {
  const least = (of: (fit: FamilyFit) => number) => Math.min(...fits.map(of));
  const [aic, bic] = [least((fit) => fit.aic), least((fit) => fit.bic)];
  return fits
    .map((fit) => ({
      name: fit.family.name,
      title: fit.family.title,
      estimates: fit.estimates,
      residual: fit.residual,
      aic: fit.aic,
      bic: fit.bic,
      deltaAic: fit.aic - aic,
      deltaBic: fit.bic - bic,
    }))
    .sort((a, b) => a.bic - b.bic);
}

interface Fitted {
  readonly name: string;
  readonly source: string;
  readonly law: PulseLaw;
  readonly levels: number;
  readonly low: number;
  readonly high: number;
  readonly noise: Noise;
  readonly spread?: Partial<Variation>;
  readonly doubt?: string;
}

function deviceOf({ ramps, isSiemens }: Measurement, fitted: Fitted): FittedDevice {
  const { name, source, law, levels, high, noise, spread, doubt } = fitted;
  const least = ramps.reduce((low, { values }) => values.reduce((a, b) => Math.min(a, b), low), Infinity);
  // A fitted Gmin below 0 is no conductance: the lowest one measured stands in for it.
  const bottom = fitted.low > 0 ? fitted.low : least;
  const hasRatio = least > 0 && high / bottom >= 1.001 && high / bottom <= 1e9;
  const options: FittedDevice = {
    name,
    title: name,
    source,
    law,
    levels,
    // The noise of a distribution of steps is in it.
    ...(lawOf(law).inKernels().drawn === undefined && { c2c: rounded(noise.c2c) }),
    ...(hasRatio ? { onOff: rounded(high / bottom) } : {}),
    ...(isSiemens && high >= 1e-15 && high <= 1e3 ? { gMax: rounded(high) } : {}),
    ...(spread === undefined ? {} : { variation: spread }),
    ...(doubt === undefined ? {} : { doubt }),
  };
  defineDevice(options);
  return options;
}

/** Each device fitted on its own; undefined for fewer than three. */
function spreadOf({ ramps, devices }: Measurement, all: FamilyFit): Partial<Variation> | undefined {
  if (devices.length < DEVICES) return undefined;
  const found: number[][] = [];
  for (let device = 0; device < devices.length; device++) {
    const own = ramps.filter((ramp) => ramp.device === device);
    if (new Set(own.map(({ direction }) => direction)).size < 2) continue;
    const fit = fitFamily(pointsOf(own), families[0]);
    if (fit !== undefined) found.push(fit.estimates.map(({ value }) => value));
  }
  if (found.length < DEVICES) return undefined;
  const relative = (k: number) => {
    const values = found.map((estimates) => Math.abs(estimates[k]));
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
    const std = Math.sqrt(variance) / mean;
    return { std: Number.isFinite(std) ? Math.min(rounded(std), 10) : 0, distribution: 'normal' as const };
  };
  const shape = { nuLtp: relative(2), nuLtd: relative(3) };
  return all.estimates[0].value > 0 ? { ...shape, gMin: relative(0), gMax: relative(1) } : shape;
}

/** How much the range of a ramp differs between cycles of one device, as a share of the range. */
function cycleSpreadOf(ramps: readonly Ramp[], range: number): number | null {
  const first = ramps.filter(({ device, direction }) => device === 0 && direction === 'ltp');
  if (first.length < 3) return null;
  const spans = first.map(({ values }) => (values[values.length - 1] - values[0]) / range);
  const mean = spans.reduce((sum, span) => sum + span, 0) / spans.length;
  return Math.sqrt(spans.reduce((sum, span) => sum + (span - mean) ** 2, 0) / (spans.length - 1));
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
