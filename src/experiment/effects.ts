/**
 * The non-idealities of a device, each of which can be switched off: what an attribution compares.
 *
 *   asymmetry     off: LTD retraces the LTP curve, with LTP's ν and pulses: both directions step alike everywhere
 *   nonlinearity  off: ν = 0 in both directions, with LTP's pulses; a linear device has no asymmetry either
 *   c2c           off: no cycle-to-cycle noise
 *   d2d           off: no device-to-device spread
 *   levels        off: 16 times the pulses from rail to rail, σ of a pulse a quarter: σ·√n over a distance is kept
 *   stuck         off: no device is stuck
 *   states        off: conductances are continuous
 *
 * Asymmetry is a property of nonlinear branches: where it acts the device's own curves act, so that it stands on
 * nonlinearity. Nonlinearity without asymmetry is the retracing device.
 */
import type { Device } from '../device/device.ts';
import { type AffineLaw, affineLaw, type Branch } from '../device/law.ts';

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
  const { law } = device;
  if (law.kind === 'ideal') return [];
  const acts: Readonly<Record<Effect, boolean>> = {
    asymmetry: isAsymmetric(law),
    nonlinearity: law.ltp.nu > 0 || law.ltd.nu > 0,
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
  if (device.law.kind === 'ideal') return device;
  const fine = acting.includes('levels') ? 1 : FINER;
  return {
    ...device,
    law: finer(lawWith(device.law, acting), fine),
    levels: device.levels * fine,
    c2c: acting.includes('c2c') ? device.c2c / Math.sqrt(fine) : 0,
    stuck: acting.includes('stuck') ? device.stuck : { ...device.stuck, fraction: 0 },
    states: acting.includes('states') ? device.states : 0,
  };
}

function lawWith(law: AffineLaw, acting: readonly Effect[]): AffineLaw {
  if (acting.includes('asymmetry')) return law;
  const straight: Branch = { nu: 0, pulses: law.ltp.pulses };
  if (!acting.includes('nonlinearity')) return affineLaw({ ltp: straight, ltd: straight });
  return isAsymmetric(law) ? affineLaw({ ltp: law.ltp, ltd: law.ltp, retracing: true }) : law;
}

/** Whether LTP and LTD step differently anywhere. */
function isAsymmetric({ ltp, ltd, retracing }: AffineLaw): boolean {
  if (ltp.nu !== ltd.nu || ltp.pulses !== ltd.pulses) return true;
  return ltp.nu > 0 && !retracing;
}

function finer({ ltp, ltd, retracing }: AffineLaw, factor: number): AffineLaw {
  const branch = ({ nu, pulses }: Branch): Branch => ({ nu, pulses: pulses * factor });
  return affineLaw({ ltp: branch(ltp), ltd: branch(ltd), retracing });
}
