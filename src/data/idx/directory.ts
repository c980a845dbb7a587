/**
 * The four IDX files of a directory. Node only.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { fileProblem } from '../file-problem.ts';
import { type NamedBytes, readIdxDataset } from './idx.ts';
import { findIdxNames, IDX_ROLES, type IdxRole } from './names.ts';

/** Throws DATA for a missing or wrong file, FILE for one that cannot be read, ABORTED. */
export async function loadIdxDirectory(
  directory: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Dataset> {
  const names = findIdxNames(await readdir(directory).catch(fileProblem(directory)), directory);
  const files: Partial<Record<IdxRole, NamedBytes>> = {};
  for (const role of IDX_ROLES) {
    const name = join(directory, names[role]);
    files[role] = { name, bytes: await readFile(name, { signal }).catch(fileProblem(name)) };
  }
  return readIdxDataset(files as Record<IdxRole, NamedBytes>);
}
