/** `memspike explain`: what it is, and its examples. */
import type { Command } from 'commander';
import { addFlags } from '../shared/flags.ts';
import { EXPLAIN_FLAGS, type ExplainFlags } from './flags.ts';

export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('Tell which effect of a device costs how much: each switched off alone, and on alone.');
  addFlags(command, EXPLAIN_FLAGS)
    .addHelpText(
      'after',
      `
Examples:
  $ memspike explain --device ag-a-si
  $ memspike explain --device pcmo --policy none,residual --seeds 5 --d2d on
  $ memspike explain --device my-device.json --train 1000 --epochs 1 --json - > attribution.json

Runs that are finished are kept and not run again. Ctrl-C stops; the same command goes on from there.
What the effects are: docs/explain.md.`,
    )
    .action(async (flags: ExplainFlags) => {
      const { runExplain } = await import('./run.ts');
      await runExplain(flags);
    });
}
