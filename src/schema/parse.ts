/** Checks a value against a schema, and turns the first thing wrong into an error that says where and what. */
import * as v from 'valibot';
import { type ErrorCode, MemspikeError, nearest } from '../errors.ts';

export interface ParsePlace {
  /** Path of the input in what the user wrote; '' where the input is all of it. */
  readonly within?: string;
  /** Of the error. Default: CONFIG. */
  readonly code?: ErrorCode;
}

export function parseConfig<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  { within = '', code = 'CONFIG' }: ParsePlace = {},
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const whole = within || (code === 'DEVICE' ? 'device' : 'configuration');
  const path = v.getDotPath(issue);
  throw new MemspikeError(code, problemOf(issue), {
    where: path === null ? whole : within === '' ? path : `${within}.${path}`,
    ...(issue.expected !== 'never' && { received: receivedBy(issue), accepted: acceptedBy(schema, issue) }),
    ...hintFor(schema, issue),
  });
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  if (isUnknownKey(issue)) return 'no such setting';
  if (isMissing(issue)) return 'is missing';
  if (issue.type === 'strict_object' || issue.expected === 'Object') return 'not an object';
  return 'not an accepted value';
}

/** A strict object reports a key it does not know as a key for which it expected `never`. */
function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

/** And one that it misses by its name. */
function isMissing(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected?.startsWith('"') === true;
}

function acceptedBy(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): string | readonly string[] {
  const choices = choicesOf(schema, issue);
  if (choices !== undefined) return choices;
  const bound = issue.requirement;
  const isText = typeof issue.input === 'string';
  switch (issue.type) {
    case 'min_value':
      return `a number ≥ ${bound}`;
    case 'max_value':
      return `a number ≤ ${bound}`;
    case 'gt_value':
      return `a number > ${bound}`;
    case 'lt_value':
      return `a number < ${bound}`;
    case 'integer':
      return 'a whole number';
    case 'finite':
      return 'a finite number';
    case 'min_length':
      return isText ? 'something, not an empty text' : `a list of ${bound} or more`;
    case 'max_length':
      return isText ? `up to ${bound} characters` : `a list of up to ${bound}`;
    case 'check':
    case 'check_items':
      return issue.message;
    case 'strict_object':
      return isMissing(issue) ? (schemaAt(schema, issue)?.expects ?? 'a value') : 'an object';
    default:
      return issue.expected === 'Object' ? 'an object' : (issue.expected ?? 'another value');
  }
}

/** A check of several entries together names one of them, but has been given the object that holds them. */
function receivedBy(issue: v.BaseIssue<unknown>): unknown {
  return issue.type === 'check' ? (issue.path?.at(-1)?.value ?? issue.input) : issue.input;
}

/** The names that a place takes, where it takes names: the kinds of a choice, or the values of a list. */
function choicesOf(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): readonly string[] | undefined {
  if (issue.type === 'picklist') {
    const { options } = schemaAt(schema, issue) as { options?: readonly unknown[] };
    return options?.map(String);
  }
  const { key, options } = (schemaAt(schema, issue, 1) ?? {}) as {
    key?: string;
    options?: readonly { readonly entries?: Record<string, { readonly literal?: unknown }> }[];
  };
  if (issue.type !== 'variant' || key === undefined || issue.path?.at(-1)?.key !== key) return undefined;
  return options?.map(({ entries }) => String(entries?.[key]?.literal));
}

/** The name that was meant, where a name is not known; else what the option means. */
function hintFor(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): { readonly hint?: string } {
  if (isUnknownKey(issue)) {
    const key = String(issue.path?.at(-1)?.key ?? '');
    const known = Object.keys(entriesOf(schemaAt(schema, issue, 1), issue.path?.at(-1)?.input));
    const meant = nearest(key, known);
    return { hint: meant ? `did you mean "${meant}"?` : `known here: ${known.join(', ')}` };
  }
  const named = typeof issue.input === 'string' && nearest(issue.input, choicesOf(schema, issue) ?? []);
  if (named) return { hint: `did you mean "${named}"?` };
  const at = schemaAt(schema, issue);
  const hint = at && v.getDescription(at as Parameters<typeof v.getDescription>[0]);
  return hint === undefined ? {} : { hint };
}

/** The schema of the place that an issue names, or of the object that so many steps of its path lead out to. */
function schemaAt(
  schema: v.GenericSchema,
  issue: v.BaseIssue<unknown>,
  outwards = 0,
): v.GenericSchema | undefined {
  const path: readonly v.IssuePathItem[] = issue.path ?? [];
  let at: v.GenericSchema | undefined = schema;
  for (const { key, input } of path.slice(0, path.length - outwards)) {
    const { item, wrapped } = (at ?? {}) as { item?: v.GenericSchema; wrapped?: { item?: v.GenericSchema } };
    at = item ?? wrapped?.item ?? entriesOf(at, input)[String(key)];
  }
  const { wrapped } = (at ?? {}) as { wrapped?: v.GenericSchema };
  return wrapped ?? at;
}

/**
 * The entries of an object schema, of the schema that an optional wraps, or of a choice: those of the option that
 * `value` names by its kind, or of all.
 */
function entriesOf(schema: v.GenericSchema | undefined, value: unknown): Record<string, v.GenericSchema> {
  const { entries, key, options, wrapped } = (schema ?? {}) as {
    entries?: Record<string, v.GenericSchema>;
    key?: string;
    options?: v.GenericSchema[];
    wrapped?: v.GenericSchema;
  };
  if (entries) return entries;
  if (wrapped) return entriesOf(wrapped, value);
  const all = (options ?? []).filter((o) => typeof o === 'object').map((option) => entriesOf(option, value));
  const named = (value as Record<string, unknown> | null)?.[key ?? ''];
  const chosen = all.filter(
    (own) => (own[key ?? ''] as { literal?: unknown } | undefined)?.literal === named,
  );
  return Object.assign({}, ...(key !== undefined && chosen.length > 0 ? chosen : all));
}
