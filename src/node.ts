/** memspike for Node: files, worker threads, the mnist package, fits, reports, checkpoints, attribution and tuning, beside all of 'memspike'. */

export { loadCsvFile } from './data/csv-file.ts';
export { loadIdxDirectory } from './data/idx-directory.ts';
export { DEFAULT_DATASET, loadDataset } from './data/load.ts';
export { loadMnist10k, mnist10kFile } from './data/mnist-package.ts';
export { aihwkitPresets } from './device/aihwkit-presets.ts';
export { fromCrosssim, type LookupTables, toCrosssim } from './device/crosssim.ts';
export { type LookupTable, parseLookupTable, printLookupTable } from './device/crosssim-table.ts';
export { type DeviceFit, fitDevice, type RankedFamily } from './device/fit/fit-device.ts';
export type { Estimate } from './device/fit/fit-family.ts';
export { type FitOptions, fitFiles } from './device/fit/fit-files.ts';
export { type MeasuredFile, readMeasurement } from './device/import/measure.ts';
export type { ImportOptions, Measurement, Ramp } from './device/import/measurement.ts';
export { type AihwkitDevice, aihwkitDevice, stepResponse } from './device/laws/aihwkit.ts';
export type { StepLaw } from './device/laws/step-law.ts';
export {
  type Attribution,
  type AttributionJob,
  type AttributionOptions,
  type EffectShare,
  planAttribution,
  summariseAttribution,
} from './experiment/attribution.ts';
export { checkpointParts, restoreSession, saveSession } from './experiment/checkpoint.ts';
export { EFFECTS, type Effect } from './experiment/effects.ts';
export { type JobsOptions, runJobs } from './experiment/jobs.ts';
export type { PairedDifference } from './experiment/paired.ts';
export { openStore, type Store } from './experiment/store.ts';
export { type Trial, type Tuning, type TuningOptions, tunePolicy } from './experiment/tuning.ts';
export * from './index.ts';
