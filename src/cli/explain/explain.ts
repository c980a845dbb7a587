/** `memspike explain`: its flags. */
import type { Command } from 'commander';
import type { CompareFlags } from '../compare/compare.ts';
import { addDataFlags, addNetworkFlags } from '../shared/experiment-flags.ts';
import { names, oneOf, whole } from '../shared/values.ts';

export type ExplainFlags = CompareFlags;

export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('Tell which effect of a device costs how much: each switched off alone, and on alone.')
    .option(
      '--device <names>',
      'devices, or device.json files, with commas between them, or all (default: ag-a-si,pcmo)',
      names('--device'),
    )
    .option('--policy <names>', 'policies, or all (default: none)', names('--policy'));
  addNetworkFlags(addDataFlags(command))
    .option('--noise <on|off>', 'cycle-to-cycle noise (default: on)', oneOf('--noise', ['on', 'off']))
    .option('--seeds <n>', 'runs of each variant', whole('--seeds', { least: 1, most: 1000 }), 3)
    .option('--seed <n>', 'first seed, the others follow (default: 1)', whole('--seed', { most: 2 ** 52 }))
    .option(
      '--workers <n>',
      'runs at a time (default: one per core)',
      whole('--workers', { least: 1, most: 1024 }),
    )
    .option('--config <file>', 'configuration to start from; flags come over it')
    .option('--out <dir>', 'folder for runs and picture; finished runs in it are not run again', 'results')
    .option('--fresh', 'run everything again, whatever is in --out')
    .option('--json <file>', 'write the attribution as JSON; - for stdout, which then holds nothing else')
    .option('--quiet', 'no progress: print results only')
    .addHelpText(
      'after',
      `
Examples:
  $ memspike explain --device ag-a-si
  $ memspike explain --device pcmo --policy none,residual --seeds 5 --d2d on
  $ memspike explain --device my-device.json --train 1000 --epochs 1 --json - > attribution.json

Ctrl-C stops; the same command goes on from the runs that are finished. What the effects are: docs/explain.md.`,
    )
    .action(async (flags: ExplainFlags) => {
      const { runExplain } = await import('./run.ts');
      await runExplain(flags);
    });
}
