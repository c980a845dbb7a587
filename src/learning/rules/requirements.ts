/** Refuses a rule that cannot work with what is around it, naming both sides. */
import { MemspikeError } from '../../errors.ts';
import type { Network } from '../../network/network.ts';
import type { Gate } from '../gate.ts';
import type { LearningOptions } from '../options.ts';
import type { Rule } from './rule.ts';

export interface Surroundings {
  readonly network: Network;
  readonly learning: LearningOptions;
  readonly gate: Gate;
}

export function requireMet(rule: Rule, { network, learning, gate }: Surroundings): void {
  const { error, everyStep, spikes } = rule.requires;
  const refuse = (where: string, received: unknown, problem: string, hint: string): never => {
    throw new MemspikeError('CONFIG', `the rule "${rule.kind}" ${problem}`, { where, received, hint });
  };
  if (everyStep && learning.update !== 1)
    refuse('learning.update', learning.update, 'writes after every step', 'set it to 1');
  const { kind } = network.options.encoder;
  if (spikes && kind === 'current')
    refuse('encoder.kind', kind, 'needs input spikes, and a current has none', 'choose another encoder');
  const policy = 'compensation.settings';
  const other = 'choose a policy without it, or another rule';
  if (gate.error && !error) refuse(policy, 'errorThreshold', 'has no errors for a gate to silence', other);
  if (gate.modulators && !rule.gated)
    refuse(policy, 'deadZone or eventRate', 'has no modulators for a gate to silence', other);
  if ((gate.lineThreshold ?? 0) > 0 && !rule.gated)
    refuse(policy, 'lineThreshold', 'has no mean rates of lines for a gate to compare', other);
}
