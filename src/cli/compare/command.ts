/** `memspike compare`: what it is, and its examples. */
import type { Command } from 'commander';
import { addFlags } from '../shared/flags.ts';
import { COMPARE_FLAGS, type CompareFlags } from './flags.ts';

/** `args` is the whole command line, for the report. */
export function addCompare(program: Command, args: readonly string[]): void {
  const command = program
    .command('compare')
    .description('Compare devices and compensation policies on equal terms; writes a report.');
  addFlags(command, COMPARE_FLAGS)
    .addHelpText(
      'after',
      `
Examples:
  $ memspike compare
  $ memspike compare --device pcmo,my-device.json --policy none,residual --seeds 5 --out pcmo
  $ memspike compare --device all --policy all --noise both --workers 8
  $ memspike compare --data sensors.csv --label gesture --train 1000 --json - > comparison.json

Runs that are finished are kept and not run again. Ctrl-C stops; the same command goes on from there.
Names: memspike device list, memspike policy list.`,
    )
    .action(async (flags: CompareFlags) => {
      const { runCompare } = await import('./run.ts');
      await runCompare(flags, args);
    });
}
