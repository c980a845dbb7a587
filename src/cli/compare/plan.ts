/** From the flags of `compare`, and the file of --config under them, to what is compared. */
import { nameOfPolicy } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import type { Device } from '../../device/device.ts';
import { COMPARED } from '../../experiment/compare/defaults.ts';
import type { ComparisonOptions } from '../../experiment/compare/plan.ts';
import type { SummaryOptions } from '../../experiment/compare/summary.ts';
import { type DatasetOptions, resolveConfig } from '../../experiment/config/config.ts';
import { devicesOf, noiseOf, policiesOf, seedsOf } from '../shared/choices.ts';
import { placingFlags, readConfig, withFlags } from '../shared/configuration.ts';
import type { CompareFlags } from './flags.ts';

export interface ComparePlan extends ComparisonOptions, SummaryOptions {
  readonly devices: readonly Device[];
  readonly policies: readonly (string | PolicyInput)[];
  readonly dataset: DatasetOptions;
}

export async function planCompare(flags: CompareFlags, say: (text: string) => void): Promise<ComparePlan> {
  const file = await readConfig(flags.config);
  const devices = await devicesOf(flags, file);
  const policies = policiesOf(flags, file, COMPARED.policies);
  const base = withFlags(file, flags);
  const named = file.compensation?.policy;
  const { dataset } = await placingFlags(() => resolveConfig(base));
  if (named !== undefined && policies.some((policy) => nameOfPolicy(policy) !== nameOfPolicy(named)))
    say(
      `${flags.config}: its settings and learning rate are those of "${nameOfPolicy(named)}"; other policies have their own`,
    );
  const { metric } = flags;
  const options = { noise: noiseOf(flags, file), seeds: seedsOf(flags, file), metric };
  return { devices, policies, base, dataset, ...options };
}
