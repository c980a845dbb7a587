/**
 * A CSV file. Node only.
 */
import { readFile } from 'node:fs/promises';
import type { Dataset } from '../dataset.ts';
import { fileProblem } from '../file-problem.ts';
import { type CsvOptions, readCsv } from './csv.ts';

/** Throws DATA for what is wrong in the file, FILE if it cannot be read, ABORTED. */
export async function loadCsvFile(
  path: string,
  { signal, ...options }: CsvOptions & { readonly signal?: AbortSignal } = {},
): Promise<Dataset> {
  return readCsv(await readFile(path, { signal }).catch(fileProblem(path)), { name: path, ...options });
}
