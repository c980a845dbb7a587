/**
 * Which runs belong together, decided here alone and by the content of their configurations, so that records read back
 * from disk group as those just made.
 *
 *   arm       runs that differ in nothing but their seed
 *   pair      runs of two arms that share a seed: the data's order, first weights and spikes are the same in both
 *   control   what an arm is measured against: ideal weights, or the linear device with as many levels and the same
 *             noise, in the same network on the same data
 *   panel     arms of the same device, and of the same noise where a comparison has both
 */
import { idealBaseline, linearBaseline } from '../../compensation/policies/baseline.ts';
import { type Device, ideal, linearDevice } from '../../device/device.ts';
import type { ExperimentConfig } from '../config/config.ts';
import { canonical, contentOf } from '../run/identity.ts';
import type { RunRecord } from '../run/record.ts';
import { type PairedDifference, pairedDifference } from './paired-difference.ts';

/** What a run is for in a comparison. */
export type Role = 'ideal' | 'linear' | 'arm';

/** Cycle-to-cycle noise of the pulses. */
export const NOISE_LEVELS = ['on', 'off'] as const;
export type NoiseLevel = (typeof NOISE_LEVELS)[number];

export interface ArmName {
  readonly device: string;
  readonly policy: string;
  readonly noise: NoiseLevel;
}

/** The runs of one arm, in the order in which they came. */
export interface ArmRuns extends ArmName {
  readonly role: Role;
  readonly runs: readonly RunRecord[];
}

/** Baselines have policies of their own, which are theirs on the devices that they are made for. */
export function roleOf({ compensation, device }: ExperimentConfig): Role {
  const { policy } = compensation;
  if (policy === idealBaseline.name && device.name === ideal.name) return 'ideal';
  if (policy === linearBaseline.name && device.name === LINEAR) return 'linear';
  return 'arm';
}

const LINEAR = linearDevice({ levels: 1 }).name;

export function noiseLevelOf({ noise }: ExperimentConfig): NoiseLevel {
  return noise.c2c ? 'on' : 'off';
}

/** A linear baseline is named with its levels: each device is measured against the one that has as many. */
export function armNameOf(config: ExperimentConfig): ArmName {
  const { device, compensation } = config;
  const levels = `${device.levels} ${device.levels === 1 ? 'level' : 'levels'}`;
  return {
    device: roleOf(config) === 'linear' ? `${device.name} (${levels})` : device.name,
    policy: compensation.policy,
    noise: noiseLevelOf(config),
  };
}

/** The same for two configurations that differ in nothing but their seed. */
export function contentBesideSeed({ seed: _, ...config }: ExperimentConfig): string {
  return contentOf(config);
}

/** Runs gathered by arm, baselines too; arms in order of first appearance. */
export function groupByArm(records: readonly RunRecord[]): readonly ArmRuns[] {
  const groups = new Map<string, RunRecord[]>();
  for (const record of records) {
    const key = `${canonical(record.dataset)} ${contentBesideSeed(record.config)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return [...groups.values()].map((runs) => {
    const [{ config }] = runs;
    return { ...armNameOf(config), role: roleOf(config), runs };
  });
}

/** Arms that share a device, under the title of their panel. */
export interface DeviceGroup<Arm> {
  readonly title: string;
  readonly device: string;
  readonly arms: readonly Arm[];
}

/** Arms gathered by device, and by noise where both occur; groups in order of first appearance. */
export function groupByDevice<Arm extends Omit<ArmName, 'policy'>>(
  arms: readonly Arm[],
): readonly DeviceGroup<Arm>[] {
  const bothNoises = new Set(arms.map((arm) => arm.noise)).size > 1;
  const groups = new Map<string, { readonly device: string; readonly arms: Arm[] }>();
  for (const arm of arms) {
    const title = bothNoises ? `${arm.device}, noise ${arm.noise}` : arm.device;
    const group = groups.get(title);
    if (group === undefined) groups.set(title, { device: arm.device, arms: [arm] });
    else group.arms.push(arm);
  }
  return [...groups].map(([title, group]) => ({ title, ...group }));
}

/** The linear device with as many levels and the same noise as `device`. */
export function linearCounterpart(device: Device, noise: NoiseLevel): Device {
  return linearDevice({
    levels: Math.max(1, device.levels),
    c2c: noise === 'on' ? device.c2c : 0,
    c2cOf: device.c2cOf,
  });
}

/** Whether runs of `baseline` are what those of `arm` are measured against. */
export function isControlOf(baseline: ArmRuns, arm: ArmRuns): boolean {
  const [{ config: control, dataset }] = baseline.runs;
  const [{ config, dataset: same }] = arm.runs;
  if (canonical(dataset) !== canonical(same) || surroundings(control) !== surroundings(config)) return false;
  if (baseline.role !== 'linear') return baseline.role === 'ideal';
  const { levels, c2c, c2cOf } = linearCounterpart(config.device, arm.noise);
  const { device } = control;
  return (
    device.levels === levels && device.c2c === c2c && device.c2cOf === c2cOf && baseline.noise === arm.noise
  );
}

/** What an arm and its controls share: all but device, cycle-to-cycle noise, policy and what is the policy's. */
function surroundings({ network, noise, encoder, training, clock }: ExperimentConfig): string {
  const projections = network.projections?.map(({ from, to }) => ({ from, to }));
  return canonical({ network: { ...network, projections }, d2d: noise.d2d, encoder, training, clock });
}

/** `after` minus `before` over the seeds that both have, by seed; undefined if there is none. */
export function differenceBySeed(
  after: ReadonlyMap<number, number>,
  before: ReadonlyMap<number, number>,
): PairedDifference | undefined {
  const seeds = [...after.keys()].filter((seed) => before.has(seed));
  if (seeds.length === 0) return undefined;
  const of = (runs: ReadonlyMap<number, number>) => seeds.map((seed) => runs.get(seed) as number);
  return pairedDifference(of(after), of(before));
}

/** A number of each run, by its seed. */
export function bySeed(
  records: readonly RunRecord[],
  value: (record: RunRecord) => number,
): ReadonlyMap<number, number> {
  return new Map(records.map((record) => [record.config.seed, value(record)]));
}
