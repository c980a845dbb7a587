/** `memspike device`: its commands and their flags. */
import type { Command } from 'commander';
import { numbers, oneOf, onOff, real, whole } from '../shared/values.ts';
import { addFit } from './fit-flags.ts';

export interface ResponseFlags {
  readonly pulses: readonly number[];
  readonly start?: number;
  readonly aihwkit?: string;
  readonly neurosim?: readonly number[];
  readonly noise: boolean;
  readonly seed: number;
  readonly csv?: string;
  readonly svg?: string;
  readonly json?: boolean;
}

const FORMS = ['memspike', 'neurosim', 'aihwkit', 'crosssim'] as const;

export interface ConvertFlags {
  readonly to: (typeof FORMS)[number];
  readonly out: string;
}

const MOST_PULSES = 1e6;
const ANY = { least: -1e12, most: 1e12 };

export function addDevice(program: Command): void {
  const device = program
    .command('device')
    .description('Devices: list them, show one, drive one with pulses, fit one to measured curves.')
    .addHelpText('after', '\nExample:\n  $ memspike device show ag-a-si');

  device
    .command('list')
    .description('All preset devices with their nonlinearity, levels, noise and source.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ memspike device list')
    .action(async (flags: { json?: boolean }) => {
      const { listDevices } = await import('./list.ts');
      await listDevices(flags);
    });

  device
    .command('show')
    .description('Everything about one device, and what its pulses do to a weight.')
    .argument('<device>', 'name of a preset, or a device.json file')
    .option('--json', 'print JSON; saved to a file, --device reads it')
    .addHelpText(
      'after',
      `
Examples:
  $ memspike device show ag-a-si
  $ memspike device show pcmo --json > my-device.json`,
    )
    .action(async (name: string, flags: { json?: boolean }) => {
      const { showDevice } = await import('./show.ts');
      await showDevice(name, flags);
    });

  device
    .command('response')
    .description('The conductance (0 is Gmin, 1 is Gmax) before the first pulse and after each.')
    .argument('[device]', 'name of a preset, or a device.json file')
    .requiredOption(
      '--pulses <runs>',
      'runs of pulses, positive for LTP, negative for LTD: 100,-100',
      numbers(whole('--pulses', { least: -MOST_PULSES, most: MOST_PULSES })),
    )
    .option('--start <g>', 'value to start from (default: the lower end)', real('--start', ANY))
    .option(
      '--aihwkit <file>',
      'instead of a device: {"device": "ExpStepDevice", "params": {…}}, in its units',
    )
    .option(
      '--neurosim <numbers>',
      'instead of a device: label LTP, label LTD, pulses LTP, pulses LTD, Gmin, Gmax',
      numbers(real('--neurosim', ANY)),
    )
    .option('--noise <on|off>', 'cycle-to-cycle noise (default: off)', onOff('--noise'), false)
    .option('--seed <n>', 'of the noise', whole('--seed'), 1)
    .option('--csv <file>', 'write rows of pulse,value with all digits, from pulse 0; - for stdout')
    .option('--svg <file>', 'draw one run of LTP and one of LTD')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ memspike device response ag-a-si --pulses 97,-97
  $ memspike device response my-device.json --pulses 50,-50 --noise on --csv curve.csv --svg curve.svg
  $ memspike device response --aihwkit reram.json --start -1 --pulses 200,-200 --csv -
  $ memspike device response --neurosim 2.4,-4.88,97,100,3.1e-9,38.5e-9 --pulses 97,-100`,
    )
    .action(async (name: string | undefined, flags: ResponseFlags) => {
      const { driveDevice } = await import('./response.ts');
      await driveDevice(name, flags);
    });

  addFit(device);

  device
    .command('convert')
    .description(
      'A device in the terms of NeuroSim, aihwkit or CrossSim, or from the latter two, and what is not exact.',
    )
    .argument(
      '<device...>',
      'name of a preset, a device.json file, a file with a device of aihwkit, or the look-up tables of CrossSim',
    )
    .requiredOption('--to <form>', FORMS.join(', '), oneOf('--to', FORMS))
    .option('--out <file>', 'where to write it; for CrossSim the folder of its two tables', '-')
    .addHelpText(
      'after',
      `
Examples:
  $ memspike device convert device.json --to aihwkit
  $ memspike device convert device.json --to crosssim --out tables
  $ memspike device convert dG_increasing.txt dG_decreasing.txt --to memspike --out device.json`,
    )
    .action(async (names: string[], flags: ConvertFlags) => {
      const { convertDevice } = await import('./convert.ts');
      await convertDevice(names, flags);
    });
}
