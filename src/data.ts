/**
 * memspike/data: from the bytes and text of files to data sets, and splits of them. Runs in Node and in the browser.
 */

export { parseCsv, readCsv } from './data/csv/csv.ts';
export { shareDataset, withTestFrom } from './data/dataset.ts';
export { gunzip } from './data/gzip.ts';
export { readIdxDataset } from './data/idx/idx.ts';
export { decodeDigits } from './data/mnist/digits.ts';
export { stratifiedSplit, subset, takeStratified } from './data/split.ts';
