/**
 * What a policy settles, each setting with range, default and meaning in one place. Settings belong to their owner
 * (`cell`, `pulses`, `organisation`, `gates`, `learning`) and hold for every projection; under `output` stands what
 * differs in the projection into the output layer:
 *
 *   { "cell": { "m": 4, "weightScale": 1.27 }, "output": { "cell": { "weightScale": 0.743 } } }
 *
 * Users write them in part. What is written later comes over all that stood there before, so that `"cell": { "m": 8 }`
 * means eight devices in every projection, whatever a policy says of its output; `hidden` and `output` speak of one.
 */
import * as v from 'valibot';
import { CENTRES } from '../crossbar/centre.ts';
import { SCHEMES } from '../crossbar/scheme.ts';
import { option, positive, type ReadonlyDeep, real, share, whole } from '../schema/option.ts';
import { parseConfig } from '../schema/parse.ts';
import { type Gates, type GatesInput, type GatesPlace, overlayGates } from './gates/gates.ts';
import { difference, isEntries, overlay } from './overlay.ts';
import { organisationSchema, pulseSchema } from './schemes.ts';

const cell = v.strictObject({
  scheme: option(v.picklist(SCHEMES), 'single', 'the devices of a cell, and which of them a pulse moves'),
  m: option(whole(1, 256), 1, 'devices per polarity'),
  weightScale: option(positive, 1, 'largest |W| of a cell'),
  centre: option(
    v.picklist(CENTRES),
    'mid-range',
    'where cells start, and where the reference of a single device lies',
  ),
  gains: option(
    v.picklist(['equal', 'matched']),
    'equal',
    'whether pulse counts are corrected by the slope of each branch at the centre',
  ),
  refreshEvery: option(
    whole(0, 1e9),
    0,
    'presentations after which one-sided pairs are refreshed, again and again; 0: never',
  ),
});

/** Of one projection. Gates are checked by their own schemas. */
const projectionEntries = {
  cell: v.optional(cell, {}),
  pulses: option(pulseSchema, { kind: 'stochastic' }, 'how a wanted weight change becomes whole pulses'),
  organisation: option(
    organisationSchema,
    { kind: 'plain' },
    'what stands between a wanted update and the devices: nothing, a buffer, a second array, several cells',
  ),
  gates: option(
    v.custom<GatesInput>(isEntries, 'Object'),
    {},
    'what may keep an update from being written: options of each gate by its name, false for none',
  ),
};

const rate = option(
  real(0, 1000),
  0.02,
  'learning rate that goes with all this, for rules that take a rate from the policy',
);

const projectionSchema = v.strictObject({
  ...projectionEntries,
  learning: v.optional(v.strictObject({ rate }), {}),
});

export const settingsSchema = v.strictObject({
  ...projectionEntries,
  learning: v.optional(
    v.strictObject({
      rate,
      balance: option(
        real(-10, 10),
        0,
        'balance of LTP and LTD drive in the learning rule, strength per unit of membrane',
      ),
      decay: option(share, 1, 'factor by which the rates fall, exponentially, over the whole training'),
    }),
    {},
  ),
  hidden: v.optional(v.custom<object>(isEntries, 'Object')),
  output: v.optional(v.custom<object>(isEntries, 'Object')),
});

type Plain<Schema extends v.GenericSchema> = ReadonlyDeep<
  Omit<v.InferOutput<Schema>, 'gates' | 'hidden' | 'output'>
>;

/** Everything that is settled for one projection. */
export type ProjectionSettings = Plain<typeof projectionSchema> & { readonly gates: Gates };

/** Of all projections, and under `output` what differs there. */
export type PolicySettings = Plain<typeof settingsSchema> & {
  readonly gates: Gates;
  readonly output: ProjectionInput;
};

/** The part that a projection has in a network. */
export type LayerRole = 'hidden' | 'output';

type InPart<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: InPart<T[Key]> }
    : T;

/** As users write them: in part. */
export type ProjectionInput = InPart<Plain<typeof projectionSchema>> & { readonly gates?: GatesInput };
export type SettingsInput = InPart<Plain<typeof settingsSchema>> & {
  readonly gates?: GatesInput;
  readonly hidden?: ProjectionInput;
  readonly output?: ProjectionInput;
};

