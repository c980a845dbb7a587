/**
 * Learning rules. A rule follows a projection step by step and says how its weights should change, as outer products of
 * what its lines did and what its neurons want,
 *
 *   ΔW[j][i] = rate · pre[j] · post[i],
 *
 * one or several, or as a whole matrix. How devices realise that is not its business. What a rule remembers it asks for
 * as `memory`, so that checkpoints keep it.
 */
import type * as v from 'valibot';
import type { Vector, WorkspaceShape } from '../../network/workspace.ts';
import { type Kind, kindSchema } from '../../schema/kind.ts';
import type { ProjectionView } from './projection.ts';

/** What a rule cannot do without; a configuration that lacks it is refused. */
export interface Requirements {
  /** The class of every sample. */
  readonly labels?: boolean;
  /** The error of each layer's readout, at every step that teaches. */
  readonly error?: boolean;
  /** Presynaptic traces, also where updates are written at the end of a presentation. */
  readonly traces?: boolean;
  /** The presynaptic spikes of every step: an encoder that sends spikes. */
  readonly spikes?: boolean;
  /** An update after every step (`learning.update` 1). */
  readonly everyStep?: boolean;
}

/** Values that came with a policy: whoever tuned it did so for the local rule. */
export interface PolicyTuning {
  readonly rate: readonly [hidden: number, output: number];
  /** Strength per unit of membrane. */
  readonly balance: number;
}

/**
 * What each line contributes to an outer product.
 *
 * - 'rate': its mean rate per step since the last update: spikes / steps at the end of a presentation; within one, the
 *   mean of its trace over the window.
 * - 'trace': its trace now. Needs `requires.traces` or updates within the presentation.
 * - 'spikes': 1 if it spiked in this step. Needs `requires.spikes`.
 * - 'all': 1.
 * - a vector of the rule's own; lines at or below 0 take no part.
 */
export type Pre = 'rate' | 'trace' | 'spikes' | 'all' | Vector;

export interface RuleProduct {
  readonly pre: Pre;
  /** One number a neuron. A rule that is `gated` does not need it afterwards: gates edit it in place. */
  readonly post: Vector;
  /** Either sign. The decay of the learning rates is the trainer's business. */
  rate: number;
}

/** ΔW = rate · matrix, brought to the devices row by row; costs 32 digital bits a synapse. */
export interface RuleMatrix {
  /** One number a synapse, [rows][stride]: of the rule's own `memory.synapses`. */
  readonly matrix: Vector;
  rate: number;
}

export type RuleUpdate = RuleProduct | RuleMatrix;

/** A rule at work on one projection. Its functions are called at every step: they should allocate nothing. */
export interface PreparedRule {
  /** Before the first step of a presentation. */
  start?(): unknown;
  /** In a step of the burn-in, which teaches nothing. */
  watch?(t: number): void;
  /** In every other step, after the neurons of the projection have taken it. */
  step(t: number): void;
  /** What to write after step t, at the end of a window; not asked for where a gate keeps the update back. */
  updates(t: number): readonly RuleUpdate[];
  /** After the end of every window: what came together in it is past. */
  clear?(): unknown;
}

export interface Rule<Schema extends v.GenericSchema = v.GenericSchema> extends Kind {
  readonly schema: Schema;
  readonly requires: Requirements;
  /**
   * Whether gates on modulators and on quiet lines may thin its updates: all of them are 'rate' products, and `post` a
   * modulator that is summed anew in every window.
   */
  readonly gated?: boolean;
  readonly memory?: WorkspaceShape;
  /** Which of its options follow from the policy that is chosen; without it none do. */
  tuned?(policy: PolicyTuning): object;
  prepare(projection: ProjectionView, options: v.InferOutput<Schema>): PreparedRule;
}

/** A rule whose options are listed by name, each made by `option`. */
export function defineRule<const Name extends string, const Options extends v.ObjectEntries>({
  options,
  ...rule
}: Omit<Rule<RuleSchema<Name, Options>>, 'kind' | 'schema'> & {
  readonly kind: Name;
  readonly options: Options;
}): Rule<RuleSchema<Name, Options>> {
  return { ...rule, schema: kindSchema(rule.kind, options) };
}

type RuleSchema<Name extends string, Options extends v.ObjectEntries> = ReturnType<
  typeof kindSchema<Name, Options>
>;
