import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import { anyKind, kindNamed } from '../../src/schema/kind.ts';
import { option, optionsOf, real, share, whole } from '../../src/schema/option.ts';

const schema = v.strictObject({
  kind: v.literal('leaky'),
  rate: option(real(0, 1), 0.25, 'Share that is lost per step.'),
  array: v.optional(v.strictObject({ rows: option(whole(1, 128), 8, 'Word lines.') }), {}),
  name: v.string(),
});
const leaky = { kind: 'leaky', summary: 'loses a share per step', source: 'this project', schema };
const firm = {
  kind: 'firm',
  summary: 'loses nothing',
  source: 'this project',
  schema: v.strictObject({ kind: v.literal('firm') }),
};

test('default and meaning of an option stand in its schema, and are read from there', () => {
  assert.equal(v.parse(schema, { kind: 'leaky', name: 'a' }), {
    kind: 'leaky',
    rate: 0.25,
    array: { rows: 8 },
    name: 'a',
  });
  const facts = optionsOf(schema);
  assert.equal(
    facts.map(({ path, fallback, meaning }) => [path, fallback, meaning]),
    [
      ['kind', undefined, undefined],
      ['rate', 0.25, 'Share that is lost per step.'],
      ['array.rows', 8, 'Word lines.'],
      ['name', undefined, undefined],
    ],
  );
});

test('an object is checked by the kind that it names', () => {
  const any = anyKind([leaky, firm]);
  assert.equal(v.parse(any, { kind: 'firm' }), { kind: 'firm' });
  assert.not(v.safeParse(any, { kind: 'firm', rate: 1 }).success);
  assert.not(v.safeParse(any, { kind: 'other' }).success);
});

test('a kind that does not exist is answered with the one that was meant', () => {
  assert.is(kindNamed([leaky, firm], 'firm', { what: 'a pot', where: 'pot.kind' }), firm);
  assert.throws(
    () => kindNamed([leaky, firm], 'laeky', { what: 'a pot', where: 'pot.kind' }),
    (error: Error & { hint?: string; where?: string }) =>
      error.message.includes('"laeky" is not a pot') &&
      /did you mean "leaky"/.test(JSON.stringify(error) + error.hint),
  );
});

test('a number is told with its range, whole or not', () => {
  const schema = v.strictObject({
    m: option(whole(1, 256), 1, 'devices'),
    rate: option(real(0, 1000), 0.02, 'rate'),
    part: option(share, 1, 'part'),
    name: option(v.string(), '', 'name'),
  });
  assert.equal(
    optionsOf(schema).map(({ accepted }) => accepted),
    ['whole number ≥ 1, ≤ 256', 'number ≥ 0, ≤ 1000', 'number > 0, ≤ 1', 'string'],
  );
});

test.run();
