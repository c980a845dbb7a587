/** `memspike tune`: what it is, and its examples. */
import type { Command } from 'commander';
import { addFlags } from '../shared/flags.ts';
import { TUNE_FLAGS, type TuneFlags } from './flags.ts';

export function addTune(program: Command): void {
  const command = program
    .command('tune')
    .description(
      'Search learning rates and other settings of policies, each with the same budget; one setting serves all devices.',
    );
  addFlags(command, TUNE_FLAGS)
    .addHelpText(
      'after',
      `
Examples:
  $ memspike tune --policy read-free-pair --device my-device.json
  $ memspike tune --policy none,residual --device ag-a-si,pcmo --trials 30 --out tuning
  $ memspike compare --config tuning/tuned-residual.json --policy residual

No test sample is used. Ctrl-C stops; the same command goes on from the runs that are finished.`,
    )
    .action(async (flags: TuneFlags) => {
      const { runTune } = await import('./run.ts');
      await runTune(flags);
    });
}
