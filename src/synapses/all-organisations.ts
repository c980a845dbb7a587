/** Every organisation of synapses that a configuration can name. */
import type * as v from 'valibot';
import { anyKind, type KindInput, type KindOptions, kindOf, resolveKind } from '../schema/kind.ts';
import { buffer } from './buffer.ts';
import { carry } from './carry.ts';
import type { Organisation } from './organisation.ts';
import { plain } from './plain.ts';
import { transfer } from './transfer.ts';

export const organisations = [plain, buffer, transfer, carry] as const;

const all: readonly Organisation[] = organisations;

/** The options of any of them, as plain data. */
export type OrganisationOptions = v.InferOutput<(typeof organisations)[number]['schema']>;

/** The same as a user may write it: in part. */
export type OrganisationInput = v.InferInput<(typeof organisations)[number]['schema']>;

export const organisationSchema = anyKind(organisations);

const PLACE = { what: 'an organisation of synapses', where: 'organisation' };

/** An organisation with its options, complete: the one that is named, or brought as an object. */
export function organisationOf(given: KindInput): {
  readonly organisation: Organisation;
  readonly options: KindOptions;
} {
  const options = resolveKind(all, given, PLACE);
  return { organisation: kindOf(all, options, PLACE), options };
}
