/**
 * Laws that a user brings: objects of the same interface as the built-in ones, named by `kind`, or standing there
 * themselves. A device keeps their steps as a table, so that its description alone repeats a run, in another process too.
 */
import { MemspikeError } from '../../errors.ts';
import { laws, type PulseLaw } from './all-laws.ts';
import type { LawKind, LawOptions } from './law.ts';
import { stochasticLaw } from './stochastic.ts';
import { sampledSteps, tableLaw } from './table.ts';

/** A law of a user's own with its options, named or the object itself; without options the object alone will do. */
export type OwnLaw = LawKind | { readonly kind: string | LawKind; readonly [option: string]: unknown };

/** Where the object of a law stands in place of its name: the object, and the options as they are with the name. */
export function ownLawIn(
  law: unknown,
): { readonly itself: LawKind; readonly options: LawOptions } | undefined {
  if (isLawKind(law)) return { itself: law, options: { kind: law.kind } };
  const { kind, ...options } = (law ?? {}) as { readonly kind?: unknown };
  return isLawKind(kind) ? { itself: kind, options: { ...options, kind: kind.kind } } : undefined;
}

function isLawKind(value: unknown): value is LawKind {
  return typeof value === 'object' && typeof (value as Partial<LawKind> | null)?.law === 'function';
}

/** Throws DEVICE where one has the name of a built-in law. */
export function requireOwnNames(own: readonly LawKind[]): void {
  for (const { kind } of own)
    if (laws.some((builtIn) => builtIn.kind === kind))
      throw new MemspikeError('DEVICE', `"${kind}" is the name of a built-in law`, {
        where: 'extensions.laws',
        hint: 'give yours another name',
      });
}

/** Plain data of a law whose options have been checked: built-in ones stay what they are. */
export function asPlainLaw(options: LawOptions, own: readonly LawKind[]): PulseLaw {
  const kind = own.find((one) => one.kind === options.kind);
  if (kind === undefined) return options as PulseLaw;
  const law = kind.law(options as never);
  const { drawn, steps } = law.inKernels();
  if (drawn !== undefined) return stochasticLaw(drawn);
  // The steps of an affine pulse are linear in g: two nodes hold them.
  return tableLaw(steps ?? sampledSteps((g) => law.step(g), 2));
}
