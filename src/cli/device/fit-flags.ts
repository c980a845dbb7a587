/** `memspike device fit`: its flags. */
import type { Command } from 'commander';
import { MemspikeError } from '../../errors.ts';
import { FITTED_LAWS } from '../../measurement/fit/families.ts';
import { type GivenRoles, givenRoles } from '../../measurement/read/given.ts';
import { placed } from '../shared/failure.ts';
import { numbers, oneOf, real, whole } from '../shared/values.ts';
import type { FitFlags } from './fit.ts';

const VOLTS = { least: -1e12, most: 1e12 };

export function addFit(device: Command): void {
  device
    .command('fit')
    .description('A device from measured LTP and LTD curves: law, noise and spread, written as device.json.')
    .argument(
      '<files...>',
      'CSV, TSV, text, XLSX, NPY or NPZ; docs/fitting.md lists the shapes that are understood',
    )
    .option('--read-voltage <V>', 'values are currents at this voltage', real('--read-voltage', VOLTS))
    .option('--unit <unit>', 'of the values (S, uS, nS, A, uA, nA, kOhm, …), in place of the header')
    .option(
      '--column <roles>',
      'what columns are, in place of what is guessed: G=3,pulse=1,direction=sign:2',
      columnRoles,
    )
    .option(
      '--columns <what>',
      'columns are cycles or devices (default: from the header, else cycles)',
      oneOf('--columns', ['cycles', 'devices']),
    )
    .option(
      '--files <what>',
      'files that each hold LTP and LTD are cycles or devices (default: from their names, else devices)',
      oneOf('--files', ['cycles', 'devices']),
    )
    .option('--skip <lines>', 'lines above the table (default: found)', whole('--skip', { most: 1e9 }))
    .option(
      '--turn <pulses>',
      'pulse number at which the direction turns, or several (default: found by the fit)',
      numbers(whole('--turn', { least: 1, most: 1e9 })),
    )
    .option('--sheet <name>', 'of a workbook, or its number (default: the one with a table)')
    .option(
      '--law <family>',
      `law of the device: ${FITTED_LAWS.join(', ')}; auto is affine unless another fits much better, best is by BIC, stochastic the distribution of the measured steps`,
      oneOf('--law', FITTED_LAWS),
      'auto',
    )
    .option('--accept', 'write the device of a fit that is not usable too; it carries the reason as a mark')
    .option('--name <name>', 'of the device (default: from the file)')
    .option('--out <file>', 'the device', 'device.json')
    .option('--svg <file>', 'the picture (default: beside the device)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ memspike device fit gong_et_al.csv
  $ memspike device fit set.csv reset.csv --read-voltage 0.1 --out taox.json
  $ memspike device fit table.csv --column G=3,pulse=1
  $ memspike device fit gong_et_al.csv --law best
  $ memspike device fit set.csv reset.csv --read-voltage 0.1 --law stochastic
  $ memspike compare --device device.json`,
    )
    .action(async (files: string[], flags: FitFlags) => {
      const { fitDeviceFiles } = await import('./fit.ts');
      await fitDeviceFiles(files, flags);
    });
}

function columnRoles(text: string): GivenRoles {
  try {
    return givenRoles(text);
  } catch (error) {
    throw error instanceof MemspikeError ? placed(error, '--column') : error;
  }
}
