/** From the flags of `compare` to its runs. */
import { nameOfPolicy, policyNames } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import type { Device } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import { type ComparisonOptions, type Job, planComparison } from '../../experiment/compare/plan.ts';
import { type DatasetOptions, type ExperimentInput, resolveConfig } from '../../experiment/config/config.ts';
import { neurosimPresets } from '../../presets/neurosim-presets.ts';
import { placingFlags, readConfig, withFlags, withoutPolicy } from '../shared/base-config.ts';
import { deviceArgument } from '../shared/device-argument.ts';
import { policyArgument } from '../shared/policy-argument.ts';
import type { CompareFlags } from './compare.ts';

const DEFAULT_DEVICES = ['ag-a-si', 'pcmo'];
const DEFAULT_POLICIES = ['none', 'read-free-pair', 'multi-device', 'shared-residual', 'residual', 'exact'];

export interface ComparePlan {
  readonly jobs: readonly Job[];
  readonly devices: readonly Device[];
  readonly policies: readonly (string | PolicyInput)[];
  readonly dataset: DatasetOptions;
}

export async function planCompare(flags: CompareFlags, say: (text: string) => void): Promise<ComparePlan> {
  const file = await readConfig(flags.config);
  const devices = await devicesOf(flags, file);
  const policies = policiesOf(flags, file);
  const options = {
    devices,
    policies,
    noise: noiseOf(flags, file),
    seeds: Array.from({ length: flags.seeds }, (_, i) => (flags.seed ?? file.seed ?? 1) + i),
  };
  const base = withFlags(file, flags);
  const jobs = await placingFlags(() => plan(options, base));
  const named = file.compensation?.policy;
  if (named !== undefined && policies.some((policy) => nameOfPolicy(policy) !== nameOfPolicy(named)))
    say(
      `${flags.config}: its settings and learning rate are those of "${nameOfPolicy(named)}"; other policies have their own`,
    );
  const { dataset } = resolveConfig(base);
  return { jobs, devices, policies, dataset };
}

/** Where the file names a policy, its settings and rate are that policy's alone: no other arm or baseline gets them. */
function plan(options: ComparisonOptions, base: ExperimentInput): Job[] {
  const named = base.compensation?.policy;
  if (named === undefined) return planComparison({ ...options, base });
  const own = planComparison({ ...options, base });
  const others = planComparison({ ...options, base: withoutPolicy(base) });
  return others.map((job, i) =>
    job.role === 'arm' && job.config.compensation.policy === nameOfPolicy(named) ? own[i] : job,
  );
}

export async function devicesOf(
  { device }: Pick<CompareFlags, 'device'>,
  file: ExperimentInput,
): Promise<Device[]> {
  if (device === undefined && file.device !== undefined)
    return [resolveConfig({ device: file.device }).device];
  const devices: Device[] = [];
  for (const text of device ?? DEFAULT_DEVICES) {
    if (text === 'all') devices.push(...published());
    else devices.push(await deviceArgument(text, '--device'));
  }
  const unique = [...new Set(devices)];
  const twice = unique.find(({ name }, i) => unique.findIndex((other) => other.name === name) !== i);
  if (twice !== undefined)
    throw new MemspikeError('USAGE', `two devices are called "${twice.name}"`, {
      where: '--device',
      hint: 'give one of them another "name" in its file',
    });
  return unique;
}

/** Those of NeuroSim's tables: linear and ideal are in every comparison as baselines. */
function published(): Device[] {
  return neurosimPresets.map((preset) => preset.device());
}

export function policiesOf(
  { policy, quiet }: Pick<CompareFlags, 'policy' | 'quiet'>,
  file: ExperimentInput,
  usual: readonly string[] = DEFAULT_POLICIES,
): readonly (string | PolicyInput)[] {
  const named = file.compensation?.policy;
  const policies = policy ?? (named === undefined ? usual : [named]);
  return [
    ...new Set(policies.flatMap((one) => (one === 'all' ? policyNames : policyArgument(one, { quiet })))),
  ];
}

export function noiseOf(
  { noise }: Pick<CompareFlags, 'noise'>,
  file: ExperimentInput,
): readonly ('on' | 'off')[] {
  if (noise === 'both') return ['on', 'off'];
  return [noise ?? (file.noise?.c2c === false ? 'off' : 'on')];
}
