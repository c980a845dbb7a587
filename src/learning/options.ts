/** What learning is told: its rule, its error, when it writes, how its rates fall. */
import * as v from 'valibot';
import { MemspikeError } from '../errors.ts';
import {
  type KindOptions,
  type KindPlace,
  kindInput,
  kindOf,
  ofSameKind,
  resolveKind,
  withOwn,
} from '../schema/kind.ts';
import { fraction, option, pairOf, positive, share, whole } from '../schema/option.ts';
import { errors } from './errors/all-errors.ts';
import type { ReadoutError } from './errors/error.ts';
import { rules } from './rules/all-rules.ts';
import type { PolicyTuning, Rule } from './rules/rule.ts';

export const learningSchema = v.strictObject({
  rule: option(kindInput, 'local', 'learning rule, with its own options'),
  error: option(kindInput, 'cross-entropy', "loss of a layer's readout against the label"),
  update: option(
    v.union([v.literal('presentation'), whole(1, 100000)]),
    'presentation',
    'when updates are written: at the end of a presentation, or every so many steps',
  ),
  decay: v.optional(
    v.pipe(
      share,
      v.description(
        'factor by which the rates fall, exponentially, over the whole training; default: that of the policy',
      ),
    ),
  ),
  burnIn: option(fraction, 0.1, 'share of the steps at the start of a presentation that teach nothing'),
  sharpness: option(
    pairOf(positive),
    [5, 3],
    'scale of the scores in the loss, of hidden layers and of the output layer',
  ),
});

export type LearningInput = v.InferInput<typeof learningSchema>;

/** Resolved: plain data that names everything. */
export interface LearningOptions extends Omit<v.InferOutput<typeof learningSchema>, 'rule' | 'error'> {
  readonly rule: KindOptions;
  readonly error: KindOptions;
  readonly decay: number;
}

/** Rules and errors that a user brings. */
export interface LearningExtensions {
  readonly rules?: readonly Rule[];
  readonly errors?: readonly ReadoutError[];
}

const OWN = 'one of your own is given as the object, or named here and given in `extensions`';
const RULE: KindPlace = { what: 'a learning rule', where: 'learning.rule', hint: OWN };
const ERROR: KindPlace = { what: 'an error', where: 'learning.error', hint: OWN };

/** Fills in what the policy and the rule say; values that were tuned with a policy serve the rules that ask for them. */
export function resolveLearning(
  given: v.InferOutput<typeof learningSchema>,
  policy: PolicyTuning & { readonly decay: number },
  extensions: LearningExtensions,
): LearningOptions {
  const tuned = (rule: Rule) => rule.tuned?.(policy) ?? {};
  return {
    ...given,
    rule: resolveKind(knownRules(extensions), given.rule, RULE, tuned),
    error: resolveKind(knownErrors(extensions), given.error, ERROR),
    decay: given.decay ?? policy.decay,
  };
}

/** The rule of a resolved configuration. */
export function ruleOf({ rule }: LearningOptions, extensions: LearningExtensions = {}): Rule {
  return kindOf(knownRules(extensions), rule, RULE);
}

/**
 * The options of the rule at a projection, whose own learning rate comes before that of the rule. Throws CONFIG where
 * the rule knows of no rates of projections.
 */
export function ruleOptionsAt(
  { kind, tuned }: Rule,
  { rule }: LearningOptions,
  { index, rate }: { readonly index: number; readonly rate: number | undefined },
): KindOptions {
  if (rate === undefined) return rule;
  if (!('rate' in (tuned?.({ rate: [0, 0], balance: 0 }) ?? {})))
    throw new MemspikeError(
      'CONFIG',
      `the rule "${kind}" has no learning rate that a projection could have`,
      {
        where: `network.projections.${index}.rate`,
        received: rate,
      },
    );
  return ofSameKind({ ...rule, rate: [rate, rate] }, rule);
}

/** The error of a resolved configuration. */
export function errorOf({ error }: LearningOptions, extensions: LearningExtensions = {}): ReadoutError {
  return kindOf(knownErrors(extensions), error, ERROR);
}

/** The learning of a file without what was tuned with its policy. */
export function withoutTuning(
  given: Partial<LearningInput>,
  extensions: LearningExtensions = {},
): Partial<LearningInput> {
  const { rule } = given;
  if (typeof rule !== 'object') return given;
  const { tuned } = kindOf(knownRules(extensions), rule, RULE);
  const names = Object.keys(tuned?.({ rate: [0, 0], balance: 0 }) ?? {});
  const kept = Object.entries(rule).filter(([name]) => !names.includes(name));
  return { ...given, rule: Object.fromEntries(kept) as unknown as KindOptions };
}

function knownRules({ rules: own = [] }: LearningExtensions): readonly Rule[] {
  return withOwn(rules, own, RULE);
}

function knownErrors({ errors: own = [] }: LearningExtensions): readonly ReadoutError[] {
  return withOwn(errors, own, ERROR);
}
