/** `memspike app`: its flags, and its examples. */
import type { Command } from 'commander';
import { addFlags, type FlagValues, flag, toggle } from '../shared/flags.ts';
import { whole } from '../shared/values.ts';

const APP_FLAGS = {
  port: flag('--port <n>', 'port on this machine', whole('--port', { least: 0, most: 65535 }), 'a free one'),
  noOpen: toggle('--no-open', 'only say where the page is: do not open a browser'),
};

/** Commander makes `open: false` of --no-open. */
export type AppFlags = Pick<FlagValues<typeof APP_FLAGS>, 'port'> & { readonly open?: boolean };

export function addApp(program: Command): void {
  const command = program
    .command('app')
    .description(
      'The explorer in a browser: drop a curve, see whether it learns. Served to this machine alone.',
    )
    .argument('[files...]', 'measured curves that are dropped into the page');
  addFlags(command, APP_FLAGS)
    .addHelpText(
      'after',
      `
Examples:
  $ memspike app
  $ memspike app curves.csv

The page needs no server: memspike.html beside it works from a stick. Ctrl-C ends.`,
    )
    .action(async (files: string[], flags: AppFlags) => {
      const { runApp } = await import('./run.ts');
      await runApp(files, flags);
    });
}
