/**
 * Kinds: a law, a pulse scheme, an organisation, a neuron, an encoder, a rule, an error or a gate is one object in one
 * file, with all that the rest of the program asks of it, and one line in a list. Options of a kind are a plain object
 * whose `kind` is its name.
 */
import * as v from 'valibot';
import { type ErrorCode, MemspikeError, nearest } from '../errors.ts';

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

/** The schema of "any of these kinds": an object with the options of the one that its `kind` names. */
export function anyKind<const Kinds extends readonly Kind[]>(
  kinds: Kinds,
): v.GenericSchema<v.InferInput<Kinds[number]['schema']>, v.InferOutput<Kinds[number]['schema']>> {
  return v.variant('kind', kinds.map(({ schema }) => schema) as never) as never;
}

/** The kind of this name. Throws, with the name that was meant, where there is none. */
export function kindNamed<K extends Kind>(
  kinds: readonly K[],
  name: string,
  {
    what,
    where,
    code = 'CONFIG',
  }: { readonly what: string; readonly where: string; readonly code?: ErrorCode },
): K {
  const found = kinds.find(({ kind }) => kind === name);
  if (found) return found;
  const names = kinds.map(({ kind }) => kind);
  const meant = nearest(name, names);
  throw new MemspikeError(code, `"${name}" is not ${what}`, {
    where,
    accepted: names,
    ...(meant && { hint: `did you mean "${meant}"?` }),
  });
}
