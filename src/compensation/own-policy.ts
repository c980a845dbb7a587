/** Checks a policy that a user has written: it has what the built-in ones have, and a name of its own. */
import * as v from 'valibot';
import { MemspikeError } from '../errors.ts';
import { positive } from '../schema/option.ts';
import { parseConfig } from '../schema/parse.ts';
import { isEntries } from './overlay.ts';
import type { Policy, PolicyInput } from './policy.ts';

const text = v.pipe(v.string(), v.minLength(1));
const name = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower case letters and digits, joined by dashes'),
);
/** Settings and what tuning found are checked as they are laid over each other. */
const settings = v.custom<object>(isEntries, 'Object');

const range = v.variant('kind', [
  v.strictObject({ kind: v.literal('log'), low: positive, high: positive, most: v.optional(positive) }),
  v.strictObject({
    kind: v.literal('choice'),
    values: v.pipe(v.array(v.number()), v.minLength(1)),
    near: v.picklist(['factor', 'offset', 'stays']),
  }),
]);

const schema = v.strictObject({
  name,
  alias: v.optional(name),
  summary: text,
  source: text,
  hardware: text,
  readFree: v.boolean(),
  settings,
  quiet: v.optional(settings),
  tuned: v.optional(v.strictObject({ settings, quiet: v.optional(settings) })),
  tunable: v.optional(v.record(v.string(), range)),
});

export function checkedPolicy(
  policy: PolicyInput,
  { where, taken }: { readonly where: string; readonly taken: readonly Policy[] },
): PolicyInput {
  const checked = parseConfig(schema, policy, { within: where }) as PolicyInput;
  const names = taken.flatMap((one) => [one.name, one.alias ?? one.name]);
  if (names.includes(checked.name))
    throw new MemspikeError('CONFIG', `there is a policy "${checked.name}" already`, {
      where: `${where}.name`,
      hint: 'give yours another name: tables and records tell policies apart by it',
    });
  return checked;
}
