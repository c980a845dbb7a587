/**
 * Which non-ideality of a device costs how much: every effect switched off alone (leave one out) and on alone, over
 * the same seeds. Random numbers are addressed, so that two variants of one seed share every draw that both make.
 */
import { resolvePolicy } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import type { Device } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import { resolveDevice } from '../../presets/presets.ts';
import type { Spread } from '../compare/comparison.ts';
import { type PairedDifference, pairedDifference } from '../compare/paired-difference.ts';
import type { Job } from '../compare/plan.ts';
import { type Finished, spreadOf } from '../compare/summary.ts';
import { type ExperimentInput, resolveConfig } from '../config/config.ts';
import { deviceWith, type Effect, effectsOf, onlyEffect, withoutEffect } from './effects.ts';

export interface AttributionOptions {
  /** Names of presets, or devices. */
  readonly devices: readonly (string | Device)[];
  /** Names, or policies of one's own. */
  readonly policies: readonly (string | PolicyInput)[];
  /** Cycle-to-cycle noise: one of the effects if on. */
  readonly noise: 'on' | 'off';
  /** Seeds, one run of each variant each. */
  readonly seeds: readonly number[];
  /** Everything else. */
  readonly base?: ExperimentInput;
}

export interface AttributionJob extends Job {
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

/** All runs, each variant once: two effects that are all there is are each other's complement. */
export function planAttribution(options: AttributionOptions): AttributionJob[] {
  const { noise, seeds, base = {} } = options;
  const policies = options.policies.map((policy) => resolvePolicy(policy, '--policy'));
  return options.devices.flatMap((named) => {
    const given = resolveDevice(named, '--device');
    const { device, noise: sources } = resolveConfig({
      ...base,
      device: given,
      noise: { ...base.noise, c2c: noise === 'on' },
    });
    const effects = effectsOf(device, { noise: sources });
    if (effects.length === 0)
      throw new MemspikeError('USAGE', 'ideal weights have nothing to explain', {
        where: '--device',
        received: device.name,
      });
    return policies.flatMap((policy) =>
      variantsOf(effects).flatMap((acting) =>
        seeds.map((seed) => {
          const varied = { ...deviceWith(device, acting), name: variantName(device.name, effects, acting) };
          const config = resolveConfig({
            ...base,
            device: varied,
            seed,
            noise: { ...sources, d2d: acting.includes('d2d') },
            compensation: { ...base.compensation, policy },
          });
          return { role: 'arm' as const, noise, config, device: device.name, effects, acting };
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

/** What finished jobs say, for each device and policy; seeds that are missing in one of two variants are left out. */
export function summariseAttribution(
  jobs: readonly AttributionJob[],
  finished: readonly Finished[],
): Attribution[] {
  const records = new Map(finished.map(({ job, record }) => [job, record]));
  const groups = new Map<string, AttributionJob[]>();
  for (const job of jobs.filter((one) => records.has(one))) {
    const key = JSON.stringify([job.device, job.config.compensation.policy]);
    groups.set(key, [...(groups.get(key) ?? []), job]);
  }
  return [...groups.values()].map((group) => {
    const [{ device, effects, config }] = group;
    const runsOf = (acting: readonly Effect[], field: 'accuracy' | 'hiddenAccuracy') =>
      new Map(
        group
          .filter((job) => job.acting.join() === acting.join())
          .map((job) => [job.config.seed, (records.get(job) as Finished['record'])[field]]),
      );
    const difference = (
      after: readonly Effect[],
      before: readonly Effect[],
      field: 'accuracy' | 'hiddenAccuracy' = 'accuracy',
    ) => paired(runsOf(after, field), runsOf(before, field));
    const asItIs = runsOf(effects, 'accuracy');
    const allOff = runsOf([], 'accuracy');
    return {
      device,
      policy: config.compensation.policy,
      seeds: [...new Set(group.map((job) => job.config.seed))],
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
  });
}

function paired(
  after: ReadonlyMap<number, number>,
  before: ReadonlyMap<number, number>,
): PairedDifference | undefined {
  const seeds = [...after.keys()].filter((seed) => before.has(seed));
  if (seeds.length === 0) return undefined;
  const of = (runs: ReadonlyMap<number, number>) => seeds.map((seed) => runs.get(seed) as number);
  return pairedDifference(of(after), of(before));
}

function named<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [key in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in Key]?: Value });
}
