/**
 * A data set by what the user calls it. Node only.
 */
import { stat } from 'node:fs/promises';
import { MemspikeError, nearest } from '../errors.ts';
import { loadCsvFile } from './csv/file.ts';
import type { Dataset } from './dataset.ts';
import { fileProblem } from './file-problem.ts';
import { loadIdxDirectory } from './idx/directory.ts';
import { loadMnist10k, type MnistSource } from './mnist/package.ts';
import type { Scaling } from './scaling.ts';

export interface LoadOptions {
  /** CSV: name of the label column, 'first' or 'last'. */
  readonly label?: string;
  /** CSV: how features become intensities. */
  readonly scaling?: Scaling;
  /** Of the split into training and test part, where the source has none (not IDX). */
  readonly seed?: number;
  /** CSV: sizes that will be cut of the parts; the split is made to hold them. */
  readonly holds?: { readonly train?: number; readonly test?: number };
  readonly signal?: AbortSignal;
  readonly mnist?: MnistSource;
}

export const DEFAULT_DATASET = 'mnist-10k';

const ACCEPTED = [
  `"${DEFAULT_DATASET}"`,
  'a directory with the four IDX files of MNIST',
  'a .csv, .tsv or .txt file',
];

/**
 * "mnist-10k" (8000 training, 2000 test images), a directory of IDX files, or a CSV file (may be gzip-compressed).
 * Throws DATA for a wrong content, FILE for what is not there or cannot be read, ABORTED.
 */
export async function loadDataset(source: string, options: LoadOptions = {}): Promise<Dataset> {
  const { label, scaling, seed = 1, holds, signal, mnist } = options;
  checkAborted(source, signal);
  const dataset = await open();
  checkAborted(source, signal);
  return dataset;

  async function open(): Promise<Dataset> {
    if (source === DEFAULT_DATASET) return loadMnist10k({ seed }, mnist);
    const found = await stat(source).catch((cause) => refuseSource(source, cause));
    if (found.isDirectory()) return loadIdxDirectory(source, { signal });
    if (/\.(csv|tsv|txt)(\.gz)?$/i.test(source))
      return loadCsvFile(source, { label, scaling, seed, holds, signal });
    throw new MemspikeError('DATA', 'not a kind of file that is understood', {
      where: source,
      accepted: ACCEPTED,
      hint: /ubyte(\.gz)?$/.test(source)
        ? 'give the directory of the four IDX files, not one of them'
        : undefined,
    });
  }
}

function refuseSource(source: string, cause: NodeJS.ErrnoException): never {
  if (cause.code !== 'ENOENT') return fileProblem(source)(cause);
  const close = nearest(source, [DEFAULT_DATASET, 'mnist']);
  throw new MemspikeError('FILE', `"${source}" is neither a data set nor a file or directory`, {
    accepted: ACCEPTED,
    hint: close === undefined ? undefined : `did you mean "${DEFAULT_DATASET}"?`,
    cause,
  });
}

function checkAborted(source: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new MemspikeError('ABORTED', 'loading was stopped', { where: source, cause: signal.reason });
}
