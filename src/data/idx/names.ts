/**
 * The names under which the four files of an MNIST-like data set are found.
 */
import { MemspikeError } from '../../errors.ts';

export const IDX_ROLES = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;
export type IdxRole = (typeof IDX_ROLES)[number];

const STEMS: Record<IdxRole, readonly [stem: string, kind: string]> = {
  trainImages: ['train-images', 'idx3-ubyte'],
  trainLabels: ['train-labels', 'idx1-ubyte'],
  testImages: ['t10k-images', 'idx3-ubyte'],
  testLabels: ['t10k-labels', 'idx1-ubyte'],
};

/** Accepted names of a file, preferred first: with a dash or a dot before "idx", bare or gzip-compressed. */
export function idxNames(role: IdxRole): string[] {
  const [stem, kind] = STEMS[role];
  return [`${stem}-${kind}`, `${stem}.${kind}`].flatMap((name) => [name, `${name}.gz`]);
}

/** Which of `names` (without directories) plays which role. Throws DATA listing what was looked for and is not there. */
export function findIdxNames(names: readonly string[], where: string): Record<IdxRole, string> {
  const found = IDX_ROLES.map((role) => idxNames(role).find((name) => names.includes(name)));
  const missing = IDX_ROLES.filter((_, i) => found[i] === undefined);
  if (missing.length > 0)
    throw new MemspikeError('DATA', `${missing.length} of the four IDX files of MNIST are missing`, {
      where,
      received: names.length === 0 ? 'no files' : names.slice(0, 6).join(', '),
      accepted: missing.map((role) => idxNames(role)[0]),
      hint: 'each may end in .gz, and have a dot before "idx" instead of the dash',
    });
  return Object.fromEntries(IDX_ROLES.map((role, i) => [role, found[i]])) as Record<IdxRole, string>;
}
