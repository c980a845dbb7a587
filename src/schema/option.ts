/**
 * Options of users: ranges of numbers, and an option with its default and its meaning in one place. Interfaces follow
 * from the schemas (`v.InferOutput`), and help, `show` commands and tables of the docs read `optionsOf`.
 */
import * as v from 'valibot';

/** A whole number within [least, most]. */
export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** A finite number within [least, most]. */
export const real = (least: number, most: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most));

/** Within [0, 1]. */
export const fraction = real(0, 1);

/** Within (0, 1]. */
export const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));

/** Of a trace, per step: within [0, 1). */
export const decayFactor = v.pipe(v.number(), v.minValue(0), v.ltValue(1));

/** Finite and above 0. */
export const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** Two of them: for hidden layers and for the output layer. */
export const pairOf = (entry: v.GenericSchema<number>) => v.tuple([entry, entry]);

/** An option of an object schema: what it may be, its default, and its meaning with its unit in one sentence. */
export function option<const Schema extends v.GenericSchema>(
  schema: Schema,
  fallback: v.InferInput<Schema>,
  meaning: string,
): v.OptionalSchema<Schema, v.InferInput<Schema>> {
  return v.optional(required(schema, meaning), fallback as never) as v.OptionalSchema<
    Schema,
    v.InferInput<Schema>
  >;
}

/** An option that may be left out and has no default of its own; `meaning` says what then holds. */
export function optional<const Schema extends v.GenericSchema>(
  schema: Schema,
  meaning: string,
): v.OptionalSchema<Schema, undefined> {
  return v.optional(required(schema, meaning), undefined);
}

/** An option that has to be given, with its meaning. */
export function required<const Schema extends v.GenericSchema>(schema: Schema, meaning: string): Schema {
  return v.pipe(schema, v.description(meaning) as never) as unknown as Schema;
}

/** What schemas say a value is, for those who only read it. */
export type ReadonlyDeep<T> = { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> };

/** What an object schema says of one of its options. */
export interface OptionFacts {
  /** Names from the outside in, joined by dots. */
  readonly path: string;
  /** What is accepted: a number with its range, the values of a choice, or a type in valibot's words. */
  readonly accepted: string;
  /** Absent where the option must be given. */
  readonly fallback?: unknown;
  readonly meaning?: string;
}

/** The bounds of a number, by valibot's names of its checks. */
const BOUNDS: Readonly<Record<string, string>> = {
  min_value: '≥ ',
  gt_value: '> ',
  max_value: '≤ ',
  lt_value: '< ',
};

function acceptedBy(schema: v.GenericSchema): string {
  const { expects, type } = schema;
  if (type !== 'number') return expects;
  const checks = pipesOf(schema);
  const bounds = checks.flatMap(({ type: name, requirement }) =>
    name in BOUNDS ? [`${BOUNDS[name]}${requirement}`] : [],
  );
  const number = checks.some(({ type: name }) => name === 'integer') ? 'whole number' : 'number';
  return [number, bounds.join(', ')].filter(Boolean).join(' ');
}

interface Check {
  readonly type: string;
  readonly requirement?: unknown;
  readonly pipe?: readonly Check[];
}

/** The checks of a schema, those of the schemas that it is made of too. */
function pipesOf(schema: Check): Check[] {
  const [first, ...checks] = schema.pipe ?? [];
  return first === undefined ? [] : [...pipesOf(first), ...checks];
}

/** All options of an object schema, those of nested objects too, in the order in which they stand. */
export function optionsOf(schema: v.GenericSchema, prefix = ''): OptionFacts[] {
  const { entries } = schema as { entries?: Record<string, v.GenericSchema> };
  return Object.entries(entries ?? {}).flatMap(([name, entry]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const { wrapped, default: fallback } = entry as { wrapped?: v.GenericSchema; default?: unknown };
    const inner = wrapped ?? entry;
    const meaning = v.getDescription(inner as Parameters<typeof v.getDescription>[0]);
    if ('entries' in inner && meaning === undefined) return optionsOf(inner, path);
    return {
      path,
      accepted: acceptedBy(inner),
      ...(wrapped !== undefined && { fallback }),
      ...(meaning !== undefined && { meaning }),
    };
  });
}
