/** `memspike train`: its flags. */
import type { Command } from 'commander';
import { addDataFlags, addNetworkFlags, type ExperimentFlags } from '../shared/experiment-flags.ts';
import { onOff, whole } from '../shared/values.ts';

export interface TrainFlags extends ExperimentFlags {
  readonly device?: string;
  readonly policy?: string;
  readonly noise?: boolean;
  readonly seed?: number;
  readonly out: string;
  readonly resume?: boolean;
}

export function addTrain(program: Command): void {
  const command = program
    .command('train')
    .description('Train one network; saves its configuration, record, checkpoint and pictures.')
    .argument('[config]', 'configuration file (JSON); flags come over it')
    .option('--device <name>', 'a device, or a device.json file (default: ag-a-si)')
    .option('--policy <name>', 'a policy (default: read-free-pair)');
  addNetworkFlags(addDataFlags(command))
    .option('--noise <on|off>', 'cycle-to-cycle noise (default: on)', onOff('--noise'))
    .option('--seed <n>', 'seed of everything random but the split (default: 1)', whole('--seed'))
    .option('--out <dir>', 'folder for what is saved', 'results/train')
    .option('--resume', 'go on from the checkpoint in --out, to the same bits')
    .option('--json <file>', 'write the record as JSON; - for stdout, which then holds nothing else')
    .option('--quiet', 'no progress: print the result only')
    .addHelpText(
      'after',
      `
Examples:
  $ memspike train --device pcmo --policy residual --epochs 10 --out pcmo
  $ memspike train --resume --out pcmo
  $ memspike train pcmo/config.json --seed 2 --out pcmo-2

A checkpoint is saved after every epoch and on Ctrl-C.`,
    )
    .action(async (config: string | undefined, flags: TrainFlags) => {
      const { runTrain } = await import('./run.ts');
      await runTrain(config, flags);
    });
}
