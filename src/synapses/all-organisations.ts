/** Every organisation of synapses that a configuration can name. */
import type * as v from 'valibot';
import type { PulseScheme } from '../crossbar/pulses/scheme.ts';
import { anyKind, type KindInput, type KindOptions, kindOf, resolveKind, withOwn } from '../schema/kind.ts';
import { buffer } from './buffer.ts';
import { carry } from './carry.ts';
import type { Organisation } from './organisation.ts';
import { plain } from './plain.ts';
import { transfer } from './transfer.ts';

export const organisations = [plain, buffer, transfer, carry] as const;

/** The options of any of them, as plain data. */
export type OrganisationOptions = v.InferOutput<(typeof organisations)[number]['schema']>;

export const organisationSchema = anyKind(organisations);

/** What a user may bring for synapses, to be named beside what is built in. */
export interface SynapsesExtensions {
  readonly pulses?: readonly PulseScheme[];
  readonly organisations?: readonly Organisation[];
}

export interface ChosenOrganisation {
  readonly organisation: Organisation;
  readonly options: KindOptions;
}

/** An organisation with its options, complete: built in, one of `own`, or brought as an object. */
export function organisationOf(
  given: KindInput,
  {
    own = [],
    where = 'organisation',
  }: { readonly own?: readonly Organisation[]; readonly where?: string } = {},
): ChosenOrganisation {
  const place = { what: 'an organisation of synapses', where };
  const all = withOwn<Organisation>(organisations, own, place);
  const options = resolveKind(all, given, place);
  return { organisation: kindOf(all, options, place), options };
}
