/** `memspike compare`: its flags. */
import type { Command } from 'commander';
import { addDataFlags, addNetworkFlags, type ExperimentFlags } from '../shared/experiment-flags.ts';
import { names, oneOf, whole } from '../shared/values.ts';

export interface CompareFlags extends ExperimentFlags {
  readonly device?: readonly string[];
  readonly policy?: readonly string[];
  readonly noise?: 'on' | 'off' | 'both';
  readonly seeds: number;
  readonly seed?: number;
  readonly workers?: number;
  readonly config?: string;
  readonly out: string;
  readonly fresh?: boolean;
}

/** `args` is the whole command line, for the report. */
export function addCompare(program: Command, args: readonly string[]): void {
  const command = program
    .command('compare')
    .description('Compare devices and compensation policies on equal terms; writes a report.')
    .option(
      '--device <names>',
      'devices, or device.json files, with commas between them, or all (default: ag-a-si,pcmo)',
      names('--device'),
    )
    .option(
      '--policy <names>',
      'policies, or all (default: none,read-free-pair,multi-device,shared-residual,residual,exact)',
      names('--policy'),
    );
  addNetworkFlags(addDataFlags(command))
    .option(
      '--noise <on|off|both>',
      'cycle-to-cycle noise (default: on)',
      oneOf('--noise', ['on', 'off', 'both']),
    )
    .option('--seeds <n>', 'runs of each arm', whole('--seeds', { least: 1, most: 1000 }), 3)
    .option('--seed <n>', 'first seed, the others follow (default: 1)', whole('--seed', { most: 2 ** 52 }))
    .option(
      '--workers <n>',
      'runs at a time (default: one per core)',
      whole('--workers', { least: 1, most: 1024 }),
    )
    .option('--config <file>', 'configuration to start from; flags come over it')
    .option('--out <dir>', 'folder for runs and report; finished runs in it are not run again', 'results')
    .option('--fresh', 'run everything again, whatever is in --out')
    .option('--json <file>', 'write the comparison as JSON; - for stdout, which then holds nothing else')
    .option('--quiet', 'no progress: print results only')
    .addHelpText(
      'after',
      `
Examples:
  $ memspike compare
  $ memspike compare --device pcmo,my-device.json --policy none,residual --seeds 5 --out pcmo
  $ memspike compare --device all --policy all --noise both --workers 8
  $ memspike compare --data sensors.csv --label gesture --train 1000 --json - > comparison.json

Ctrl-C stops; the same command goes on from the runs that are finished. Names: memspike device list, memspike policy list.`,
    )
    .action(async (flags: CompareFlags) => {
      const { runCompare } = await import('./run.ts');
      await runCompare(flags, args);
    });
}
