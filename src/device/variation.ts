/**
 * Device-to-device spread: what differs between the devices of one array, drawn once.
 */

import { MemspikeError } from '../errors.ts';
import { exp, log1p } from '../math/exp-log.ts';
import { deviceSpreadKey, stuckKey } from '../random/address.ts';
import { drawBits, gaussian, rowKey, uniform } from '../random/generator.ts';
import { requireKnownKeys, requireNumber } from './checks.ts';
import { type Branch, MAX_NU, type PulseLaw, type PulseStep, pulseStep } from './laws/affine.ts';

/** How one parameter spreads: factor 1 + std·ξ, or a log-normal factor of mean 1 and standard deviation std. */
export interface Deviation {
  /** Relative to the parameter's own value (for gMin and gMax: to the absolute conductance). */
  readonly std: number;
  readonly distribution: 'normal' | 'log-normal';
}

export interface Variation {
  readonly nuLtp: Deviation;
  readonly nuLtd: Deviation;
  readonly pulsesLtp: Deviation;
  readonly pulsesLtd: Deviation;
  readonly gMin: Deviation;
  readonly gMax: Deviation;
}

/** Devices that no pulse moves. */
export interface Stuck {
  /** 0–1. */
  readonly fraction: number;
  /** At the device's own lowest or highest conductance, or uniformly between. */
  readonly at: 'gmin' | 'gmax' | 'random';
}

export const VARIATION_PARAMETERS = ['nuLtp', 'nuLtd', 'pulsesLtp', 'pulsesLtd', 'gMin', 'gMax'] as const;

export type VariationParameter = (typeof VARIATION_PARAMETERS)[number];

/** What of a device says how devices of an array differ. */
export interface VaryingDevice {
  readonly law: PulseLaw;
  readonly onOff: number;
  readonly variation: Variation;
  readonly stuck: Stuck;
}

const none: Deviation = { std: 0, distribution: 'normal' };

export const noVariation: Variation = {
  nuLtp: none,
  nuLtd: none,
  pulsesLtp: none,
  pulsesLtd: none,
  gMin: none,
  gMax: none,
};

/**
 * An assumption, not a measurement: the papers behind the presets publish no such spread. 10 % (normal) on ν and on
 * the number of pulses, 5 % (normal) on both conductance limits.
 */
export const assumedVariation: Variation = {
  nuLtp: { std: 0.1, distribution: 'normal' },
  nuLtd: { std: 0.1, distribution: 'normal' },
  pulsesLtp: { std: 0.1, distribution: 'normal' },
  pulsesLtd: { std: 0.1, distribution: 'normal' },
  gMin: { std: 0.05, distribution: 'normal' },
  gMax: { std: 0.05, distribution: 'normal' },
};

export const noStuck: Stuck = { fraction: 0, at: 'random' };

/** A complete, checked variation; parameters left out do not vary. */
export function variationOf(partial: Partial<Variation>): Variation {
  requireKnownKeys(partial, VARIATION_PARAMETERS, 'variation');
  const complete: Record<VariationParameter, Deviation> = { ...noVariation };
  for (const parameter of VARIATION_PARAMETERS) {
    const deviation = partial[parameter];
    if (deviation === undefined) continue;
    const where = `variation.${parameter}`;
    requireKnownKeys(deviation, ['std', 'distribution'], where);
    const { std, distribution = 'normal' } = deviation;
    requireNumber(`${where}.std`, std, 0, 10, 'relative to the parameter');
    if (distribution !== 'normal' && distribution !== 'log-normal')
      throw new MemspikeError('DEVICE', 'not a distribution', {
        where: `${where}.distribution`,
        received: distribution,
        accepted: ['normal', 'log-normal'],
      });
    complete[parameter] = { std, distribution };
  }
  return complete;
}

/** The factor that a standard normal deviate ξ stands for. A normal factor can be negative: the caller clamps. */
export function factor({ std, distribution }: Deviation, xi: number): number {
  if (std === 0) return 1;
  if (distribution === 'normal') return 1 + std * xi;
  const variance = log1p(std * std);
  return exp(Math.sqrt(variance) * xi - variance / 2);
}

