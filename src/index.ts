/**
 * memspike: can this memristor learn? Runs in Node and in the browser. The verbs of the command line (`train`,
 * `compare`, `explain`, `tune`) and what their options and records are made of.
 *
 *   memspike/data          readers of CSV, IDX and the digits file, splits
 *   memspike/measurement   `fit`: from measured curves to a device; devices of other simulators
 *   memspike/report        pictures, tables and the HTML report
 *   memspike/parts         kinds of one's own (laws, rules, neurons …), engine, network and arrays
 *   memspike/node          files, worker threads and results that are kept
 */

export { policies, policyNames, resolvePolicy } from './compensation/all-policies.ts';
export { definePolicy, type Policy, type PolicyInput } from './compensation/policy.ts';
export type { PolicySettings, SettingsInput } from './compensation/settings.ts';
export type { PulseOptions } from './crossbar/pulses/all-pulses.ts';
export { checkDataset, type Dataset, type Samples } from './data/dataset.ts';
export {
  type Device,
  type DeviceExtensions,
  type DeviceOptions,
  defineDevice,
  ideal,
  linearDevice,
} from './device/device.ts';
export type { PulseLaw } from './device/laws/all-laws.ts';
export { symmetryPoint } from './device/laws/effect-of-pulses.ts';
export { pulseResponse } from './device/pulse-response.ts';
export { stationaryDensity } from './device/stationary.ts';
export { assumedVariation, noVariation, type Stuck, type Variation } from './device/variation.ts';
export { VERSION } from './engine/binary.ts';
export { type ErrorCode, type ErrorFacts, MemspikeError } from './errors.ts';
export { type CompareOptions, type ComparisonResult, compare } from './experiment/compare/compare.ts';
export type { Arm, Baseline, Comparison, Spread } from './experiment/compare/comparison.ts';
export type { PairedDifference } from './experiment/compare/paired-difference.ts';
export { type ComparisonOptions, planComparison } from './experiment/compare/plan.ts';
export { summarise } from './experiment/compare/summary.ts';
export { type ExperimentConfig, type ExperimentInput, resolveConfig } from './experiment/config/config.ts';
export { cutDataset, type DatasetOptions } from './experiment/config/dataset.ts';
export type { Extensions } from './experiment/config/extensions.ts';
export { EFFECTS, type Effect } from './experiment/explain/effects.ts';
export {
  type Attribution,
  type AttributionOptions,
  type EffectShare,
  type ExplainOptions,
  type Explanation,
  explain,
  planAttribution,
  summariseAttribution,
  type VariantRun,
} from './experiment/explain/explain.ts';
export { checkpointParts, restoreSession, saveSession } from './experiment/run/checkpoint.ts';
export type { EpochRecord, LayerRecord, RunRecord } from './experiment/run/record.ts';
export type { FailedRun, Runner, RunnerTask, RunStore, RunsOptions } from './experiment/run/runs.ts';
export { createSession, type Session, type SessionOptions } from './experiment/run/session.ts';
export { type Progress, type TrainOptions, train } from './experiment/run/train.ts';
export { type Trial, type TuneOptions, type Tuning, tune } from './experiment/tune/tune.ts';
export type { LearningOptions } from './learning/options.ts';
export { type Programmed, type ProjectionName, program, weightsOf } from './network/weights.ts';
export type { Preset } from './presets/preset.ts';
export { presetNames, presets, resolveDevice } from './presets/presets.ts';
export type { Clock } from './schedule/clock.ts';
