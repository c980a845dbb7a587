/** Which arm a run belongs to: the one place of the report that looks inside a run's configuration. */
import { idealBaseline, linearBaseline } from '../../compensation/policies/baseline.ts';
import type { RunRecord } from '../../experiment/run/record.ts';
import { counted } from './words.ts';

export interface ArmName {
  readonly device: string;
  readonly policy: string;
  /** Cycle-to-cycle noise of the pulses. */
  readonly noise: 'on' | 'off';
}

/** The runs of one arm, in the order in which they came. */
export interface ArmRuns extends ArmName {
  readonly runs: readonly RunRecord[];
}

/** A linear baseline is named with its levels: each device is measured against the one that has as many. */
export function armOf({ config }: RunRecord): ArmName {
  const { device, compensation, noise } = config;
  const linear = compensation.policy === linearBaseline.name;
  return {
    device: linear ? `${device.name} (${counted(device.levels, 'level')})` : device.name,
    policy: compensation.policy,
    noise: noise.c2c ? 'on' : 'off',
  };
}

/** Runs gathered by arm; arms in order of first appearance. */
export function groupByArm(records: readonly RunRecord[]): readonly ArmRuns[] {
  const groups = new Map<string, { readonly arm: ArmName; readonly runs: RunRecord[] }>();
  for (const record of records) {
    const arm = armOf(record);
    const key = JSON.stringify([arm.device, record.config.device.c2c, arm.policy, arm.noise]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { arm, runs: [record] });
    else group.runs.push(record);
  }
  return [...groups.values()].map(({ arm, runs }) => ({ ...arm, runs }));
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

/** Whether an arm is one that others are measured against. */
export function isBaseline({ policy }: Pick<ArmName, 'policy'>): boolean {
  return policy === linearBaseline.name || policy === idealBaseline.name;
}
