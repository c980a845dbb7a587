/**
 * The configuration of one run: one JSON object. Every field has a default; unknown keys are refused. A resolved
 * configuration names everything that reaches a result, so that saving it is enough to repeat a run to the bit.
 */
import * as v from 'valibot';
import { defaultPolicy } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import { type Compensation, resolveCompensation } from '../../compensation/resolve.ts';
import { learningOf, type SettingsInput } from '../../compensation/settings.ts';
import type { Device, DeviceOptions } from '../../device/device.ts';
import { assumedVariation } from '../../device/variation.ts';
import {
  type LearningInput,
  type LearningOptions,
  learningSchema,
  resolveLearning,
} from '../../learning/options.ts';
import { type EncoderInput, encoderInput, resolveEncoder } from '../../network/encoders/all-encoders.ts';
import { resolveDevice } from '../../presets/presets.ts';
import { type Clock, clockSchema } from '../../schedule/clock.ts';
import type { KindOptions } from '../../schema/kind.ts';
import { type ReadonlyDeep, whole } from '../../schema/option.ts';
import { parseConfig } from '../../schema/parse.ts';
import type { Extensions } from './extensions.ts';
import { type NetworkConfig, type NeuronInput, networkSchema, resolveNetwork } from './network.ts';

export interface DatasetOptions {
  /** 'mnist-10k', a folder of IDX files, or a CSV file. */
  readonly source: string;
  /** Label column of a CSV: a name, 'first' or 'last'. */
  readonly label: string;
  /** Samples used for training and for testing, stratified; 0: all there are. */
  readonly train: number;
  readonly test: number;
  /** Samples of the training part that replace the test part, for tuning without touching the test samples. */
  readonly validation: number;
  /** Source of the test samples, if another than `source`; '' for the same. */
  readonly testFrom: string;
  /** Draws the split, and the subset where fewer samples are asked for than there are. */
  readonly splitSeed: number;
}

export interface ExperimentConfig {
  readonly dataset: DatasetOptions;
  readonly network: NetworkConfig;
  readonly encoder: KindOptions;
  readonly device: Device;
  readonly noise: {
    /** Cycle-to-cycle noise of the device. */
    readonly c2c: boolean;
    /** Device-to-device spread: the device's own, or `assumedVariation` where it has none. */
    readonly d2d: boolean;
  };
  readonly learning: LearningOptions;
  readonly compensation: Compensation;
  /** How much time training takes, for what goes on in seconds. */
  readonly clock: Clock;
  readonly training: { readonly epochs: number };
  readonly seed: number;
}

/** A name, or a policy, which is checked as such. */
const policyInput = v.custom<string | PolicyInput>(
  (given) => typeof given === 'string' || (typeof given === 'object' && given !== null),
  'the name of a policy, or a policy',
);

const schema = v.strictObject({
  dataset: v.optional(
    v.strictObject({
      source: v.optional(v.pipe(v.string(), v.minLength(1)), 'mnist-10k'),
      label: v.optional(v.string(), 'last'),
      train: v.optional(whole(0, 1e9), 0),
      test: v.optional(whole(0, 1e9), 0),
      validation: v.optional(whole(0, 1e9), 0),
      testFrom: v.optional(v.string(), ''),
      splitSeed: v.optional(whole(0, Number.MAX_SAFE_INTEGER), 1),
    }),
    {},
  ),
  network: v.optional(networkSchema, {}),
  encoder: v.optional(encoderInput, {}),
  device: v.optional(v.union([v.string(), v.looseObject({})]), 'ag-a-si'),
  noise: v.optional(
    v.strictObject({ c2c: v.optional(v.boolean(), true), d2d: v.optional(v.boolean(), false) }),
    {},
  ),
  learning: v.optional(learningSchema, {}),
  compensation: v.optional(
    v.strictObject({
      policy: v.optional(policyInput, defaultPolicy),
      settings: v.optional(v.looseObject({}), {}),
    }),
    {},
  ),
  clock: v.optional(clockSchema, {}),
  training: v.optional(v.strictObject({ epochs: v.optional(whole(1, 100000), 3) }), {}),
  seed: v.optional(whole(0, Number.MAX_SAFE_INTEGER), 1),
});

/** What a user may write: any part of an `ExperimentConfig`, a device by name or in part, settings in part. */
export type ExperimentInput = ReadonlyDeep<
  Omit<v.InferInput<typeof schema>, 'compensation' | 'device' | 'encoder' | 'learning' | 'network'>
> & {
  readonly network?: ReadonlyDeep<Omit<v.InferInput<typeof networkSchema>, 'neuron'>> & {
    readonly neuron?: NeuronInput;
  };
  readonly encoder?: EncoderInput;
  readonly device?: string | DeviceOptions;
  readonly learning?: Readonly<LearningInput>;
  readonly compensation?: {
    /** A name, or a policy of one's own. */
    readonly policy?: string | PolicyInput;
    readonly settings?: SettingsInput;
  };
};

/**
 * Fills in defaults and checks everything. Resolving a resolved configuration returns it unchanged. Throws a
 * MemspikeError of code CONFIG (or DEVICE) naming the field, what it held and what it may hold.
 */
export function resolveConfig(input: unknown = {}, extensions: Extensions = {}): ExperimentConfig {
  const given = parseConfig(schema, input);
  const device = resolveDevice(given.device as string | DeviceOptions, 'device', extensions);
  const compensation = resolveCompensation(given.compensation as Parameters<typeof resolveCompensation>[0], {
    noisy: given.noise.c2c && device.c2c > 0,
    extensions,
  });
  return {
    ...given,
    network: resolveNetwork(given.network, extensions),
    encoder: resolveEncoder(given.encoder, extensions),
    device: given.noise.d2d && !spreads(device) ? { ...device, variation: assumedVariation } : device,
    learning: resolveLearning(given.learning, learningOf(compensation.settings), extensions),
    compensation,
  };
}

function spreads({ variation }: Device): boolean {
  return Object.values(variation).some(({ std }) => std > 0);
}
