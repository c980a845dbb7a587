/**
 * Kinds: a law, a pulse scheme, an organisation, a neuron, an encoder, a rule, an error or a gate is one object in one
 * file, with all that the rest of the program asks of it, and one line in a list. Options of a kind are a plain object
 * whose `kind` is its name.
 */
import * as v from 'valibot';
import { type ErrorCode, MemspikeError, nearest } from '../errors.ts';
import { parseConfig } from './parse.ts';

export interface Kind {
  /** Lower case with dashes: what a user types. */
  readonly kind: string;
  /** One sentence. */
  readonly summary: string;
  /** Paper, with equation or table; "this project" where it is our own. */
  readonly source: string;
  /** Strict object of its options, `kind` among them, each with default and meaning (`option`). */
  readonly schema: v.GenericSchema;
}

/** The schema of a kind's options: its name, and each option with default and meaning. */
export const kindSchema = <const Name extends string, const Options extends v.ObjectEntries>(
  kind: Name,
  options: Options,
) => v.strictObject({ kind: v.literal(kind), ...options });

/** The type of that schema, and of the options that it gives. */
export type KindSchema<Name extends string, Options extends v.ObjectEntries> = ReturnType<
  typeof kindSchema<Name, Options>
>;
export type OptionsOf<Name extends string, Options extends v.ObjectEntries> = v.InferOutput<
  KindSchema<Name, Options>
>;

/** The schema of "any of these kinds": an object with the options of the one that its `kind` names. */
export function anyKind<const Kinds extends readonly Kind[]>(
  kinds: Kinds,
): v.GenericSchema<v.InferInput<Kinds[number]['schema']>, v.InferOutput<Kinds[number]['schema']>> {
  return v.variant('kind', kinds.map(({ schema }) => schema) as never) as never;
}

/** What is looked for, with its article, and the entry of the configuration that asks for it. */
export interface KindPlace {
  readonly what: string;
  readonly where: string;
  readonly code?: ErrorCode;
  /** What to try where no name is near. */
  readonly hint?: string;
}

/** The kind of this name. Throws, with the name that was meant, where there is none. */
export function kindNamed<K extends Kind>(
  kinds: readonly K[],
  name: string,
  { what, where, code = 'CONFIG', hint }: KindPlace,
): K {
  const found = kinds.find(({ kind }) => kind === name);
  if (found) return found;
  const names = kinds.map(({ kind }) => kind);
  const meant = nearest(name, names);
  const advice = meant ? `did you mean "${meant}"?` : hint;
  throw new MemspikeError(code, `"${name}" is not ${what}`, {
    where,
    accepted: names,
    ...(advice && { hint: advice }),
  });
}

/** A kind as a user may name it: by name, with options, or as the object itself. */
export type KindInput = string | KindOptions | Kind;

/** Resolved options of a kind: plain data. */
export interface KindOptions {
  readonly kind: string;
  readonly [option: string]: unknown;
}

/**
 * Which object resolved options came from, as long as they stay in this process: a kind that a user brings carries
 * code, which plain data cannot.
 */
const origins = new WeakMap<object, Kind>();

/** Remembers which object resolved options came from. */
export function keepOrigin<Options extends object>(options: Options, kind: Kind): Options {
  origins.set(options, kind);
  return options;
}

/** The object that resolved options came from, if they were resolved in this process. */
export const originOf = (options: object): Kind | undefined => origins.get(options);

/** Built-in kinds and those that a user brings, which need names of their own: a saved name must say which it is. */
export function withOwn<K extends Kind>(
  builtIn: readonly K[],
  own: readonly K[],
  { what, where }: KindPlace,
): readonly K[] {
  for (const one of own) requireOwnName(builtIn, one, { what, where });
  return [...builtIn, ...own];
}

function requireOwnName(kinds: readonly Kind[], { kind, ...own }: Kind, { what, where }: KindPlace): void {
  if (!kinds.some((other) => other.kind === kind && other.schema !== own.schema)) return;
  throw new MemspikeError('CONFIG', `there is ${what} called "${kind}" already`, {
    where,
    hint: 'give yours another name',
  });
}

/** The kind that is meant: the object itself, the one that these options came from, or one of `kinds` by its name. */
export function kindOf<K extends Kind>(kinds: readonly K[], given: KindInput, place: KindPlace): K {
  if (typeof given === 'string') return kindNamed(kinds, given, place);
  if (isKind(given)) {
    requireOwnName(kinds, given, place);
    return given as K;
  }
  const origin = originOf(given) as K | undefined;
  if (origin === undefined && typeof given.kind !== 'string')
    throw new MemspikeError(place.code ?? 'CONFIG', 'a kind is a name', {
      where: `${place.where}.kind`,
      received: given.kind,
      accepted: kinds.map(({ kind }) => kind),
    });
  return origin ?? kindNamed(kinds, given.kind, { ...place, where: `${place.where}.kind` });
}

/**
 * The options of the kind that is meant, checked and complete; `defaults` come before those of its schema. Resolving
 * resolved options returns them unchanged.
 */
export function resolveKind<K extends Kind>(
  kinds: readonly K[],
  given: KindInput,
  place: KindPlace,
  defaults: (kind: K) => object = () => ({}),
): KindOptions {
  const kind = kindOf(kinds, given, place);
  const own = typeof given === 'string' || isKind(given) ? {} : given;
  const written = Object.entries(own).filter(([, value]) => value !== undefined);
  const whole = { ...defaults(kind), ...Object.fromEntries(written), kind: kind.kind };
  return keepOrigin(parseConfig(kind.schema, whole, { within: place.where }) as KindOptions, kind);
}

/** Lets options made from others remember, as these do, which object their kind is. */
export function ofSameKind<Options extends KindOptions>(options: Options, from: object): Options {
  const kind = originOf(from);
  return kind === undefined ? options : keepOrigin(options, kind);
}

/** The schema of a place in the configuration where a kind is named; `resolveKind` checks what it holds. */
export const kindInput = v.custom<KindInput>(
  (given) =>
    (typeof given === 'string' && given !== '') ||
    (typeof given === 'object' && typeof (given as Partial<KindOptions> | null)?.kind === 'string'),
  'a name, or an object with `kind`',
);

/** Whether this is a kind itself, and not the options of one. */
export function isKind(given: object): given is Kind {
  const { schema, summary } = given as Partial<Kind>;
  return typeof schema === 'object' && typeof summary === 'string';
}
