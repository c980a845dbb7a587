/** `memspike tune`: its flags. */
import type { Command } from 'commander';
import { addDataFlags, addNetworkFlags, type ExperimentFlags } from '../shared/experiment-flags.ts';
import { names, oneOf, whole } from '../shared/values.ts';

export interface TuneFlags extends ExperimentFlags {
  readonly device?: readonly string[];
  readonly policy?: readonly string[];
  readonly noise?: 'on' | 'off';
  readonly trials: number;
  readonly finalists: number;
  readonly validation?: number;
  readonly seed: number;
  readonly workers?: number;
  readonly config?: string;
  readonly out: string;
}

export function addTune(program: Command): void {
  const command = program
    .command('tune')
    .description('Search learning rates and other settings of policies, each with the same budget.')
    .option(
      '--device <names>',
      'devices, or device.json files, that one setting is to serve (default: ag-a-si,pcmo)',
      names('--device'),
    )
    .option('--policy <names>', 'policies, or all (default: read-free-pair)', names('--policy'));
  addNetworkFlags(addDataFlags(command))
    .option('--noise <on|off>', 'cycle-to-cycle noise (default: on)', oneOf('--noise', ['on', 'off']))
    .option('--trials <n>', 'settings to try for each policy', whole('--trials', { least: 1, most: 1e5 }), 14)
    .option(
      '--finalists <n>',
      'the best of them, run again with a second seed and without noise',
      whole('--finalists', { least: 1, most: 1e5 }),
      3,
    )
    .option(
      '--validation <n>',
      'training samples that judge instead of the test samples (default: a fifth of them)',
      whole('--validation', { least: 1, most: 1e9 }),
    )
    .option('--seed <n>', 'of the search and of its runs', whole('--seed', { most: 2 ** 52 }), 101)
    .option(
      '--workers <n>',
      'runs at a time (default: one per core)',
      whole('--workers', { least: 1, most: 1024 }),
    )
    .option('--config <file>', 'configuration to start from; flags come over it')
    .option(
      '--out <dir>',
      'folder for runs and tuned settings; finished runs in it are not run again',
      'tuning',
    )
    .option('--json <file>', 'write all trials as JSON; - for stdout, which then holds nothing else')
    .option('--quiet', 'no progress: print results only')
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
