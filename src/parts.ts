/**
 * memspike/parts: what a user builds kinds of their own with (laws, rules, encoders, neurons, gates, pulse schemes,
 * organisations, tasks), and the engine, network and arrays that they work on. Runs in Node and in the browser.
 */

export { chainOf, costOf, type PolicyCost, type PricedProjection } from './compensation/cost.ts';
export type { GatedProjection, GateKind } from './compensation/gates/gate-kind.ts';
export { defineGate } from './compensation/gates/gate-kind.ts';
export { type ProjectionSettings, settingsOfProjection } from './compensation/settings.ts';
export type { Scheme } from './crossbar/cells/all-cells.ts';
export type { Crossbar } from './crossbar/crossbar.ts';
export type { CrossbarOptions } from './crossbar/options.ts';
export type { OuterProduct, Run } from './crossbar/product.ts';
export { definePulses, type PulseScheme, type PulseWriter } from './crossbar/pulses/scheme.ts';
export { type CrossbarTally, hashConductances, tallyCrossbars } from './crossbar/tally.ts';
export { deviceSchema } from './device/device.ts';
export { labelOf, labelsOf, lawFromLabels, nuOf } from './device/labels.ts';
export { type AffineLaw, affineLaw, affineStep, pulseStep } from './device/laws/affine.ts';
export { asymmetryOf, depress, inversePulses, potentiate, stepSize } from './device/laws/effect-of-pulses.ts';
export type { KernelLaw, Steps } from './device/laws/kernel-law.ts';
export { defineLaw, type Law, type LawKind } from './device/laws/law.ts';
export { lawOfSteps, sampledSteps } from './device/laws/table.ts';
export {
  type Backend,
  createEngine,
  type Engine,
  type EngineOptions,
  type KernelSource,
} from './engine/engine.ts';
export type { Kernels, Pointer } from './engine/kernels.ts';
export { groupByArm, noiseLevelOf, roleOf } from './experiment/compare/groups.ts';
export { contentOf, runId } from './experiment/run/identity.ts';
export { type FinishedRuns, makeRuns, rememberingStore } from './experiment/run/runs.ts';
export { epochOrder } from './experiment/run/session.ts';
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