/** What one pulse does to each device of an array, and between which conductances: one entry per device. */
export interface DevicePlanes {
  readonly ltpScale: Float32Array;
  readonly ltpOffset: Float32Array;
  readonly ltdScale: Float32Array;
  readonly ltdOffset: Float32Array;
  /** The device's own rails, in units of the nominal range: 0 and 1 for a nominal device. */
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** A table's steps grow by no more than this factor's inverse: a device of no pulses has no law. */
const LEAST_PULSES = 0.01;

/** Devices keep at least this much of the nominal range. */
const LEAST_WINDOW = 0.01;

/**
 * Draws the devices of one array into `out`, whose planes hold at least `count` entries.
 *
 * Each parameter of each device has its own random address (seed, layer, plane, parameter, element): switching one
 * parameter's spread off leaves all other parameters as they were. A device's law runs between its own rails,
 *
 *   g ← A·g + B·(high − low) + (1 − A)·low,
 *
 * with high = 1 + ε·r/(r−1) and low = ε/(r−1), r = Gmax/Gmin, ε the relative deviation of that conductance: a small
 * on/off ratio makes both matter. Draws are clamped to what a device can be: ν within [0, 50], at least one pulse,
 * no negative conductance, a window of at least 1 % of the nominal range. A stuck device has scale 1, offset 0 and
 * low = high.
 */
export function drawVariation(options: {
  device: VaryingDevice;
  seed: number;
  /** Which layer, and which array of the layer (0: G⁺, 1: G⁻). */
  layer: number;
  plane: number;
  count: number;
  out: DevicePlanes;
}): void {
  const { device, seed, layer, plane, count, out } = options;
  const { law, onOff, variation, stuck } = device;
  if (law.kind === 'ideal')
    throw new MemspikeError('DEVICE', 'ideal weights have no devices to draw', {
      hint: 'the linear device is the nearest that has',
    });
  const keys = VARIATION_PARAMETERS.map((_, parameter) => deviceSpreadKey(seed, layer, plane, parameter));
  const ofStuck = stuckKey(seed, layer, plane);
  const drawn = (parameter: VariationParameter, element: number): number => {
    const deviation = variation[parameter];
    if (deviation.std === 0) return 1;
    const key = keys[VARIATION_PARAMETERS.indexOf(parameter)];
    return factor(deviation, gaussian(drawBits(rowKey(key, element), 0)));
  };
  const branch = (nominal: Branch, nu: number, pulses: number): Branch => ({
    nu: Math.min(Math.max(nominal.nu * nu, 0), MAX_NU),
    pulses: Math.max(nominal.pulses * pulses, 1),
  });

  const { nuLtp, nuLtd, pulsesLtp, pulsesLtd } = variation;
  const sameLaw = nuLtp.std === 0 && nuLtd.std === 0 && pulsesLtp.std === 0 && pulsesLtd.std === 0;
  // Of a table, the offsets are not used, and the scales are factors of its steps.
  let step: PulseStep =
    law.kind === 'affine' ? pulseStep(law) : { ltpScale: 1, ltpOffset: 0, ltdScale: 1, ltdOffset: 0 };
  for (let i = 0; i < count; i++) {
    if (!sameLaw && law.kind !== 'affine')
      step = {
        ...step,
        ltpScale: 1 / Math.max(drawn('pulsesLtp', i), LEAST_PULSES),
        ltdScale: 1 / Math.max(drawn('pulsesLtd', i), LEAST_PULSES),
      };
    else if (!sameLaw && law.kind === 'affine')
      step = pulseStep({
        ...law,
        ltp: branch(law.ltp, drawn('nuLtp', i), drawn('pulsesLtp', i)),
        ltd: branch(law.ltd, drawn('nuLtd', i), drawn('pulsesLtd', i)),
      });
    const low = (Math.max(drawn('gMin', i), 0) - 1) / (onOff - 1);
    const high = Math.max(1 + ((drawn('gMax', i) - 1) * onOff) / (onOff - 1), low + LEAST_WINDOW);
    out.ltpScale[i] = step.ltpScale;
    const shift = law.kind === 'affine' ? low : 0;
    out.ltpOffset[i] = step.ltpOffset * (high - low) + (1 - step.ltpScale) * shift;
    out.ltdScale[i] = step.ltdScale;
    out.ltdOffset[i] = step.ltdOffset * (high - low) + (1 - step.ltdScale) * shift;
    out.low[i] = low;
    out.high[i] = high;
    if (stuck.fraction === 0) continue;
    const key = rowKey(ofStuck, i);
    if (uniform(drawBits(key, 0)) < stuck.fraction) freeze(out, i, place(stuck, low, high, drawBits(key, 1)));
  }
}

function place({ at }: Stuck, low: number, high: number, bits: number): number {
  if (at === 'gmin') return low;
  return at === 'gmax' ? high : low + (high - low) * uniform(bits);
}

function freeze(out: DevicePlanes, i: number, g: number): void {
  out.ltpScale[i] = 1;
  out.ltpOffset[i] = 0;
  out.ltdScale[i] = 1;
  out.ltdOffset[i] = 0;
  out.low[i] = g;
  out.high[i] = g;
}
