/** From the flags of `train` to the configuration of its run. */
import { join } from 'node:path';
import { nameOfPolicy } from '../../compensation/all-policies.ts';
import {
  type ExperimentConfig,
  type ExperimentInput,
  resolveConfig,
} from '../../experiment/config/config.ts';
import { withoutPolicy } from '../../experiment/config/for-policy.ts';
import { placingFlags, readConfig, withFlags } from '../shared/configuration.ts';
import { deviceArgument } from '../shared/device-argument.ts';
import { oneNoise, onlyOne } from '../shared/only-one.ts';
import { policyArgument } from '../shared/policy-argument.ts';
import { openCheckpoint, requireCheckpoint } from './checkpoint.ts';
import type { TrainFlags } from './flags.ts';

/** Resuming in a folder that --out names, without a configuration file, takes the one saved beside the checkpoint. */
export async function planTrain(flags: TrainFlags, say: (text: string) => void): Promise<ExperimentConfig> {
  const { out, resume, seed } = flags;
  const device = onlyOne('--device', flags.device);
  const named = onlyOne('--policy', flags.policy);
  const policy = named && policyArgument(named, flags);
  const noise = oneNoise(flags.noise, undefined);
  if (resume && out !== undefined) await requireCheckpoint(openCheckpoint(out));
  const path = flags.config ?? (resume && out !== undefined ? join(out, 'config.json') : undefined);
  const file = forPolicy(await readConfig(path), policy, (named) =>
    say(`${path}: its settings and learning rate are those of "${named}" and left out`),
  );
  const input: ExperimentInput = withFlags(file, flags);
  const resolvedDevice = device === undefined ? {} : { device: await deviceArgument(device, '--device') };
  return placingFlags(() =>
    resolveConfig({
      ...input,
      ...resolvedDevice,
      ...(policy !== undefined && { compensation: { ...file.compensation, policy } }),
      ...(noise !== undefined && { noise: { ...input.noise, c2c: noise === 'on' } }),
      ...(seed !== undefined && { seed }),
    }),
  );
}

/** The file as it serves another policy than the one it names. */
function forPolicy(
  file: ExperimentInput,
  policy: string | undefined,
  onLeftOut: (named: string) => void,
): ExperimentInput {
  const named = file.compensation?.policy;
  if (policy === undefined || named === undefined || nameOfPolicy(named) === nameOfPolicy(policy))
    return file;
  onLeftOut(nameOfPolicy(named));
  return withoutPolicy(file);
}
