/**
 * Flags of commands as data. Those that several commands have are defined here, once: a flag means the same wherever it
 * stands. What happens without it is for each command to say.
 */
import { type Command, Option } from 'commander';
import { MEANING } from '../../experiment/config/meanings.ts';
import { folder, names, numbers, oneOf, onOff, text, whole } from './values.ts';

export interface Flag<Value> {
  /** As commander takes it: "--epochs <n>". */
  readonly syntax: string;
  readonly meaning: string;
  /** Reads the value; absent for a flag without one, which is true where it stands. */
  readonly read?: (text: string) => Value;
  /** What happens without the flag, in the words of the help. */
  readonly otherwise?: string;
}

/** A flag that has to be given. */
export interface RequiredFlag<Value> extends Flag<Value> {
  readonly required: true;
}

/** The values that were given, by the names of the flags. */
export type FlagValues<Flags> = {
  readonly [Name in keyof Flags as Flags[Name] extends RequiredFlag<unknown> ? never : Name]?: ValueOf<
    Flags[Name]
  >;
} & {
  readonly [Name in keyof Flags as Flags[Name] extends RequiredFlag<unknown> ? Name : never]: ValueOf<
    Flags[Name]
  >;
};

type ValueOf<One> = One extends Flag<infer Value> ? Value : never;

/** A flag with a value. */
export function flag<Value>(
  syntax: string,
  meaning: string,
  read: (text: string) => Value,
  otherwise?: string,
): Flag<Value> {
  return { syntax, meaning, read, otherwise };
}

/** A flag without a value. */
export function toggle(syntax: string, meaning: string): Flag<true> {
  return { syntax, meaning };
}

export function required<Value>(one: Flag<Value>): RequiredFlag<Value> {
  return { ...one, required: true };
}

/** The same flag in a command that does `what` without it. */
export function otherwise<Value>(one: Flag<Value>, what: string): Flag<Value> {
  return { ...one, otherwise: what };
}

/** Adds the flags in their order. The names are those that commander makes of the syntax: "testFrom" of "--test-from". */
export function addFlags(command: Command, flags: Readonly<Record<string, Flag<unknown>>>): Command {
  for (const { syntax, meaning, read, otherwise: without, ...more } of Object.values(flags)) {
    const option = new Option(
      syntax,
      without === undefined ? meaning : `${meaning} (default: ${without})`,
    ).makeOptionMandatory('required' in more);
    command.addOption(read === undefined ? option : option.argParser(read));
  }
  return command;
}

const MANY = { least: 1, most: 1e9 };

/** What is run: devices, policies, noise and seeds. */
export const CHOICE_FLAGS = {
  device: flag(
    '--device <names>',
    'devices, or device.json files, with commas between them, or all',
    names('--device'),
  ),
  policy: flag('--policy <names>', 'policies, with commas between them, or all', names('--policy')),
  noise: flag('--noise <on|off|both>', MEANING['noise.c2c'], oneOf('--noise', ['on', 'off', 'both'])),
  seeds: flag('--seeds <n>', 'how many seeds, one run each', whole('--seeds', { least: 1, most: 1000 })),
  seed: flag(
    '--seed <n>',
    `${MEANING.seed}; of several the first, and the others follow`,
    whole('--seed', { most: 2 ** 52 }),
  ),
};

/** What is learnt. */
export const DATA_FLAGS = {
  data: flag('--data <source>', MEANING['dataset.source'], text('--data'), 'mnist-10k'),
  label: flag('--label <column>', MEANING['dataset.label'], text('--label'), 'last'),
  testFrom: flag('--test-from <source>', `${MEANING['dataset.testFrom']} than --data`, text('--test-from')),
  train: flag('--train <n>', MEANING['dataset.train'], whole('--train', MANY), 'all'),
  test: flag('--test <n>', MEANING['dataset.test'], whole('--test', MANY), 'all'),
};

/** What learns it, and how long. */
export const NETWORK_FLAGS = {
  epochs: flag('--epochs <n>', MEANING['training.epochs'], whole('--epochs', { least: 1, most: 1e5 }), '3'),
  hidden: flag(
    '--hidden <sizes>',
    `${MEANING['network.hidden']}: 200, or 200,100, or none`,
    hiddenSizes,
    '200',
  ),
  steps: flag('--steps <n>', MEANING['network.steps'], whole('--steps', { least: 1, most: 1e5 }), '50'),
  d2d: flag('--d2d <on|off>', MEANING['noise.d2d'], onOff('--d2d'), 'off'),
};

/** How runs are made and where what is made is kept. */
export const RUN_FLAGS = {
  workers: flag(
    '--workers <n>',
    'runs at a time',
    whole('--workers', { least: 1, most: 1024 }),
    'one per core',
  ),
  config: flag('--config <file>', 'configuration to start from; flags come over it', text('--config')),
  out: flag('--out <dir>', 'folder for what is made', folder('--out')),
  fresh: toggle('--fresh', 'begin anew, whatever is in --out'),
};

/** How a command answers. Every one has these two. */
export const ANSWER_FLAGS = {
  json: flag(
    '--json <file>',
    'write the result as JSON; - for stdout, which then holds nothing else',
    text('--json'),
  ),
  quiet: toggle('--quiet', 'no progress and no notes: results and errors only'),
};

export type AnswerFlags = FlagValues<typeof ANSWER_FLAGS>;

const neurons = numbers(
  whole('--hidden', { least: 1, most: 2 ** 20, also: '; several with commas between them, or none' }),
);

function hiddenSizes(sizes: string): number[] {
  return sizes === 'none' ? [] : neurons(sizes);
}

/** The answer of a command as a picture. */
export const SVG_FLAG = flag('--svg <file>', 'draw it as a picture; - for stdout', text('--svg'));
