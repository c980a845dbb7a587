/** `memspike policy`: its commands and their flags. */
import type { Command } from 'commander';

export function addPolicy(program: Command): void {
  const policy = program
    .command('policy')
    .description('Compensation policies: list them, show one.')
    .addHelpText('after', '\nExample:\n  $ memspike policy list');

  policy
    .command('list')
    .description('All policies: what they do, and whether updates read devices.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ memspike policy list')
    .action(async (flags: { json?: boolean }) => {
      const { listPolicies } = await import('./list.ts');
      await listPolicies(flags);
    });

  policy
    .command('show')
    .description('One policy: source, cost, hardware, settings.')
    .argument('<policy>', 'name of a policy')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ memspike policy show residual')
    .action(async (name: string, flags: { json?: boolean }) => {
      const { showPolicy } = await import('./show.ts');
      await showPolicy(name, flags);
    });
}
