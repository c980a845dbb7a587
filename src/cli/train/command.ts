/** `memspike train`: what it is, and its examples. */
import type { Command } from 'commander';
import { addFlags } from '../shared/flags.ts';
import { TRAIN_FLAGS, type TrainFlags } from './flags.ts';

export function addTrain(program: Command): void {
  const command = program
    .command('train')
    .description('Train one network; saves its configuration, record, checkpoint and pictures.');
  addFlags(command, TRAIN_FLAGS)
    .addHelpText(
      'after',
      `
Examples:
  $ memspike train --device pcmo --policy residual --epochs 10 --out pcmo
  $ memspike train --resume --out pcmo
  $ memspike train --config pcmo/config.json --seed 2 --out pcmo-2

A checkpoint is saved after every epoch and on Ctrl-C.`,
    )
    .action(async (flags: TrainFlags) => {
      const { runTrain } = await import('./run.ts');
      await runTrain(flags);
    });
}
