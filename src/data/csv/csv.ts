/**
 * CSV: one sample a line, features and a label, separated by commas, semicolons or tabs (then decimal commas are
 * read too). Quotes, a byte order mark, CRLF and blank lines are understood; an empty or non-numeric feature is an
 * error, not a guess.
 */

import { sha256 } from '../../engine/digest.ts';
import { MemspikeError } from '../../errors.ts';
import type { Dataset } from '../dataset.ts';
import { gunzip } from '../gzip.ts';
import { type Scaling, scaleToBytes } from '../scaling.ts';
import { splitSizes, splitToHold, stratifiedSplit, subset } from '../split.ts';
import { classesOf } from './classes.ts';
import { readCsvTable } from './table.ts';

export interface CsvOptions {
  /** For error messages. */
  readonly name?: string;
  /** Name of the label column, 'first' or 'last'. If not given: a column named label, class or target, else the last. */
  readonly label?: string;
  /** Of the features to 0–255; 'column' if not given. */
  readonly scaling?: Scaling;
  /** Of the stratified split; 1 if not given. */
  readonly seed?: number;
  readonly train?: number;
  /** A fifth of the samples if not given. */
  readonly test?: number;
  /** In place of `train` and `test`: parts of these sizes will be cut, and the split has to hold them. */
  readonly holds?: { readonly train?: number; readonly test?: number };
}

/** V8 cannot hold a longer string. */
const MAX_CHARACTERS = 0x1fffffe8;

/**
 * The data set of a CSV text. Its id is "csv:" and the first 12 digits of a hash of text, label column and scaling.
 * Throws DATA with "file:line" and the column.
 */
export function parseCsv(text: string, options: CsvOptions = {}): Dataset {
  const { name = 'CSV', label, scaling = 'column', seed = 1, train, test, holds } = options;
  const nul = text.indexOf('\0');
  if (nul >= 0) refuseBinary(name);
  const rows = readCsvTable(text, name, label);
  const { names, labels } = classesOf(rows);
  const { count } = rows;
  const features = rows.columns - 1;
  const sizes = holds === undefined ? splitSizes(count, { train, test }) : splitToHold(count, holds);
  const [testRows, trainRows] = stratifiedSplit(labels, [sizes.test, sizes.train], seed);
  const inputs = scaleToBytes(rows.values.subarray(0, count * features), features, trainRows, scaling);
  const all = { count, inputs, labels };
  const content = [text, rows.layout.labelColumn, scaling].map((part) =>
    new TextEncoder().encode(`${part}\n`),
  );
  return {
    id: `csv:${sha256(...content).slice(0, 12)}`,
    features,
    classes: names.length,
    classNames: names,
    train: subset(all, trainRows),
    test: subset(all, testRows),
  };
}

/** The data set of a CSV file's bytes: UTF-8, gzip-compressed or not. */
export async function readCsv(bytes: Uint8Array, options: CsvOptions = {}): Promise<Dataset> {
  const { name = 'CSV' } = options;
  return parseCsv(decode(await gunzip(bytes, name, MAX_CHARACTERS), name), options);
}

function decode(bytes: Uint8Array, name: string): string {
  if (bytes.length > MAX_CHARACTERS)
    throw new MemspikeError('DATA', `is ${Math.floor(bytes.length / 2 ** 20)} MB, expected at most 511`, {
      where: name,
      hint: 'write it as IDX files',
    });
  if (bytes.includes(0)) refuseBinary(name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new MemspikeError('DATA', 'is not UTF-8 text', {
      where: name,
      hint: 'save it as "CSV UTF-8"',
      cause,
    });
  }
}

function refuseBinary(name: string): never {
  throw new MemspikeError('DATA', 'is not text: it has NUL bytes', {
    where: name,
    hint: 'expected CSV in UTF-8; UTF-16 has to be saved anew',
  });
}
