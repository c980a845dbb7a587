/** `memspike device`: its commands, and their examples. */
import type { Command } from 'commander';
import { ANSWER_FLAGS, type AnswerFlags, addFlags } from '../shared/flags.ts';
import {
  CONVERT_FLAGS,
  type ConvertFlags,
  FIT_FLAGS,
  type FitFlags,
  RESPONSE_FLAGS,
  type ResponseFlags,
} from './flags.ts';

export function addDevice(program: Command): void {
  const device = program
    .command('device')
    .description('Devices: list them, show one, drive one with pulses, fit one to measured curves.')
    .addHelpText('after', '\nExample:\n  $ memspike device show ag-a-si');
  addList(device);
  addShow(device);
  addResponse(device);
  addFit(device);
  addConvert(device);
}

function addList(device: Command): void {
  const command = device
    .command('list')
    .description('All preset devices with their nonlinearity, levels, noise and source.');
  addFlags(command, ANSWER_FLAGS)
    .addHelpText('after', '\nExample:\n  $ memspike device list')
    .action(async (flags: AnswerFlags) => {
      const { listDevices } = await import('./list.ts');
      await listDevices(flags);
    });
}

function addShow(device: Command): void {
  const command = device
    .command('show')
    .description('Everything about one device, and what its pulses do to a weight.')
    .argument('<device>', 'name of a preset, or a device.json file');
  addFlags(command, ANSWER_FLAGS)
    .addHelpText(
      'after',
      `
Examples:
  $ memspike device show ag-a-si
  $ memspike device show pcmo --json my-device.json

--device reads what --json writes.`,
    )
    .action(async (name: string, flags: AnswerFlags) => {
      const { showDevice } = await import('./show.ts');
      await showDevice(name, flags);
    });
}

function addResponse(device: Command): void {
  const command = device
    .command('response')
    .description('The conductance (0 is Gmin, 1 is Gmax) before the first pulse and after each.')
    .argument('[device]', 'name of a preset, or a device.json file');
  addFlags(command, RESPONSE_FLAGS)
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
}

function addFit(device: Command): void {
  const command = device
    .command('fit')
    .description(
      'A device from measured LTP and LTD curves: law, noise and spread, written as device.json and drawn in device.svg.',
    )
    .argument(
      '<files...>',
      'CSV, TSV, text, XLSX, NPY or NPZ; docs/fitting.md lists the shapes that are understood',
    );
  addFlags(command, FIT_FLAGS)
    .addHelpText(
      'after',
      `
Examples:
  $ memspike device fit gong_et_al.csv
  $ memspike device fit set.csv reset.csv --read-voltage 0.1 --name taox --out taox
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

function addConvert(device: Command): void {
  const command = device
    .command('convert')
    .description(
      'A device in the terms of NeuroSim, aihwkit or CrossSim, or from the latter two, and what is not exact.',
    )
    .argument(
      '<device...>',
      'name of a preset, a device.json file, a file with a device of aihwkit, or the look-up tables of CrossSim',
    );
  addFlags(command, CONVERT_FLAGS)
    .addHelpText(
      'after',
      `
Examples:
  $ memspike device convert device.json --to aihwkit
  $ memspike device convert device.json --to crosssim --out tables
  $ memspike device convert dG_increasing.txt dG_decreasing.txt --to memspike --json device.json

--out DIR gets device.json, neurosim.json or aihwkit.json, or for CrossSim its two tables.`,
    )
    .action(async (names: string[], flags: ConvertFlags) => {
      const { convertDevice } = await import('./convert.ts');
      await convertDevice(names, flags);
    });
}
