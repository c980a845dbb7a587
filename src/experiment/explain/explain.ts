/**
 * Which non-ideality of a device costs how much: every effect switched off alone (leave one out) and on alone, over
 * the same seeds. Random numbers are addressed, so that two variants of one seed share every draw that both make.
 */
import { resolvePolicy } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import type { Device, DeviceOptions } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import { resolveDevice } from '../../presets/presets.ts';
import { requireKnown } from '../../schema/known-options.ts';
import type { Spread } from '../compare/comparison.ts';
import { EXPLAINED } from '../compare/defaults.ts';
import { bySeed, differenceBySeed, type NoiseLevel } from '../compare/groups.ts';
import type { PairedDifference } from '../compare/paired-difference.ts';
import { spreadOf } from '../compare/summary.ts';
import { type ExperimentConfig, type ExperimentInput, resolveConfig } from '../config/config.ts';
import type { Extensions } from '../config/extensions.ts';
import { inputForPolicy, withoutPolicy } from '../config/for-policy.ts';
import { contentOf } from '../run/identity.ts';
import type { RunRecord } from '../run/record.ts';
import { type FailedRun, makeRuns, RUNS_OPTIONS, type RunsOptions } from '../run/runs.ts';
import { deviceWith, type Effect, effectsOf, onlyEffect, withoutEffect } from './effects.ts';

export interface AttributionOptions {
  /** Names of presets, or devices. */
  readonly devices: readonly (string | DeviceOptions | Device)[];
  /** Names, or policies of one's own. */
  readonly policies: readonly (string | PolicyInput)[];
  /** Cycle-to-cycle noise: one of the effects if on. */
  readonly noise: NoiseLevel;
  /** Seeds, one run of each variant each. */
  readonly seeds: readonly number[];
  /** Everything else. Where it names a policy, its settings are that policy's, and reach no other. */
  readonly base?: ExperimentInput;
  /** What devices, policies and `base` name beside the built-in kinds. */
  readonly extensions?: Extensions;
}

/** A run of an attribution, and which variant of which device it is. */
export interface VariantRun {
  readonly config: ExperimentConfig;
  /** Name of the device that is explained; that of `config.device` also tells the variant. */
  readonly device: string;
  /** All effects that the device has here, and those that act in this run. */
  readonly effects: readonly Effect[];
  readonly acting: readonly Effect[];
}

/** What one effect does to accuracy, as fractions. Absent where a run that it needs has not finished. */
export interface EffectShare {
  readonly effect: Effect;
  /** Accuracy without this effect minus accuracy of the device as it is: what removing it would bring. */
  readonly gainWithout?: PairedDifference;
  /** Accuracy with no effect minus accuracy with this one alone: what it costs by itself. */
  readonly lossAlone?: PairedDifference;
  /** The same for the hidden layer's readout. */
  readonly hiddenGainWithout?: PairedDifference;
  readonly hiddenLossAlone?: PairedDifference;
}

export interface Attribution {
  readonly device: string;
  readonly policy: string;
  readonly seeds: readonly number[];
  /** The device as it is, and with every effect off. */
  readonly asItIs?: Spread;
  readonly allOff?: Spread;
  /** All off minus as it is: what all effects cost together. */
  readonly total?: PairedDifference;
  /** In the order of `EFFECTS`. */
  readonly effects: readonly EffectShare[];
}

/** What is not given: `none` on the devices that `compare` takes, with noise, three seeds. */
export type ExplainOptions = Partial<AttributionOptions> & RunsOptions;

export interface Explanation {
  /** One for each device and policy. */
  readonly attributions: readonly Attribution[];
  readonly records: readonly RunRecord[];
  readonly failures: readonly FailedRun[];
}

/** Trains every variant of every device. Throws as `compare` does, and USAGE where there is nothing to explain. */
export async function explain(options: ExplainOptions): Promise<Explanation> {
  requireKnown(options, [...Object.keys(EXPLAINED), 'base', ...RUNS_OPTIONS], 'explain');
  const { devices = EXPLAINED.devices, policies = EXPLAINED.policies } = options;
  const { noise = EXPLAINED.noise, seeds = EXPLAINED.seeds, base, extensions } = options;
  const plan = planAttribution({ devices, policies, noise, seeds, base, extensions });
  const { records, failures } = await makeRuns(
    plan.map(({ config }) => config),
    options,
  );
  return { attributions: summariseAttribution(plan, records), records, failures };
}

