/**
 * The configuration of one run: one JSON object. Every field has a default; unknown keys are refused. A resolved
 * configuration names everything that reaches a result, so that saving it is enough to repeat a run to the bit.
 */
import * as v from 'valibot';
import { resolvePolicy } from '../../compensation/all-policies.ts';
import { type PolicySettings, settingsFor } from '../../compensation/policy.ts';
import { cellSchema, cells } from '../../crossbar/cells/all-cells.ts';
import { movesOneEitherWay } from '../../crossbar/cells/cell.ts';
import { centreSchema } from '../../crossbar/centre.ts';
import { pulseSchema, pulsesOf } from '../../crossbar/pulses/all-pulses.ts';
import type { Device, DeviceOptions } from '../../device/device.ts';
import { assumedVariation } from '../../device/variation.ts';
import { MemspikeError } from '../../errors.ts';
import {
  type LearningInput,
  type LearningOptions,
  learningSchema,
  resolveLearning,
} from '../../learning/options.ts';
import { defaultEncoder, ENCODERS, type EncoderOptions } from '../../network/encoders/encoder.ts';
import { defaultNeuron, type NeuronOptions, RESETS } from '../../network/neurons/neuron.ts';
import { resolveDevice } from '../../presets/presets.ts';
import { type Clock, clockSchema } from '../../schedule/clock.ts';
import { parseConfig } from '../../schema/parse.ts';
import { organisationOf, organisationSchema } from '../../synapses/all-organisations.ts';
import type { Extensions } from './extensions.ts';

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

export interface NetworkConfig {
  /** Sizes of the hidden layers; may be empty. */
  readonly hidden: readonly number[];
  /** Steps of a presentation. */
  readonly steps: number;
  /** Initial weights are uniform with this standard deviation times 1/√inputs. */
  readonly initialScale: number;
  readonly neuron: NeuronOptions;
}

export interface ExperimentConfig {
  readonly dataset: DatasetOptions;
  readonly network: NetworkConfig;
  readonly encoder: EncoderOptions;
  readonly device: Device;
  readonly noise: {
    /** Cycle-to-cycle noise of the device. */
    readonly c2c: boolean;
    /** Device-to-device spread: the device's own, or `assumedVariation` where it has none. */
    readonly d2d: boolean;
  };
  readonly learning: LearningOptions;
  readonly compensation: { readonly policy: string; readonly settings: PolicySettings };
  /** How much time training takes, for what goes on in seconds. */
  readonly clock: Clock;
  readonly training: { readonly epochs: number };
  readonly seed: number;
}

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const real = (least: number, most: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most));
const fraction = real(0, 1);
const decayFactor = v.pipe(v.number(), v.minValue(0), v.ltValue(1));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const pair = (entry: v.GenericSchema<number>) => v.tuple([entry, entry]);

const decay = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));

