/**
 * memspike/node: all of memspike and memspike/data, and what needs a machine of one's own: files, worker threads, results
 * that are kept, the mnist package, a document for pictures.
 */

export { loadCsvFile } from './data/csv/file.ts';
export { loadIdxDirectory } from './data/idx/directory.ts';
export { DEFAULT_DATASET, loadDataset } from './data/load.ts';
export { loadMnist10k, mnist10kFile } from './data/mnist/package.ts';
export * from './data.ts';
export { openStore, type Store } from './experiment/store/store.ts';
export { type WorkersOptions, workers } from './experiment/workers/workers.ts';
export * from './index.ts';
export { fitFiles, readMeasuredFiles } from './measurement/fit/fit-files.ts';
export { nodeDocument } from './report/node-document.ts';
export { type ReportFiles, writeReport } from './report/write.ts';
