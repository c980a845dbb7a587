/**
 * A device: its pulse law, its noise, its spread and its electrical numbers, as plain data. `deviceSchema` is the one
 * description of what a user may write, wherever it comes from: a file, a configuration, the library.
 */
import * as v from 'valibot';
import { MemspikeError } from '../errors.ts';
import { anyKind } from '../schema/kind.ts';
import { option, optional, type ReadonlyDeep, real, required, whole } from '../schema/option.ts';
import { parseConfig } from '../schema/parse.ts';
import { LABEL_LIMIT, lawFromLabels } from './labels.ts';
import { linearLaw, MOST_PULSES } from './laws/affine.ts';
import { lawOf, laws, type PulseLaw } from './laws/all-laws.ts';
import { isIdeal } from './laws/ideal.ts';
import type { LawKind } from './laws/law.ts';
import { asPlainLaw, type OwnLaw, ownLawIn, requireOwnNames } from './laws/own-law.ts';
import { spreadOfSteps } from './laws/quantiles.ts';
import { LAW_PARAMETERS, stuckSchema, variationSchema } from './variation.ts';

const pulseShape = v.strictObject({
  volts: required(real(-1e3, 1e3), 'Volts.'),
  seconds: required(real(0, 1e3), 'Seconds.'),
});

const label = (least: number) => v.pipe(v.number(), v.minValue(least), v.ltValue(LABEL_LIMIT));

/** What a device may be described by, with the laws that its law may name. */
const schemaWith = <const Laws extends readonly LawKind[]>(known: Laws) =>
  v.strictObject({
    name: required(v.pipe(v.string(), v.minLength(1)), 'What a user types: lower case with dashes.'),
    title: optional(v.string(), 'For people. Default: the name.'),
    source: option(v.string(), 'user', 'Citation, with table and page where known.'),
    law: optional(anyKind(known), 'How far one pulse moves the device. Instead of it: labels.'),
    labels: optional(
      v.strictObject({
        ltp: required(
          label(0),
          'NeuroSim nonlinearity label of LTP, not negative; what is above 10 is more likely ν itself, or a percentage.',
        ),
        ltd: required(
          v.pipe(label(-LABEL_LIMIT), v.gtValue(-LABEL_LIMIT)),
          'Label of LTD: negative if asymmetric, positive if it retraces a curve of LTP’s shape.',
        ),
      }),
      'Published NeuroSim labels, instead of a law; they need levels or pulses.',
    ),
    pulses: optional(
      v.strictObject({ ltp: real(1, MOST_PULSES), ltd: real(1, MOST_PULSES) }),
      'Pulses from rail to rail in each direction, for labels. Default: levels.',
    ),
    levels: optional(
      real(0, MOST_PULSES),
      'N that turns a wanted change into pulses: one pulse is meant to move the device by 1/N of its range. Default: the law’s LTP pulses, rounded.',
    ),
    c2c: optional(
      real(0, 100),
      'Cycle-to-cycle noise: σ of one pulse; n pulses at once have σ·√n. Default: 0, or that of a law whose steps are drawn.',
    ),
    c2cOf: option(
      v.picklist(['range', 'step']),
      'range',
      'What c2c is a fraction of: the range (NeuroSim), or the step that a pulse makes (aihwkit’s std).',
    ),
    onOff: option(real(1.001, 1e9), 50, 'Gmax/Gmin.'),
    gMax: option(real(1e-15, 1e3), 5e-6, 'Siemens. The default is 200 kΩ.'),
    variation: option(variationSchema, {}, 'Device-to-device spread; parameters left out do not vary.'),
    stuck: option(stuckSchema, {}, 'Devices that no pulse moves.'),
    states: option(
      v.pipe(
        whole(0, 2 ** 24),
        v.check((states) => states !== 1, '0 (continuous) or a whole number from 2'),
      ),
      0,
      'Number of discrete conductances that the device can hold; 0: continuous.',
    ),
    ltpPulse: optional(pulseShape, 'Programming pulse; without both no write energy can be told.'),
    ltdPulse: optional(pulseShape, 'Programming pulse of LTD.'),
    doubt: optional(
      v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
      'Why the device is not to be trusted, shown by every report: a fit that was taken though it is none.',
    ),
  });

