/**
 * The non-idealities of a device, each of which can be switched off: what an attribution compares.
 *
 *   asymmetry     off: LTD retraces the LTP curve, with LTP's ν and pulses: both directions step alike everywhere
 *   nonlinearity  off: ν = 0 in both directions, with LTP's pulses; a linear device has no asymmetry either
 *   c2c           off: no cycle-to-cycle noise; where steps are drawn, their means
 *   d2d           off: no device-to-device spread
 *   levels        off: 16 times the pulses from rail to rail, their noise such that what a distance adds is kept
 *   stuck         off: no device is stuck
 *   states        off: conductances are continuous
 *
 * Asymmetry is a property of nonlinear branches: where it acts the device's own curves act, so that it stands on
 * nonlinearity. Nonlinearity without asymmetry is the retracing device.
 */
import type { Device } from '../../device/device.ts';
import { linearLaw } from '../../device/laws/affine.ts';
import { lawOf, type PulseLaw, pulseLaw } from '../../device/laws/all-laws.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import { spreadOfSteps } from '../../device/laws/quantiles.ts';
import { tableLaw } from '../../device/laws/table.ts';

export const EFFECTS = ['asymmetry', 'nonlinearity', 'c2c', 'd2d', 'levels', 'stuck', 'states'] as const;
export type Effect = (typeof EFFECTS)[number];

/** A square, so that σ divides by a whole number. */
const FINER = 16;

export interface Conditions {
  /** As in `ExperimentConfig`. */
  readonly noise: { readonly c2c: boolean; readonly d2d: boolean };
}

/** What of a device can be switched off, in the order of `EFFECTS`; nothing for ideal weights. */
export function effectsOf(device: Device, { noise }: Conditions): Effect[] {
  if (isIdeal(device.law)) return [];
  const law = lawOf(device.law);
  const acts: Readonly<Record<Effect, boolean>> = {
    asymmetry: law.isAsymmetric(),
    nonlinearity: law.isNonlinear(),
    c2c: noise.c2c && device.c2c > 0,
    d2d: noise.d2d,
    levels: true,
    stuck: device.stuck.fraction > 0,
    states: device.states > 0,
  };
  return EFFECTS.filter((effect) => acts[effect]);
}

/** `effects` without `off` and without what stands on it. */
export function withoutEffect(effects: readonly Effect[], off: Effect): Effect[] {
  return effects.filter((one) => one !== off && !(off === 'nonlinearity' && one === 'asymmetry'));
}

/** Of `effects`, `on` alone with what it stands on. */
export function onlyEffect(effects: readonly Effect[], on: Effect): Effect[] {
  return effects.filter((one) => one === on || (on === 'asymmetry' && one === 'nonlinearity'));
}

/** The device with no effect but `acting`; device-to-device spread is left to the configuration. */
export function deviceWith(device: Device, acting: readonly Effect[]): Device {
  if (isIdeal(device.law)) return device;
  const fine = acting.includes('levels') ? 1 : FINER;
  const noisy = acting.includes('c2c');
  const shape = shapeWith(device, acting);
  const acted = fine === 1 ? shape : pulseLaw(lawOf(shape).finer(fine));
  const { drawn, steps } = lawOf(acted).inKernels();
  const c2c = device.c2c * (device.c2cOf === 'step' ? Math.sqrt(fine) : 1 / Math.sqrt(fine));
  return {
    ...device,
    law: !noisy && drawn !== undefined && steps !== undefined ? tableLaw(steps) : acted,
    levels: device.levels * fine,
    c2c: !noisy ? 0 : drawn !== undefined ? spreadOfSteps(drawn) : c2c,
    stuck: acting.includes('stuck') ? device.stuck : { ...device.stuck, fraction: 0 },
    states: acting.includes('states') ? device.states : 0,
  };
}

function shapeWith(device: Device, acting: readonly Effect[]): PulseLaw {
  const law = lawOf(device.law);
  if (acting.includes('asymmetry')) return device.law;
  if (!acting.includes('nonlinearity')) {
    const { ltp } = law.across();
    return linearLaw(Number.isFinite(ltp) ? ltp : device.levels);
  }
  return law.isAsymmetric() ? pulseLaw(law.symmetric()) : device.law;
}
