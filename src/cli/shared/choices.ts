/** What a command runs: devices, policies, noise and seeds, from its flags and its configuration file. */
import { policyNames } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import type { Device } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import { COMPARED } from '../../experiment/compare/defaults.ts';
import { type ExperimentInput, resolveConfig } from '../../experiment/config/config.ts';
import { neurosimPresets } from '../../presets/neurosim-presets.ts';
import { deviceArgument } from './device-argument.ts';
import type { AnswerFlags, CHOICE_FLAGS, FlagValues } from './flags.ts';
import { policyArgument } from './policy-argument.ts';

type ChoiceFlags = FlagValues<typeof CHOICE_FLAGS>;

export async function devicesOf(
  { device }: Pick<ChoiceFlags, 'device'>,
  file: ExperimentInput,
): Promise<Device[]> {
  if (device === undefined && file.device !== undefined)
    return [resolveConfig({ device: file.device }).device];
  const devices: Device[] = [];
  for (const text of device ?? COMPARED.devices) {
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

/** Those of the flag, else the one that the file names, else the usual ones. */
export function policiesOf(
  { policy, quiet }: Pick<ChoiceFlags, 'policy'> & AnswerFlags,
  file: ExperimentInput,
  usual: readonly string[],
): readonly (string | PolicyInput)[] {
  const named = file.compensation?.policy;
  const policies = policy ?? (named === undefined ? usual : [named]);
  return [
    ...new Set(policies.flatMap((one) => (one === 'all' ? policyNames : policyArgument(one, { quiet })))),
  ];
}

export function noiseOf(
  { noise }: Pick<ChoiceFlags, 'noise'>,
  file: ExperimentInput,
): readonly ('on' | 'off')[] {
  if (noise === 'both') return ['on', 'off'];
  return [noise ?? (file.noise?.c2c === false ? 'off' : 'on')];
}

export function seedsOf(
  { seeds = COMPARED.seeds.length, seed }: Pick<ChoiceFlags, 'seeds' | 'seed'>,
  file: ExperimentInput,
): readonly number[] {
  return Array.from({ length: seeds }, (_, i) => (seed ?? file.seed ?? 1) + i);
}