export const deviceSchema = schemaWith(laws);

/** A programming pulse. */
export type PulseShape = Readonly<v.InferOutput<typeof pulseShape>>;

type Described = ReadonlyDeep<v.InferOutput<typeof deviceSchema>>;

/** A complete device, checked; `deviceSchema` says what its fields mean. */
export interface Device
  extends Omit<Described, 'title' | 'law' | 'labels' | 'pulses' | 'levels' | 'c2c' | 'c2cOf'> {
  readonly title: string;
  readonly law: PulseLaw;
  /** 0: ideal weights. */
  readonly levels: number;
  readonly c2c: number;
  /** Absent: of the range. */
  readonly c2cOf?: 'step';
}

type Describable = ReadonlyDeep<v.InferInput<typeof deviceSchema>>;

/** What `defineDevice` takes: a law, or published labels and the levels that they belong to. A `Device` is one. */
export interface DeviceOptions extends Omit<Describable, 'law'> {
  readonly law?: Describable['law'] | OwnLaw;
}

export interface DeviceExtensions {
  /** Laws that devices may name beside the built-in ones. */
  readonly laws?: readonly LawKind[];
}

/**
 * A complete device from a description, checked. Throws a MemspikeError of code DEVICE that names the field, what it
 * held and what it may hold; `within` is the place of the description in what the user wrote, '' where it is all.
 */
export function defineDevice(
  description: DeviceOptions,
  { laws: extra = [] }: DeviceExtensions = {},
  within = '',
): Device {
  const brought = ownLawIn(description?.law);
  const own =
    brought === undefined ? extra : [...extra.filter((one) => one !== brought.itself), brought.itself];
  requireOwnNames(own);
  const schema = own.length === 0 ? deviceSchema : schemaWith([...laws, ...own]);
  const named = brought === undefined ? description : { ...description, law: brought.options };
  const given = parseConfig(schema, named, { code: 'DEVICE', within }) as Described;
  const at: Place = (field) => (within === '' ? field : `${within}.${field}`);
  requireOneOrigin(given, at);
  const law = given.law === undefined ? lawOfLabels(given, at) : asPlainLaw(given.law, own);
  requireOwnParameters(given, law, at);
  const {
    name,
    title = name,
    source,
    onOff,
    gMax,
    variation,
    stuck,
    states,
    ltpPulse,
    ltdPulse,
    doubt,
  } = given;
  return {
    ...{ name, title, source, law },
    levels: given.levels ?? levelsOf(law, at),
    ...noiseOf(given, law, at),
    ...{ onOff, gMax, variation, stuck, states },
    ...(ltpPulse !== undefined && { ltpPulse }),
    ...(ltdPulse !== undefined && { ltdPulse }),
    ...(doubt !== undefined && { doubt }),
  };
}

/** A field of the description, as errors name it. */
type Place = (field: string) => string;

/** A law that has no ν would take its spread without a word and without an effect. */
function requireOwnParameters({ variation }: Described, law: PulseLaw, at: Place): void {
  if (isIdeal(law)) return;
  const { varies } = lawOf(law);
  for (const parameter of LAW_PARAMETERS)
    if (variation[parameter].std > 0 && !varies.includes(parameter))
      throw new MemspikeError('DEVICE', `a law of kind ${law.kind} has no such parameter`, {
        where: at(`variation.${parameter}`),
        received: variation[parameter].std,
        accepted: varies,
        hint: 'the number of pulses is what steps of such a device scale with',
      });
}

