/**
 * The runs of a comparison: every arm (device × policy × noise) and the baselines it is measured against, over the
 * same seeds.
 */

import { resolvePolicy } from '../../compensation/all-policies.ts';
import { idealBaseline, linearBaseline } from '../../compensation/policies/baseline.ts';
import type { Policy, PolicyInput } from '../../compensation/policy.ts';
import { type Device, ideal, linearDevice } from '../../device/device.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import { resolveDevice } from '../../presets/presets.ts';
import { type ExperimentConfig, type ExperimentInput, resolveConfig } from '../config/config.ts';

export interface ComparisonOptions {
  /** Names of presets, or devices. */
  readonly devices: readonly (string | Device)[];
  /** Names, or policies of one's own. */
  readonly policies: readonly (string | PolicyInput)[];
  /** Cycle-to-cycle noise: with it, without it, or both. */
  readonly noise: readonly ('on' | 'off')[];
  /** Seeds, one run each. */
  readonly seeds: readonly number[];
  /** Everything else. */
  readonly base?: ExperimentInput;
}

export type Role = 'ideal' | 'linear' | 'arm';

export interface Job {
  readonly role: Role;
  readonly noise: 'on' | 'off';
  readonly config: ExperimentConfig;
}

/** All runs, baselines first; baselines that serve several arms appear once. */
export function planComparison({ devices, policies, noise, seeds, base = {} }: ComparisonOptions): Job[] {
  const resolved = devices.map((device) => resolveDevice(device, '--device'));
  const arms = policies.map((policy) => resolvePolicy(policy, '--policy'));
  const job = (
    role: Role,
    device: Device,
    policy: string | Policy,
    level: 'on' | 'off',
    seed: number,
  ): Job => ({
    role,
    noise: level,
    config: resolveConfig({
      ...base,
      device,
      seed,
      noise: { ...base.noise, c2c: level === 'on' },
      compensation: role === 'arm' ? { ...base.compensation, policy } : { policy },
    }),
  });
  const everySeed = (make: (seed: number) => Job) => seeds.map(make);
  return [
    ...everySeed((seed) => job('ideal', ideal, idealBaseline.name, 'off', seed)),
    ...linearDevices(resolved, noise).flatMap(({ device, level }) =>
      everySeed((seed) => job('linear', device, linearBaseline.name, level, seed)),
    ),
    ...resolved.flatMap((device) =>
      arms.flatMap((policy) =>
        noise.flatMap((level) => everySeed((seed) => job('arm', device, policy, level, seed))),
      ),
    ),
  ];
}

/** The linear device with as many levels and the same noise as `device`. */
export function linearCounterpart(device: Device, noise: 'on' | 'off'): Device {
  return linearDevice({
    levels: Math.max(1, device.levels),
    c2c: noise === 'on' ? device.c2c : 0,
    c2cOf: device.c2cOf,
  });
}

function linearDevices(devices: readonly Device[], noise: readonly ('on' | 'off')[]) {
  const unique = new Map<string, { device: Device; level: 'on' | 'off' }>();
  for (const device of devices) {
    if (isIdeal(device.law)) continue;
    for (const level of noise) {
      const linear = linearCounterpart(device, level);
      unique.set(`${linear.levels} ${linear.c2c} ${linear.c2cOf} ${level}`, { device: linear, level });
    }
  }
  return [...unique.values()];
}
