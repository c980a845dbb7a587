/** All commands and their flags: one name, one meaning. */
import type { Command, Option } from 'commander';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createProgram } from '../../src/cli/program.ts';

const test = suite('flags');

/** Which command has which flags; a flag that is added, or goes, changes a line here. */
const TABLE = `
compare          device policy data label test-from train test epochs hidden steps d2d noise metric seeds seed workers config out fresh json quiet
explain          device policy data label test-from train test epochs hidden steps d2d noise seeds seed workers config out fresh json quiet
train            device policy data label test-from train test epochs hidden steps d2d noise seed config out resume fresh json quiet
tune             device policy data label test-from train test epochs hidden steps d2d noise trials finalists validation seed workers config out fresh json quiet
device list      json quiet
device show      json quiet
device response  pulses start aihwkit neurosim noise seed csv svg json quiet
device fit       read-voltage unit column columns files skip turn sheet law accept name out json quiet
device convert   to out json quiet
policy list      json quiet
policy show      json quiet
array solve      map svg read json quiet
app              port no-open
`;

interface Placed {
  readonly command: string;
  readonly option: Option;
}

/** The commands that do something, by their full names. */
function commandsBelow(command: Command, name = ''): readonly (readonly [string, Command])[] {
  if (command.commands.length === 0) return [[name, command]];
  return command.commands.flatMap((below) => commandsBelow(below, `${name} ${below.name()}`.trim()));
}

const commands = commandsBelow(createProgram([]));
const placed: readonly Placed[] = commands.flatMap(([command, { options }]) =>
  options.map((option) => ({ command, option })),
);

test('the commands and their flags', () => {
  const rows = TABLE.trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  assert.equal(
    commands.map(([name, { options }]) => [name, options.map(({ long }) => long?.slice(2)).join(' ')]),
    rows,
  );
});

test('a flag is written, explained and read in the same way in every command', () => {
  const meanings = new Map<string, Placed>();
  let shared = 0;
  for (const one of placed) {
    const { long, flags, description, parseArg } = one.option;
    const other = meanings.get(long as string);
    meanings.set(long as string, one);
    if (other === undefined) continue;
    shared++;
    const where = `${long}: ${other.command} and ${one.command}`;
    assert.is(flags, other.option.flags, where);
    assert.is(withoutDefault(description), withoutDefault(other.option.description), where);
    assert.is(parseArg, other.option.parseArg, where);
  }
  assert.ok(shared > 50);
});

/** What happens without a flag is each command's own. */
const withoutDefault = (description: string): string => description.replace(/ \(default: .*\)$/, '');

test('no flag has a default of its own beside what the help says of it', () => {
  assert.equal(
    placed.filter(({ option }) => option.defaultValue !== undefined).map(({ option }) => option.long),
    [],
  );
});

test.run();
