/** Checks a value against a schema, and turns the first thing wrong into an error that says where and what. */
import * as v from 'valibot';
import { MemspikeError, nearest } from '../errors.ts';

/** `within` is the place of `input` in a whole configuration, of which errors speak; '' for all of it. */
export function parseConfig<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  within = '',
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new MemspikeError('CONFIG', problemOf(issue), {
    where: [within, v.getDotPath(issue)].filter(Boolean).join('.') || 'configuration',
    ...(issue.expected !== 'never' && { received: issue.input, accepted: acceptedBy(issue) }),
    ...hintFor(schema, issue),
  });
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  if (isUnknownKey(issue)) return 'no such setting';
  if (issue.type === 'strict_object') return 'not an object';
  return 'not an accepted value';
}

/** A strict object reports a key it does not know as a key for which it expected `never`. */
function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function acceptedBy(issue: v.BaseIssue<unknown>): string {
  const bound = issue.requirement;
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
      return 'something, not an empty text';
    default:
      return issue.expected ?? 'another value';
  }
}

function hintFor(
  schema: v.GenericSchema,
  issue: v.BaseIssue<unknown>,
): { hint: string } | Record<string, never> {
  if (!isUnknownKey(issue)) return {};
  const path = issue.path?.map(({ key }) => String(key)) ?? [];
  const known = keysAt(schema, path.slice(0, -1));
  const meant = nearest(path.at(-1) ?? '', known);
  return { hint: meant ? `did you mean "${meant}"?` : `known here: ${known.join(', ')}` };
}

/** The keys that an object at `path` may have. */
function keysAt(schema: v.GenericSchema, path: readonly string[]): string[] {
  const entries = entriesOf(schema);
  const [first, ...rest] = path;
  if (first === undefined) return Object.keys(entries);
  return entries[first] ? keysAt(entries[first], rest) : [];
}

/** The entries of an object schema, of the schema that an optional wraps, or of all options of a choice. */
function entriesOf(schema: v.GenericSchema): Record<string, v.GenericSchema> {
  const { entries, wrapped, options } = schema as {
    entries?: Record<string, v.GenericSchema>;
    wrapped?: v.GenericSchema;
    options?: v.GenericSchema[];
  };
  if (entries) return entries;
  if (wrapped) return entriesOf(wrapped);
  return Object.assign({}, ...(options ?? []).filter((o) => typeof o === 'object').map(entriesOf));
}