export type SettingsPlace = Omit<GatesPlace, 'where'> & { readonly where?: string };

const SETTINGS = 'compensation.settings';

/** Settings that do nothing: one device, stochastic rounding, no gate. Policies name what they change. */
export const plainSettings: PolicySettings = {
  ...(parseConfig(settingsSchema, {}) as Omit<PolicySettings, 'output'>),
  output: { learning: { rate: 0.0005 } },
};

/** The settings of one projection; `own` comes over those of the policy. */
export function settingsOfProjection(
  settings: PolicySettings,
  role: LayerRole,
  own: ProjectionInput = {},
  place: SettingsPlace = {},
): ProjectionSettings {
  const { output, learning, ...shared } = settings;
  const all = { ...shared, learning: { rate: learning.rate } };
  return overlayProjection(role === 'output' ? overlayProjection(all, output, place) : all, own, place);
}

/** Settings with what is written laid over them, checked and complete. */
export function overlaySettings(
  base: PolicySettings,
  written: unknown,
  { where = SETTINGS, own }: SettingsPlace = {},
): PolicySettings {
  const { hidden, output, ...all } = parseConfig(v.looseObject({}), written, { within: where });
  const { output: _, ...before } = base;
  const { learning } = checked(settingsSchema, before, { ...all, gates: undefined }, where) as PolicySettings;
  const { balance: __, decay: ___, ...ofProjection } = (isEntries(all.learning) && all.learning) || {};
  const forAll = { ...all, learning: ofProjection } as ProjectionInput;
  const one = (role: LayerRole, more: unknown) =>
    overlayProjection(settingsOfProjection(base, role, forAll, { where, own }), more ?? {}, {
      where: `${where}.${role}`,
      own,
    });
  const [inHidden, inOutput] = [one('hidden', hidden), one('output', output)];
  return {
    ...inHidden,
    learning: { ...learning, rate: inHidden.learning.rate },
    output: differenceOf(inHidden, inOutput),
  };
}

function overlayProjection(
  base: ProjectionSettings,
  written: unknown,
  { where = SETTINGS, own }: SettingsPlace,
): ProjectionSettings {
  const { gates, ...others } = parseConfig(v.looseObject({}), written, { within: where });
  const settings = checked(projectionSchema, base, others, where) as ProjectionSettings;
  const given = parseConfig(v.optional(v.looseObject({}), {}), gates, { within: `${where}.gates` });
  return { ...settings, gates: overlayGates(base.gates, given, { where: `${where}.gates`, own }) };
}

function checked(schema: v.GenericSchema, base: object, written: object, where: string): unknown {
  return parseConfig(schema, overlay(base, written), { within: where });
}

/** What of the settings of a projection is its own, beside those that its role has. */
export function ownSettings(
  settings: PolicySettings,
  role: LayerRole,
  whole: ProjectionSettings,
): ProjectionInput {
  return differenceOf(settingsOfProjection(settings, role), whole);
}

/** What settings are beside those of others; a gate that they lack is false. */
function differenceOf(all: ProjectionSettings, inOutput: ProjectionSettings): ProjectionInput {
  const { gates: base, ...rest } = all;
  const { gates: other, ...others } = inOutput;
  const missing = Object.keys(base).filter((name) => !(name in other));
  const gates = {
    ...(difference(base, other) as object | undefined),
    ...Object.fromEntries(missing.map((name) => [name, false as const])),
  };
  return {
    ...(difference(rest, others) as ProjectionInput | undefined),
    ...(Object.keys(gates).length > 0 && { gates }),
  };
}

/** What the learning rule takes from a policy. */
export function learningOf(settings: PolicySettings): {
  readonly rate: readonly [hidden: number, output: number];
  readonly balance: number;
  readonly decay: number;
} {
  const { balance, decay } = settings.learning;
  const [hidden, output] = (['hidden', 'output'] as const).map(
    (role) => settingsOfProjection(settings, role).learning.rate,
  );
  return { rate: [hidden, output], balance, decay };
}
