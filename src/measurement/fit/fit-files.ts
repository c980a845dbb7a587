/** Files of measured curves, by their paths (Node). */
import { readFile } from 'node:fs/promises';
import { fileProblem } from '../../data/file-problem.ts';
import type { ImportOptions, Measurement } from '../measurement.ts';
import type { MeasuredFile } from '../tables/text.ts';
import { type FitOptions, fit, type MeasuredFit, readFiles } from './fit.ts';

/** Reads and fits what `memspike device fit` does. Throws as `fit` does, and FILE for a file that cannot be read. */
export async function fitFiles(paths: readonly string[], options: FitOptions = {}): Promise<MeasuredFit> {
  return fit(await contentsOf(paths), options);
}

/** Reads what `fitFiles` fits. */
export async function readMeasuredFiles(
  paths: readonly string[],
  options: ImportOptions & Pick<FitOptions, 'sheet'> = {},
): Promise<Measurement> {
  return readFiles(await contentsOf(paths), options);
}

function contentsOf(paths: readonly string[]): Promise<MeasuredFile[]> {
  return Promise.all(
    paths.map(async (path) => ({ name: path, content: await readFile(path).catch(fileProblem(path)) })),
  );
}
