/**
 * memspike: can this memristor learn? The isomorphic entry: runs in Node and in the browser.
 *
 * Files, worker threads and the mnist package are in 'memspike/node'.
 */

export { policies, policyNames, resolvePolicy } from './compensation/all-policies.ts';
export { chainOf, costOf, type PolicyCost, type PricedProjection } from './compensation/cost.ts';
export type { GatedProjection, GateKind } from './compensation/gates/gate-kind.ts';
export { defineGate } from './compensation/gates/gate-kind.ts';
export { definePolicy, type Policy, type PolicyInput } from './compensation/policy.ts';
export {
  type PolicySettings,
  type ProjectionSettings,
  type SettingsInput,
  settingsOfProjection,
} from './compensation/settings.ts';
export type { Scheme } from './crossbar/cells/all-cells.ts';
export type { Crossbar } from './crossbar/crossbar.ts';
export type { CrossbarOptions } from './crossbar/options.ts';
export type { OuterProduct, Run } from './crossbar/product.ts';
export type { PulseOptions } from './crossbar/pulses/all-pulses.ts';
export { definePulses, type PulseScheme, type PulseWriter } from './crossbar/pulses/scheme.ts';
export { type CrossbarTally, hashConductances, tallyCrossbars } from './crossbar/tally.ts';
export { parseCsv, readCsv } from './data/csv/csv.ts';
export { checkDataset, type Dataset, type Samples, share, withTestFrom } from './data/dataset.ts';
export { gunzip } from './data/gzip.ts';
export { readIdxDataset } from './data/idx/idx.ts';
export { decodeDigits } from './data/mnist/digits.ts';
export { stratifiedSplit, subset, takeStratified } from './data/split.ts';
export {
  type Device,
  type DeviceExtensions,
  type DeviceOptions,
  defineDevice,
  deviceSchema,
  ideal,
  linearDevice,
} from './device/device.ts';
export { labelOf, labelsOf, lawFromLabels, nuOf } from './device/labels.ts';
export { type AffineLaw, affineLaw, affineStep, pulseStep } from './device/laws/affine.ts';
export type { PulseLaw } from './device/laws/all-laws.ts';
export {
  asymmetryOf,
  depress,
  inversePulses,
  potentiate,
  stepSize,
  symmetryPoint,
} from './device/laws/effect-of-pulses.ts';
export type { KernelLaw, Steps } from './device/laws/kernel-law.ts';
export { defineLaw, type Law, type LawKind } from './device/laws/law.ts';
export { lawOfSteps, sampledSteps } from './device/laws/table.ts';
export { pulseResponse } from './device/pulse-response.ts';
export { stationaryDensity } from './device/stationary.ts';
export { assumedVariation, noVariation, type Stuck, type Variation } from './device/variation.ts';
export { VERSION } from './engine/binary.ts';
export {
  type Backend,
  createEngine,
  type Engine,
  type EngineOptions,
  type KernelSource,
} from './engine/engine.ts';
export type { Kernels, Pointer } from './engine/kernels.ts';
export { type ErrorCode, type ErrorFacts, MemspikeError } from './errors.ts';
export type { Arm, Baseline, Comparison, Spread } from './experiment/compare/comparison.ts';
export { groupByArm, noiseLevelOf, roleOf } from './experiment/compare/groups.ts';
export { type ComparisonOptions, planComparison } from './experiment/compare/plan.ts';
export { summarise } from './experiment/compare/summary.ts';
export { type ExperimentConfig, type ExperimentInput, resolveConfig } from './experiment/config/config.ts';
export type { Extensions } from './experiment/config/extensions.ts';
export { contentOf, runId } from './experiment/run/identity.ts';
export type { EpochRecord, LayerRecord, RunRecord } from './experiment/run/record.ts';
export { type Progress, type RunOptions, runExperiment } from './experiment/run/run.ts';
export { createSession, epochOrder, type Session, type SessionOptions } from './experiment/run/session.ts';
export type { LearningOptions } from './learning/options.ts';
export { local } from './learning/rules/local.ts';
export type { ProjectionView } from './learning/rules/projection.ts';
export {
  defineRule,
  type PreparedRule,
  type Rule,
  type RuleMatrix,
  type RuleProduct,
  type RuleUpdate,
} from './learning/rules/rule.ts';
export { createTrainer, type Trainer } from './learning/trainer.ts';
export { encoders } from './network/encoders/all-encoders.ts';
export {
  defineEncoder,
  type Encode,
  type Encoder,
  type InputLists,
  type InputShape,
} from './network/encoders/encoder.ts';
export { activeLister } from './network/encoders/list-active.ts';
export type { Lines } from './network/lines.ts';
export { createNetwork, type Network, type NetworkOptions } from './network/network.ts';
export { neurons } from './network/neurons/all-neurons.ts';
export {
  defineNeuron,
  type NeuronModel,
  type Neurons,
  type NeuronsPlace,
  type NeuronsShape,
} from './network/neurons/neuron.ts';
export { chosenClass, type Population } from './network/population.ts';
export { type Observer, presentSample } from './network/present.ts';
export { type Presentation, testPresentation, trainingPresentation } from './network/presentation.ts';
export type { Projection } from './network/projection.ts';
export { type Programmed, type ProjectionName, program, weightsOf } from './network/weights.ts';
export type { Preset } from './presets/preset.ts';
export { presetNames, presets, resolveDevice } from './presets/presets.ts';
export type { Clock } from './schedule/clock.ts';
export type { Moment, PreparedTask, Task, TaskView } from './schedule/task.ts';
export type { Kind } from './schema/kind.ts';
export { option, pairOf, positive, real, whole } from './schema/option.ts';
export { defineOrganisation, type Organisation } from './synapses/organisation.ts';
export {
  type ArrayInput,
  type ArrayMap,
  type ArraySolution,
  type SolveArrayOptions,
  solveArray,
} from './wires/array.ts';
