/** A policy that a user names: under the name that records keep, with a word on stderr where it was another one. */
import { aliasNote, nameOfPolicy } from '../../compensation/all-policies.ts';
import type { PolicyInput } from '../../compensation/policy.ts';
import { write } from './terminal.ts';

export function policyArgument<Named extends string | PolicyInput>(
  policy: Named,
  { quiet = false }: { readonly quiet?: boolean } = {},
): Named | string {
  if (typeof policy !== 'string') return policy;
  const note = aliasNote(policy);
  if (note !== undefined && !quiet) write(process.stderr, `note: ${note}\n`);
  return nameOfPolicy(policy);
}