/** All runs, each variant once: two effects that are all there is are each other's complement. */
export function planAttribution(options: AttributionOptions): VariantRun[] {
  const { noise, seeds, base = {}, extensions = {} } = options;
  const policies = options.policies.map((policy) => resolvePolicy(policy, 'policies', extensions));
  return options.devices.flatMap((named) => {
    const given = resolveDevice(named, 'devices', extensions);
    const { device, noise: sources } = resolveConfig(
      { ...withoutPolicy(base, extensions), device: given, noise: { ...base.noise, c2c: noise === 'on' } },
      extensions,
    );
    const effects = effectsOf(device, { noise: sources });
    if (effects.length === 0)
      throw new MemspikeError('USAGE', 'ideal weights have nothing to explain', {
        where: 'devices',
        received: device.name,
      });
    return policies.flatMap((policy) =>
      variantsOf(effects).flatMap((acting) =>
        seeds.map((seed) => {
          const varied = { ...deviceWith(device, acting), name: variantName(device.name, effects, acting) };
          const input = inputForPolicy(base, policy.name, extensions);
          const config = resolveConfig(
            {
              ...input,
              device: varied,
              seed,
              noise: { ...sources, d2d: acting.includes('d2d') },
              compensation: { ...input.compensation, policy },
            },
            extensions,
          );
          return { config, device: device.name, effects, acting };
        }),
      ),
    );
  });
}

function variantsOf(effects: readonly Effect[]): readonly (readonly Effect[])[] {
  const all = [
    effects,
    [],
    ...effects.map((effect) => withoutEffect(effects, effect)),
    ...effects.map((effect) => onlyEffect(effects, effect)),
  ];
  return [...new Map(all.map((acting) => [acting.join(), acting])).values()];
}

/** The device's own name where all effects act, so that its run is the one that a comparison makes. */
function variantName(device: string, effects: readonly Effect[], acting: readonly Effect[]): string {
  if (acting.length === effects.length) return device;
  if (acting.length === 0) return `${device} without all`;
  const off = effects.filter((effect) => !acting.includes(effect));
  return off.length < acting.length
    ? `${device} without ${off.join(' and ')}`
    : `${device} with ${acting.join(' and ')} alone`;
}

/**
 * What records say of planned runs, for each device and policy; seeds that are missing in one of two variants are left
 * out. A record belongs to the run that has its configuration.
 */
export function summariseAttribution(
  plan: readonly VariantRun[],
  records: readonly RunRecord[],
): Attribution[] {
  const known = new Map(records.map((record) => [contentOf(record.config), record]));
  const groups = new Map<string, FinishedVariant[]>();
  for (const run of plan) {
    const record = known.get(contentOf(run.config));
    if (record === undefined) continue;
    const key = JSON.stringify([run.device, run.config.compensation.policy]);
    groups.set(key, [...(groups.get(key) ?? []), { ...run, record }]);
  }
  return [...groups.values()].map(attributionOf);
}

interface FinishedVariant extends VariantRun {
  readonly record: RunRecord;
}

function attributionOf(group: readonly FinishedVariant[]): Attribution {
  const [{ device, effects, config }] = group;
  const runsOf = (acting: readonly Effect[], field: 'accuracy' | 'hiddenAccuracy') =>
    bySeed(
      group.filter((run) => run.acting.join() === acting.join()).map(({ record }) => record),
      (record) => record[field],
    );
  const difference = (
    after: readonly Effect[],
    before: readonly Effect[],
    field: 'accuracy' | 'hiddenAccuracy' = 'accuracy',
  ) => differenceBySeed(runsOf(after, field), runsOf(before, field));
  const asItIs = runsOf(effects, 'accuracy');
  const allOff = runsOf([], 'accuracy');
  return {
    device,
    policy: config.compensation.policy,
    seeds: [...new Set(group.map((run) => run.config.seed))],
    ...(asItIs.size > 0 && { asItIs: spreadOf([...asItIs.values()]) }),
    ...(allOff.size > 0 && { allOff: spreadOf([...allOff.values()]) }),
    ...named('total', difference([], effects)),
    effects: effects.map((effect) => {
      const without = withoutEffect(effects, effect);
      const alone = onlyEffect(effects, effect);
      return {
        effect,
        ...named('gainWithout', difference(without, effects)),
        ...named('lossAlone', difference([], alone)),
        ...named('hiddenGainWithout', difference(without, effects, 'hiddenAccuracy')),
        ...named('hiddenLossAlone', difference([], alone, 'hiddenAccuracy')),
      };
    }),
  };
}

function named<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [key in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in Key]?: Value });
}