function requireOneOrigin({ labels, law, levels, pulses }: Described, at: Place): void {
  if (law !== undefined && (labels !== undefined || pulses !== undefined))
    throw new MemspikeError('DEVICE', 'a device has either a law or labels', {
      where: at(labels !== undefined ? 'labels' : 'pulses'),
      hint: 'leave one of them out',
    });
  if (law === undefined && labels === undefined)
    throw new MemspikeError('DEVICE', 'a device needs a law, or labels and levels', {
      where: at('law'),
      accepted: laws.map(({ kind }) => kind),
    });
  if (levels !== undefined && levels < 1 && !(law !== undefined && isIdeal(law)))
    refuse(at('levels'), levels, 'a number ≥ 1');
}

function lawOfLabels({ labels, levels, pulses }: Described, at: Place): PulseLaw {
  const ltpPulses = pulses?.ltp ?? levels;
  const ltdPulses = pulses?.ltd ?? levels;
  if (labels === undefined || ltpPulses === undefined || ltdPulses === undefined)
    throw new MemspikeError('DEVICE', 'labels need the number of pulses from rail to rail', {
      where: at('levels'),
    });
  return lawFromLabels({ ...labels, ltpPulses, ltdPulses });
}

/** Of a device that names none. Throws DEVICE for steps so small that training would count pulses without end. */
function levelsOf(law: PulseLaw, at: Place): number {
  if (isIdeal(law)) return 0;
  const levels = lawOf(law).levels();
  if (levels > MOST_PULSES)
    refuse(at('law'), `${levels} pulses from rail to rail`, `up to ${MOST_PULSES}, or levels of its own`);
  return levels;
}

/** Where steps are drawn, the noise is theirs: the device has no other. */
function noiseOf({ c2c, c2cOf }: Described, law: PulseLaw, at: Place): Pick<Device, 'c2c' | 'c2cOf'> {
  const drawn = isIdeal(law) ? undefined : lawOf(law).inKernels().drawn;
  if (drawn !== undefined) {
    const spread = spreadOfSteps(drawn);
    const isOfRange = c2cOf === 'range';
    if (isOfRange && Math.abs((c2c ?? spread) - spread) <= 1e-9 * spread) return { c2c: spread };
    throw new MemspikeError('DEVICE', 'the noise of a law whose steps are drawn is that of its table', {
      where: at(isOfRange ? 'c2c' : 'c2cOf'),
      received: isOfRange ? c2c : c2cOf,
      hint: 'leave it out',
    });
  }
  if (c2cOf === 'range' && c2c !== undefined && c2c > 1)
    refuse(at('c2c'), c2c, 'a number ≤ 1, a fraction of the range per pulse');
  return { c2c: c2c ?? 0, ...(c2cOf === 'step' && { c2cOf }) };
}

function refuse(where: string, received: unknown, accepted: string): never {
  throw new MemspikeError('DEVICE', 'not an accepted value', { where, received, accepted });
}

/**
 * The linear device: every pulse moves it by 1/levels of its range. The baseline for a device with as many levels;
 * on/off ratio and resistance default to NeuroSim's "target" eNVM (50, 200 kΩ), no pulse voltage is assumed.
 */
export function linearDevice(
  options: { levels: number } & Partial<Omit<DeviceOptions, 'law' | 'labels'>>,
): Device {
  const { levels } = options;
  if (!(levels >= 1)) refuse('levels', levels, 'a number ≥ 1');
  return defineDevice({
    name: 'linear',
    title: `linear, ${levels} levels`,
    source: 'definition: ν = 0, equal steps in both directions',
    ...options,
    law: linearLaw(levels),
  });
}

/** Floating-point weights: any change, exactly, without rails. Its electrical numbers stand for nothing. */
export const ideal: Device = defineDevice({
  name: 'ideal',
  title: 'ideal weights',
  source: 'definition: floating-point weights without a device',
  law: { kind: 'ideal' },
});
