/** What the schemas say of settings, for `policy show` and for the tables of the docs. */
import type * as v from 'valibot';
import { type OptionFacts, optionsOf } from '../schema/option.ts';
import { gates } from './gates/all-gates.ts';
import { organisationSchema, pulseSchema } from './schemes.ts';
import { type PolicySettings, settingsOfProjection, settingsSchema } from './settings.ts';

/** Settings that name a kind, each kind with options of its own. */
export type KindSetting = 'pulses' | 'organisation' | 'gates';

export interface KindFacts {
  readonly kind: string;
  readonly summary?: string;
  readonly options: readonly OptionFacts[];
}

/** All settings, those that name a kind without the options of the kinds. */
export function settingFacts(): OptionFacts[] {
  return optionsOf(settingsSchema).filter(({ meaning }) => meaning !== undefined);
}

/** The kinds that a setting may name, with their options. */
export function kindFacts(setting: KindSetting): KindFacts[] {
  if (setting === 'gates')
    return gates.map(({ kind, summary, schema }) => ({ kind, summary, options: optionsOfKind(schema) }));
  const { options } = setting === 'pulses' ? pulseSchema : organisationSchema;
  return options.map((schema) => ({ kind: schema.entries.kind.literal, options: optionsOfKind(schema) }));
}

function optionsOfKind(schema: v.GenericSchema): OptionFacts[] {
  return optionsOf(schema).filter(({ path }) => path !== 'kind');
}

/** One setting of a policy. */
export interface SettingRow {
  readonly path: string;
  readonly value: unknown;
  /** In the output layer, where it is another. */
  readonly output?: unknown;
  /** Absent for the name of a kind, and for gates of a user's own. */
  readonly fallback?: unknown;
  readonly meaning?: string;
}

/** Every setting of a policy with its default and its meaning. */
export function settingRows(settings: PolicySettings): SettingRow[] {
  const inHidden = flat({ ...settingsOfProjection(settings, 'hidden'), learning: settings.learning });
  const inOutput = flat(settingsOfProjection(settings, 'output'));
  const paths = new Set([...inHidden.keys(), ...inOutput.keys()]);
  return [...paths].map((path) => {
    const [value, output] = [inHidden.get(path), inOutput.get(path)];
    const own = (settings.output as Record<string, unknown>)[path.split('.')[0]] !== undefined;
    return {
      path,
      value,
      ...(own && output !== value && { output }),
      ...factsAt(path, { ...settingsOfProjection(settings, value === undefined ? 'output' : 'hidden') }),
    };
  });
}

/** Leaves by their paths. */
function flat(settings: object, prefix = ''): Map<string, unknown> {
  const leaves = Object.entries(settings).flatMap(([name, value]): [string, unknown][] => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return typeof value === 'object' && value !== null ? [...flat(value, path)] : [[path, value]];
  });
  return new Map(leaves);
}

function factsAt(
  path: string,
  settings: { readonly pulses: { kind: string }; readonly organisation: { kind: string } },
): Partial<OptionFacts> {
  const [owner, ...rest] = path.split('.');
  const whole = settingFacts().find((facts) => facts.path === path);
  if (whole) return whole;
  if (owner !== 'pulses' && owner !== 'organisation' && owner !== 'gates') return {};
  if (rest[0] === 'kind') {
    const { meaning } = settingFacts().find((facts) => facts.path === owner) ?? {};
    return { meaning };
  }
  const kind = owner === 'gates' ? rest[0] : settings[owner].kind;
  const { path: _, ...facts } =
    kindFacts(owner)
      .find((one) => one.kind === kind)
      ?.options.find((option) => option.path === rest.at(-1)) ?? ({} as OptionFacts);
  return facts;
}