const settings = v.strictObject({
  scheme: v.optional(cellSchema),
  m: v.optional(whole(1, 256)),
  weightScale: v.optional(pair(positive)),
  centre: v.optional(centreSchema),
  gains: v.optional(v.picklist(['equal', 'matched'])),
  pulses: v.optional(pulseSchema),
  outputPulses: v.optional(pulseSchema),
  organisation: v.optional(organisationSchema),
  transferRate: v.optional(pair(real(0, 1000))),
  stop: v.optional(fraction),
  errorThreshold: v.optional(real(0, 10)),
  deadZone: v.optional(pair(real(0, 1e6))),
  eventRate: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  lineThreshold: v.optional(fraction),
  refreshEvery: v.optional(whole(0, 1e9)),
  balance: v.optional(real(-10, 10)),
  decay: v.optional(decay),
  rate: v.optional(pair(real(0, 1000))),
});

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
  network: v.optional(
    v.strictObject({
      hidden: v.optional(v.array(whole(1, 1 << 20)), [200]),
      steps: v.optional(whole(1, 100000), 50),
      initialScale: v.optional(real(0, 100), 1),
      neuron: v.optional(
        v.strictObject({
          alpha: v.optional(decayFactor, defaultNeuron.alpha),
          beta: v.optional(decayFactor, defaultNeuron.beta),
          gamma: v.optional(decayFactor, defaultNeuron.gamma),
          rho: v.optional(real(0, 1000), defaultNeuron.rho),
          theta: v.optional(positive, defaultNeuron.theta),
          reset: v.optional(v.picklist(RESETS), defaultNeuron.reset),
          inputGain: v.optional(positive, defaultNeuron.inputGain),
          layerGain: v.optional(positive, defaultNeuron.layerGain),
        }),
        {},
      ),
    }),
    {},
  ),
  encoder: v.optional(
    v.strictObject({
      kind: v.optional(v.picklist(ENCODERS), defaultEncoder.kind),
      rate: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), defaultEncoder.rate),
    }),
    {},
  ),
  device: v.optional(v.union([v.string(), v.looseObject({})]), 'ag-a-si'),
  noise: v.optional(
    v.strictObject({ c2c: v.optional(v.boolean(), true), d2d: v.optional(v.boolean(), false) }),
    {},
  ),
  learning: v.optional(learningSchema, {}),
  compensation: v.optional(
    v.strictObject({ policy: v.optional(v.string(), 'read-free'), settings: v.optional(settings, {}) }),
    {},
  ),
  clock: v.optional(clockSchema, {}),
  training: v.optional(v.strictObject({ epochs: v.optional(whole(1, 100000), 3) }), {}),
  seed: v.optional(whole(0, Number.MAX_SAFE_INTEGER), 1),
});

/** What a user may write: any part of an `ExperimentConfig`, a device by name or in part, settings in part. */
export type ExperimentInput = ReadonlyDeep<Omit<v.InferInput<typeof schema>, 'device' | 'learning'>> & {
  readonly device?: string | DeviceOptions;
  readonly learning?: Readonly<LearningInput>;
};

type ReadonlyDeep<T> = { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> };

/**
 * Fills in defaults and checks everything. Resolving a resolved configuration returns it unchanged. Throws a
 * MemspikeError of code CONFIG (or DEVICE) naming the field, what it held and what it may hold.
 */
export function resolveConfig(input: unknown = {}, extensions: Extensions = {}): ExperimentConfig {
  const given = parseConfig(schema, input);
  const policy = resolvePolicy(given.compensation.policy);
  const device = resolveDevice(given.device as Parameters<typeof resolveDevice>[0], 'device');
  const own = settingsFor(policy, given.noise.c2c && device.c2c > 0);
  const chosen = { ...own, ...defined(given.compensation.settings) } as PolicySettings;
  const organisation = v.parse(organisationSchema, chosen.organisation);
  requireCell(chosen);
  return {
    ...given,
    device: given.noise.d2d && !spreads(device) ? { ...device, variation: assumedVariation } : device,
    learning: resolveLearning(given.learning, chosen, extensions),
    compensation: { policy: policy.name, settings: { ...chosen, organisation } },
  };
}

function defined<T extends object>(settings: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** What programs cells to a target plans the pulses of one device, in either direction. */
function requireCell({ organisation, outputPulses, pulses, scheme }: PolicySettings): void {
  const programs = [pulses, outputPulses ?? pulses].some((one) => pulsesOf(one).scheme.programs);
  if (!programs && !organisationOf(organisation).organisation.programs) return;
  if (movesOneEitherWay(cells[scheme])) return;
  throw new MemspikeError('CONFIG', 'exact programming writes one device of a cell, up or down', {
    where: 'compensation.settings.scheme',
    received: scheme,
    accepted: Object.values(cells)
      .filter(movesOneEitherWay)
      .map(({ kind }) => kind),
  });
}

function spreads({ variation }: Device): boolean {
  return Object.values(variation).some(({ std }) => std > 0);
}
