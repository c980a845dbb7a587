/** From the flags of `compare` to its runs. */
import { nameOfPolicy } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import type { Device } from '../../device/device.ts';
import { roleOf } from '../../experiment/compare/groups.ts';
import { type ComparisonOptions, planComparison } from '../../experiment/compare/plan.ts';
import {
  type DatasetOptions,
  type ExperimentConfig,
  type ExperimentInput,
  resolveConfig,
} from '../../experiment/config/config.ts';
import { devicesOf, noiseOf, policiesOf, seedsOf } from '../shared/choices.ts';
import { placingFlags, readConfig, withFlags, withoutPolicy } from '../shared/configuration.ts';
import type { CompareFlags } from './flags.ts';

const DEFAULT_POLICIES = ['none', 'read-free-pair', 'multi-device', 'shared-residual', 'residual', 'exact'];

export interface ComparePlan {
  readonly configs: readonly ExperimentConfig[];
  readonly devices: readonly Device[];
  readonly policies: readonly (string | PolicyInput)[];
  readonly dataset: DatasetOptions;
}

export async function planCompare(flags: CompareFlags, say: (text: string) => void): Promise<ComparePlan> {
  const file = await readConfig(flags.config);
  const devices = await devicesOf(flags, file);
  const policies = policiesOf(flags, file, DEFAULT_POLICIES);
  const options = {
    devices,
    policies,
    noise: noiseOf(flags, file),
    seeds: seedsOf(flags, file),
  };
  const base = withFlags(file, flags);
  const configs = await placingFlags(() => plan(options, base));
  const named = file.compensation?.policy;
  if (named !== undefined && policies.some((policy) => nameOfPolicy(policy) !== nameOfPolicy(named)))
    say(
      `${flags.config}: its settings and learning rate are those of "${nameOfPolicy(named)}"; other policies have their own`,
    );
  const { dataset } = resolveConfig(base);
  return { configs, devices, policies, dataset };
}

/** Where the file names a policy, its settings and rate are that policy's alone: no other arm or baseline gets them. */
function plan(options: ComparisonOptions, base: ExperimentInput): ExperimentConfig[] {
  const named = base.compensation?.policy;
  if (named === undefined) return planComparison({ ...options, base });
  const own = planComparison({ ...options, base });
  const others = planComparison({ ...options, base: withoutPolicy(base) });
  return others.map((config, i) =>
    roleOf(config) === 'arm' && config.compensation.policy === nameOfPolicy(named) ? own[i] : config,
  );
}
