/** `memspike app`: its examples. */
import type { Command } from 'commander';
import { addFlags } from '../shared/flags.ts';
import { APP_FLAGS, type AppFlags } from './flags.ts';

export function addApp(program: Command): void {
  const command = program
    .command('app')
    .description(
      'The explorer in a browser: bend a device, see whether it learns. Served to this machine alone.',
    );
  addFlags(command, APP_FLAGS)
    .addHelpText(
      'after',
      `
Example:
  $ memspike app

The page needs no server: memspike.html beside it works from a stick. Ctrl-C ends.`,
    )
    .action(async (flags: AppFlags) => {
      const { runApp } = await import('./run.ts');
      await runApp(flags);
    });
}
