/** What a configuration says for one policy: what was chosen for the policy that it names reaches no other. */
import { nameOfPolicy } from '../../compensation/all-policies.ts';
import { withoutTuning } from '../../learning/options.ts';
import type { ExperimentInput } from './config.ts';
import type { Extensions } from './extensions.ts';

/** The whole of it where it names this policy or none; otherwise all but what is its own policy's. */
export function inputForPolicy(
  input: ExperimentInput,
  policy: string,
  extensions: Extensions = {},
): ExperimentInput {
  const named = input.compensation?.policy;
  return named === undefined || nameOfPolicy(named) === nameOfPolicy(policy)
    ? input
    : withoutPolicy(input, extensions);
}

/**
 * All but the policy, its settings, and the learning rate and balance that go with them. They say nothing about another
 * policy, and a saved configuration names them all.
 */
export function withoutPolicy(input: ExperimentInput, extensions: Extensions = {}): ExperimentInput {
  const { compensation: _, learning = {}, ...rest } = input;
  return { ...rest, learning: withoutTuning(learning, extensions) };
}
