/** Refuses a rule that cannot work with what is around it, naming both sides. */
import { MemspikeError } from '../../errors.ts';
import type { Network } from '../../network/network.ts';
import type { Gate } from '../gate.ts';
import type { LearningOptions } from '../options.ts';
import type { Rule } from './rule.ts';

export interface Surroundings {
  readonly network: Network;
  readonly learning: LearningOptions;
  readonly gates: readonly Gate[];
}

export function requireMet(rule: Rule, { network, learning, gates }: Surroundings): void {
  const { error, everyStep, spikes } = rule.requires;
  const refuse = (where: string, received: unknown, problem: string, hint: string): never => {
    throw new MemspikeError('CONFIG', `the rule "${rule.kind}" ${problem}`, { where, received, hint });
  };
  if (everyStep && learning.update !== 1)
    refuse('learning.update', learning.update, 'writes after every step', 'set it to 1');
  const { model } = network.options.encoder;
  if (spikes && model.graded)
    refuse(
      'encoder.kind',
      model.kind,
      'needs input spikes, and a current has none',
      'choose another encoder',
    );
  const where = 'compensation.settings.gates';
  const other = 'choose a policy without it, or another rule';
  if (gates.some((gate) => gate.error) && !error)
    refuse(where, 'a gate on class errors', 'has no errors for it to silence', other);
  if (gates.some((gate) => gate.modulators) && !rule.gated)
    refuse(where, 'a gate on modulators', 'has none for it to silence', other);
  if (gates.some(({ lineThreshold = 0 }) => lineThreshold > 0) && !rule.gated)
    refuse(where, 'a line threshold', 'has no mean rates of lines to compare with it', other);
}
