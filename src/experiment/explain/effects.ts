/**
 * The non-idealities of a device, each of which can be switched off: what an attribution compares.
 *
 *   asymmetry     off: LTD retraces the LTP curve, with LTP's ν and pulses: both directions step alike everywhere
 *   nonlinearity  off: ν = 0 in both directions, with LTP's pulses; a linear device has no asymmetry either
 *   c2c           off: no cycle-to-cycle noise; of a stochastic law the mean steps
 *   d2d           off: no device-to-device spread
 *   levels        off: 16 times the pulses from rail to rail, their noise such that what a distance adds is kept
 *   stuck         off: no device is stuck
 *   states        off: conductances are continuous
 *
 * Asymmetry is a property of nonlinear branches: where it acts the device's own curves act, so that it stands on
 * nonlinearity. Nonlinearity without asymmetry is the retracing device.
 */
import type { Device } from '../../device/device.ts';
import { affineLaw, type Branch, type PulsedLaw, pulsesAcross } from '../../device/laws/affine.ts';
import { certainSteps } from '../../device/laws/stepped.ts';
import { rescaled, spreadOfSteps, stochasticLaw } from '../../device/laws/stochastic.ts';
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
  const { law } = device;
  if (law.kind === 'ideal') return [];
  const acts: Readonly<Record<Effect, boolean>> = {
    asymmetry: isAsymmetric(law),
    nonlinearity: isNonlinear(law),
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
  const { law } = device;
  if (law.kind === 'ideal') return device;
  const fine = acting.includes('levels') ? 1 : FINER;
  const noisy = acting.includes('c2c');
  const acted = finer(lawWith({ ...device, law }, acting), fine);
  const c2c = device.c2c * (device.c2cOf === 'step' ? Math.sqrt(fine) : 1 / Math.sqrt(fine));
  return {
    ...device,
    law: !noisy && acted.kind === 'stochastic' ? certainSteps(acted) : acted,
    levels: device.levels * fine,
    c2c: !noisy ? 0 : acted.kind === 'stochastic' ? spreadOfSteps(acted) : c2c,
    stuck: acting.includes('stuck') ? device.stuck : { ...device.stuck, fraction: 0 },
    states: acting.includes('states') ? device.states : 0,
  };
}

function lawWith({ law, levels }: Device & { law: PulsedLaw }, acting: readonly Effect[]): PulsedLaw {
  if (acting.includes('asymmetry')) return law;
  if (!acting.includes('nonlinearity')) {
    const { ltp } = pulsesAcross(law);
    const straight: Branch = { nu: 0, pulses: Number.isFinite(ltp) ? ltp : levels };
    return affineLaw({ ltp: straight, ltd: straight });
  }
  if (!isAsymmetric(law)) return law;
  if (law.kind === 'affine') return affineLaw({ ltp: law.ltp, ltd: law.ltp, retracing: true });
  if (law.kind === 'stochastic') return stochasticLaw({ ltp: law.ltp, ltd: law.ltp });
  const { ltp } = certainSteps(law);
  return tableLaw({ ltp, ltd: ltp });
}

function isNonlinear(law: PulsedLaw): boolean {
  if (law.kind === 'affine') return law.ltp.nu > 0 || law.ltd.nu > 0;
  const { ltp, ltd } = certainSteps(law);
  return [ltp, ltd].some((steps) => steps.some((step) => step !== steps[0]));
}

/** Whether LTP and LTD step differently anywhere. */
function isAsymmetric(law: PulsedLaw): boolean {
  if (law.kind !== 'affine') {
    const { ltp, ltd } = certainSteps(law);
    return ltp.some((step, k) => step !== ltd[k]);
  }
  if (law.ltp.nu !== law.ltd.nu || law.ltp.pulses !== law.ltd.pulses) return true;
  return law.ltp.nu > 0 && !law.retracing;
}

function finer(law: PulsedLaw, factor: number): PulsedLaw {
  if (law.kind === 'stochastic') return rescaled(law, 1 / factor, 1 / Math.sqrt(factor));
  if (law.kind !== 'affine') {
    const { ltp, ltd } = certainSteps(law);
    const less = (steps: readonly number[]) => steps.map((step) => step / factor);
    return tableLaw({ ltp: less(ltp), ltd: less(ltd) });
  }
  const branch = ({ nu, pulses }: Branch): Branch => ({ nu, pulses: pulses * factor });
  return affineLaw({ ltp: branch(law.ltp), ltd: branch(law.ltd), retracing: law.retracing });
}
