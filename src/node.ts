/** memspike for Node: files, worker threads, the mnist package, fits, reports, checkpoints, attribution and tuning, beside all of 'memspike'. */

export { loadCsvFile } from './data/csv/file.ts';
export { loadIdxDirectory } from './data/idx/directory.ts';
export { DEFAULT_DATASET, loadDataset } from './data/load.ts';
export { loadMnist10k, mnist10kFile } from './data/mnist/package.ts';
export type { PairedDifference } from './experiment/compare/paired-difference.ts';
export {
  type Attribution,
  type AttributionOptions,
  type EffectShare,
  planAttribution,
  summariseAttribution,
  type VariantRun,
} from './experiment/explain/attribution.ts';
export { EFFECTS, type Effect } from './experiment/explain/effects.ts';
export { type JobsOptions, runJobs } from './experiment/jobs/jobs.ts';
export { checkpointParts, restoreSession, saveSession } from './experiment/run/checkpoint.ts';
export { openStore, type Store } from './experiment/store/store.ts';
export { type Trial, type Tuning, type TuningOptions, tunePolicy } from './experiment/tune/tuning.ts';
export * from './index.ts';
export { type AihwkitDevice, aihwkitDevice, stepResponse } from './interop/aihwkit/aihwkit-device.ts';
export { type ConvertedAihwkit, fromAihwkit, toAihwkit } from './interop/aihwkit/convert-aihwkit.ts';
export type { AihwkitSteps } from './interop/aihwkit/steps/aihwkit-steps.ts';
export { fromCrosssim, type LookupTables, toCrosssim } from './interop/crosssim/convert-crosssim.ts';
export { type LookupTable, parseLookupTable, printLookupTable } from './interop/crosssim/look-up-table.ts';
export { type DeviceFit, fitDevice, type RankedFamily } from './measurement/fit/fit-device.ts';
export type { Estimate } from './measurement/fit/fit-family.ts';
export { type FitOptions, fitFiles, readFiles } from './measurement/fit/fit-files.ts';
export type { Verdict } from './measurement/fit/verdict.ts';
export type { ColumnRole, Doubt, ImportOptions, Measurement, Ramp } from './measurement/measurement.ts';
export { type GivenRole, type GivenRoles, givenRoles } from './measurement/read/given.ts';
export { type MeasuredFile, readMeasurement } from './measurement/read/measure.ts';
export { type UnpackedFile, unpacked } from './measurement/tables/unpacked.ts';
