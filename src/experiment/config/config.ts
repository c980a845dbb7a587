/**
 * The configuration of one run: one JSON object. Every field has a default; unknown keys are refused. A resolved
 * configuration names everything that reaches a result, so that saving it is enough to repeat a run to the bit.
 */
import * as v from 'valibot';
import { defaultPolicy } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import { type Compensation, resolveCompensation } from '../../compensation/resolve.ts';
import { learningOf, type ProjectionInput, type SettingsInput } from '../../compensation/settings.ts';
import type { Device, DeviceOptions } from '../../device/device.ts';
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
import { option, type ReadonlyDeep, whole } from '../../schema/option.ts';
import { parseConfig } from '../../schema/parse.ts';
import { type DatasetOptions, datasetSchema } from './dataset.ts';
import type { Extensions } from './extensions.ts';
import { MEANING } from './meanings.ts';
import { type NetworkConfig, networkSchema, resolveNetwork } from './network.ts';
import type { NeuronInput, populationSchema } from './population.ts';
import { type DeviceInput, type projectionSchema, withSpread } from './projection.ts';

export type { DatasetOptions };

export interface ExperimentConfig {
  readonly dataset: DatasetOptions;
  readonly network: NetworkConfig;
  readonly encoder: KindOptions;
  readonly device: Device;
  readonly noise: { readonly c2c: boolean; readonly d2d: boolean };
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
  dataset: v.optional(datasetSchema, {}),
  network: v.optional(networkSchema, {}),
  encoder: v.optional(encoderInput, {}),
  device: v.optional(v.union([v.string(), v.looseObject({})]), 'ag-a-si'),
  noise: v.optional(
    v.strictObject({
      c2c: option(v.boolean(), true, MEANING['noise.c2c']),
      d2d: option(v.boolean(), false, `${MEANING['noise.d2d']} (\`assumedVariation\`)`),
    }),
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
  training: v.optional(
    v.strictObject({ epochs: option(whole(1, 100000), 3, MEANING['training.epochs']) }),
    {},
  ),
  seed: option(whole(0, Number.MAX_SAFE_INTEGER), 1, MEANING.seed),
});

/** What a user may write: any part of an `ExperimentConfig`, a device by name or in part, settings in part. */
export type ExperimentInput = ReadonlyDeep<
  Omit<v.InferInput<typeof schema>, 'compensation' | 'device' | 'encoder' | 'learning' | 'network'>
> & {
  readonly network?: NetworkInput;
  readonly encoder?: EncoderInput;
  readonly device?: string | DeviceOptions;
  readonly learning?: Readonly<LearningInput>;
  readonly compensation?: {
    /** A name, or a policy of one's own. */
    readonly policy?: string | PolicyInput;
    readonly settings?: SettingsInput;
  };
};

type NetworkInput = ReadonlyDeep<
  Omit<v.InferInput<typeof networkSchema>, 'neuron' | 'populations' | 'projections'>
> & {
  readonly neuron?: NeuronInput;
  readonly populations?: Readonly<Record<string, Readonly<v.InferInput<typeof populationSchema>>>>;
  readonly projections?: readonly NetworkProjectionInput[];
};

type NetworkProjectionInput = Readonly<Omit<v.InferInput<typeof projectionSchema>, 'device' | 'settings'>> & {
  readonly device?: DeviceInput | readonly DeviceInput[];
  readonly settings?: ProjectionInput;
};

/**
 * Fills in defaults and checks everything. Resolving a resolved configuration returns it unchanged. Throws a
 * MemspikeError of code CONFIG (or DEVICE) naming the field, what it held and what it may hold.
 */
export function resolveConfig(input: unknown = {}, extensions: Extensions = {}): ExperimentConfig {
  const given = parseConfig(schema, input);
  const device = resolveDevice(given.device as string | DeviceOptions, 'device', extensions);
  const compensationFor = (noisy: boolean) =>
    resolveCompensation(given.compensation as Parameters<typeof resolveCompensation>[0], {
      noisy,
      extensions,
    });
  const compensation = compensationFor(given.noise.c2c && device.c2c > 0);
  const place = {
    settings: compensation.settings,
    settingsFor: (noisy: boolean) => compensationFor(noisy).settings,
    noise: given.noise,
  };
  return {
    ...given,
    network: resolveNetwork(given.network, place, extensions),
    encoder: resolveEncoder(given.encoder, extensions),
    device: withSpread(device, given.noise),
    learning: resolveLearning(given.learning, learningOf(compensation.settings), extensions),
    compensation,
  };
}
