/** Flags that `compare` and `train` share. One that is not given leaves the configuration file, or its default, alone. */
import type { Command } from 'commander';
import { MemspikeError } from '../../errors.ts';
import { numbers, onOff, whole } from './values.ts';

export interface ExperimentFlags {
  readonly data?: string;
  readonly label?: string;
  readonly testFrom?: string;
  readonly train?: number;
  readonly test?: number;
  readonly epochs?: number;
  readonly hidden?: readonly number[];
  readonly steps?: number;
  readonly d2d?: boolean;
  readonly json?: string;
  readonly quiet?: boolean;
}

/** Which flag brings which entry of a configuration (or option of a loader). */
export const FLAG_OF: Readonly<Record<string, string>> = {
  'dataset.source': '--data',
  'dataset.label': '--label',
  'dataset.testFrom': '--test-from',
  'dataset.train': '--train',
  'dataset.test': '--test',
  'dataset.validation': '--validation',
  'network.hidden': '--hidden',
  'network.steps': '--steps',
  'training.epochs': '--epochs',
  'noise.c2c': '--noise',
  'noise.d2d': '--d2d',
  'compensation.policy': '--policy',
  device: '--device',
  seed: '--seed',
};

export function addDataFlags(command: Command): Command {
  const size = { least: 1, most: 1e9 };
  return command
    .option('--data <source>', 'mnist-10k, a folder of IDX files, or FILE.csv (default: mnist-10k)')
    .option('--label <column>', 'label column of a CSV: a name, first or last (default: last)')
    .option('--test-from <source>', 'test samples from another source than --data')
    .option(
      '--train <n>',
      'training samples, all classes in proportion (default: all)',
      whole('--train', size),
    )
    .option('--test <n>', 'test samples, all classes in proportion (default: all)', whole('--test', size));
}

export function addNetworkFlags(command: Command): Command {
  return command
    .option(
      '--epochs <n>',
      'passes over the training samples (default: 3)',
      whole('--epochs', { least: 1, most: 1e5 }),
    )
    .option('--hidden <sizes>', 'hidden layers: 200, or 200,100, or none (default: 200)', hiddenSizes)
    .option(
      '--steps <n>',
      'time steps of a presentation (default: 50)',
      whole('--steps', { least: 1, most: 1e5 }),
    )
    .option('--d2d <on|off>', 'device-to-device spread (default: off)', onOff('--d2d'));
}

const neurons = numbers(
  whole('--hidden', { least: 1, most: 2 ** 20, also: '; several with commas between them, or none' }),
);

function hiddenSizes(text: string): number[] {
  return text === 'none' ? [] : neurons(text);
}

/** What was given, as parts of a configuration; undefined where a flag is absent. */
export function givenParts(
  flags: ExperimentFlags,
): Record<'dataset' | 'network' | 'training' | 'noise', object> {
  const { data, label, testFrom, train, test, epochs, hidden, steps, d2d } = flags;
  return {
    dataset: present({ source: data, label, testFrom, train, test }),
    network: present({ hidden, steps }),
    training: present({ epochs }),
    noise: present({ d2d }),
  };
}

function present(entries: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

/** Human results and JSON cannot share stdout with rows of another kind. */
export function requireOneOnStdout(destinations: Record<string, string | undefined>): void {
  const flags = Object.keys(destinations).filter((flag) => destinations[flag] === '-');
  if (flags.length > 1)
    throw new MemspikeError('USAGE', 'only one result can go to stdout', {
      where: flags.join(' and '),
      received: '-',
      hint: 'give the others a file name',
    });
}
