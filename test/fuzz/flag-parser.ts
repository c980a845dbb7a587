/** Command lines: words of one, each on a line, read by the program whose commands do nothing. */
import { type Command, CommanderError } from 'commander';
import * as fc from 'fast-check';
import { createProgram } from '../../src/cli/program.ts';
import { MemspikeError } from '../../src/errors.ts';
import type { Parser } from './campaign.ts';

const LINES = [
  [
    'compare',
    '--device',
    'pcmo,ag-a-si',
    '--policy',
    'none',
    '--seeds',
    '2',
    '--epochs',
    '3',
    '--noise',
    'both',
  ],
  [
    'train',
    '--data',
    'x.csv',
    '--label',
    'last',
    '--hidden',
    '200,100',
    '--steps',
    '50',
    '--out',
    'o',
    '--fresh',
  ],
  ['device', 'response', 'pcmo', '--pulses', '100,-100', '--start', '0.5', '--noise', 'on', '--seed', '3'],
  ['device', 'response', '--neurosim', '2.4,-4.88,97,100,0,1', '--pulses', '5'],
  [
    'device',
    'fit',
    'a.csv',
    '--column',
    'G=3,pulse=1,direction=sign:2',
    '--skip',
    '2',
    '--unit',
    'uS',
    '--turn',
    '10',
  ],
  ['device', 'convert', 'a.json', '--to', 'aihwkit'],
  ['tune', '--device', 'pcmo', '--policy', 'residual', '--workers', '2', '--json', '-', '--quiet'],
  ['explain', '--device', 'pcmo', '--d2d', 'on', '--train', '100', '--test', '10', '--seed', '4'],
  ['policy', 'show', 'residual'],
];

const words = fc.oneof(
  fc.constantFrom(...new Set(LINES.flat())),
  fc.string({ maxLength: 12 }),
  fc.integer().map(String),
  fc.double().map(String),
);

const bytesOf = (line: readonly string[]) => new TextEncoder().encode(line.join('\n'));

export const flagParser: Parser = {
  name: 'flags',
  seeds: LINES.map(bytesOf),
  grammar: fc
    .tuple(fc.constantFrom(...LINES), fc.array(words, { maxLength: 8 }))
    .map(([line, more]) => bytesOf([...line.slice(0, 1 + (more.length % line.length)), ...more])),
  parse: async (input) => {
    const args = new TextDecoder().decode(input).split('\n');
    const program = createProgram(args);
    idle(program);
    try {
      await program.parseAsync(args, { from: 'user' });
    } catch (error) {
      if (error instanceof CommanderError) throw new MemspikeError('USAGE', error.message);
      throw error;
    }
  },
};

/** The commands read their flags, say nothing, and do nothing. */
function idle(command: Command): void {
  command.configureOutput({ writeOut: () => {}, writeErr: () => {} }).exitOverride();
  if (command.commands.length === 0) command.action(() => {});
  for (const one of command.commands) idle(one);
}
