/**
 * The runs of a comparison: every arm (device × policy × noise) and the baselines it is measured against, over the
 * same seeds.
 */

import { resolvePolicy } from '../../compensation/all-policies.ts';
import { idealBaseline, linearBaseline } from '../../compensation/policies/baseline.ts';
import type { Policy, PolicyInput } from '../../compensation/policy.ts';
import { type Device, type DeviceOptions, ideal } from '../../device/device.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import { resolveDevice } from '../../presets/presets.ts';
import { type ExperimentConfig, type ExperimentInput, resolveConfig } from '../config/config.ts';
import type { Extensions } from '../config/extensions.ts';
import { inputForPolicy } from '../config/for-policy.ts';
import { linearCounterpart, type NoiseLevel, type Role } from './groups.ts';

export interface ComparisonOptions {
  /** Names of presets, or devices. */
  readonly devices: readonly (string | DeviceOptions | Device)[];
  /** Names, or policies of one's own. */
  readonly policies: readonly (string | PolicyInput)[];
  /** Cycle-to-cycle noise: with it, without it, or both. */
  readonly noise: readonly NoiseLevel[];
  /** Seeds, one run each. */
  readonly seeds: readonly number[];
  /** Everything else. Where it names a policy, its settings are that policy's, and reach no other arm or baseline. */
  readonly base?: ExperimentInput;
  /** What devices, policies and `base` name beside the built-in kinds. */
  readonly extensions?: Extensions;
}

/** All runs, baselines first; baselines that serve several arms appear once. */
export function planComparison({
  devices,
  policies,
  noise,
  seeds,
  base = {},
  extensions = {},
}: ComparisonOptions): ExperimentConfig[] {
  const resolved = devices.map((device) => resolveDevice(device, 'devices', extensions));
  const arms = policies.map((policy) => resolvePolicy(policy, 'policies', extensions));
  const run = (role: Role, device: Device, policy: Policy, level: NoiseLevel, seed: number) => {
    const input = inputForPolicy(base, policy.name, extensions);
    return resolveConfig(
      {
        ...input,
        device,
        seed,
        noise: { ...base.noise, c2c: level === 'on' },
        compensation: role === 'arm' ? { ...input.compensation, policy } : { policy },
      },
      extensions,
    );
  };
  const everySeed = (make: (seed: number) => ExperimentConfig) => seeds.map(make);
  return [
    ...everySeed((seed) => run('ideal', ideal, idealBaseline, 'off', seed)),
    ...linearDevices(resolved, noise).flatMap(({ device, level }) =>
      everySeed((seed) => run('linear', device, linearBaseline, level, seed)),
    ),
    ...resolved.flatMap((device) =>
      arms.flatMap((policy) =>
        noise.flatMap((level) => everySeed((seed) => run('arm', device, policy, level, seed))),
      ),
    ),
  ];
}

function linearDevices(devices: readonly Device[], noise: readonly NoiseLevel[]) {
  const unique = new Map<string, { device: Device; level: NoiseLevel }>();
  for (const device of devices) {
    if (isIdeal(device.law)) continue;
    for (const level of noise) {
      const linear = linearCounterpart(device, level);
      unique.set(`${linear.levels} ${linear.c2c} ${linear.c2cOf} ${level}`, { device: linear, level });
    }
  }
  return [...unique.values()];
}
