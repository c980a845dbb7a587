/** `memspike policy`: its commands, and their examples. */
import type { Command } from 'commander';
import { ANSWER_FLAGS, type AnswerFlags, addFlags } from '../shared/flags.ts';

export function addPolicy(program: Command): void {
  const policy = program
    .command('policy')
    .description('Compensation policies: list them, show one.')
    .addHelpText('after', '\nExample:\n  $ memspike policy list');

  const list = policy
    .command('list')
    .description('All policies: what they do, and whether updates read devices.');
  addFlags(list, ANSWER_FLAGS)
    .addHelpText('after', '\nExample:\n  $ memspike policy list')
    .action(async (flags: AnswerFlags) => {
      const { listPolicies } = await import('./list.ts');
      await listPolicies(flags);
    });

  const show = policy
    .command('show')
    .description('One policy: source, cost, hardware, settings.')
    .argument('<policy>', 'name of a policy');
  addFlags(show, ANSWER_FLAGS)
    .addHelpText('after', '\nExample:\n  $ memspike policy show residual')
    .action(async (name: string, flags: AnswerFlags) => {
      const { showPolicy } = await import('./show.ts');
      await showPolicy(name, flags);
    });
}
