/** The command tree. Nothing but commander is loaded here: what a command does is imported when it is called. */
import { Command, CommanderError } from 'commander';
import { VERSION } from '../engine/binary.ts';
import { addApp } from './app/command.ts';
import { addArray } from './array/command.ts';
import { addCompare } from './compare/command.ts';
import { addDevice } from './device/command.ts';
import { addExplain } from './explain/command.ts';
import { addPolicy } from './policy/command.ts';
import { exitCodeOf, explain, USAGE_EXIT } from './shared/failure.ts';
import { outliveReaders } from './shared/streams.ts';
import { write } from './shared/terminal.ts';
import { addTrain } from './train/command.ts';
import { addTune } from './tune/command.ts';

export function createProgram(args: readonly string[]): Command {
  const program = new Command('memspike')
    .description(
      'Can this memristor learn? Trains spiking networks on-line, with the pulses that a real device takes.',
    )
    .version(VERSION, '-V, --version')
    .addHelpText(
      'after',
      `
Examples:
  $ memspike compare                                   two devices, six policies, about two minutes
  $ memspike compare --device my-device.json           your own device
  $ memspike explain --device ag-a-si                  which of its effects costs how much
  $ memspike train --device pcmo --policy residual     one run, with checkpoints
  $ memspike device show ag-a-si                       what is known of a device
  $ memspike app curves.csv                            all of it in a browser

An error about what was typed or read exits with code 2, a stopped command with 130, any other failure with 1.`,
    )
    .exitOverride()
    .hook('preAction', async (_, command) => {
      const { requireDestinations } = await import('./shared/destinations.ts');
      await requireDestinations(command.opts());
    })
    .configureOutput({
      writeOut: (text) => write(process.stdout, text),
      writeErr: (text) => write(process.stderr, text),
      outputError: (text, tell) => tell(text.replace(/^error: /, prefix(program, args))),
    });
  addCompare(program, args);
  addExplain(program);
  addTrain(program);
  addTune(program);
  addDevice(program);
  addPolicy(program);
  addArray(program);
  addApp(program);
  return program;
}

/** Runs the command that `args` name; returns the exit code. Errors are told on stderr. */
export async function runProgram(args: readonly string[]): Promise<number> {
  outliveReaders();
  const program = createProgram(args);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_EXIT;
    const debug = (process.env.MEMSPIKE_DEBUG ?? '') !== '';
    write(process.stderr, `${prefix(program, args)}${explain(error, { debug })}\n`);
    return exitCodeOf(error);
  }
}

/** "memspike: device show: ", as far as `args` name a command. */
function prefix(program: Command, args: readonly string[]): string {
  const names = ['memspike'];
  const path: string[] = [];
  let command: Command | undefined = program;
  for (const word of args) {
    command = command.commands.find((candidate) => candidate.name() === word);
    if (command === undefined) break;
    path.push(word);
  }
  if (path.length > 0) names.push(path.join(' '));
  return `${names.join(': ')}: `;
}
