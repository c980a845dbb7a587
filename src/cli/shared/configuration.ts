/** The configuration that a command starts from: a file, or nothing, with the flags laid over it. */
import { MemspikeError } from '../../errors.ts';
import { type ExperimentInput, resolveConfig } from '../../experiment/config/config.ts';
import { placing } from './failure.ts';
import { readJson } from './files.ts';
import type { DATA_FLAGS, FlagValues, NETWORK_FLAGS } from './flags.ts';

type ConfigFlags = FlagValues<typeof DATA_FLAGS & typeof NETWORK_FLAGS>;

/** Which flag brings which entry of a configuration, or option of a library function. */
const FLAG_OF: Readonly<Record<string, string>> = {
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
  policies: '--policy',
  policy: '--policy',
  device: '--device',
  devices: '--device',
  seed: '--seed',
  seeds: '--seeds',
};

/** A checked configuration file; {} without one. Errors name the file and the entry in it. */
export async function readConfig(path: string | undefined): Promise<ExperimentInput> {
  if (path === undefined) return {};
  const content = await readJson(path, 'CONFIG');
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new MemspikeError('CONFIG', 'is not a configuration', {
      where: path,
      received: content,
      accepted: 'a JSON object',
    });
  await placing(
    (where) => (where === undefined ? path : `${path}: ${where}`),
    () => resolveConfig(content),
  );
  return content as ExperimentInput;
}

/** The file with what the flags say in its place. */
export function withFlags(file: ExperimentInput, flags: ConfigFlags): ExperimentInput {
  const { data: source, label, testFrom, train, test, epochs, hidden, steps, d2d } = flags;
  return {
    ...file,
    dataset: { ...file.dataset, ...given({ source, label, testFrom, train, test }) },
    network: { ...file.network, ...given({ hidden, steps }) },
    training: { ...file.training, ...given({ epochs }) },
    noise: { ...file.noise, ...given({ d2d }) },
  };
}

/** Entries that are there. */
function given<Entries extends object>(entries: Entries): Partial<Entries> {
  return Object.fromEntries(
    Object.entries(entries).filter(([, value]) => value !== undefined),
  ) as Partial<Entries>;
}

/** Runs `body`; an error about an entry of the configuration names the flag that brings it, if there is one. */
export function placingFlags<T>(body: () => T | Promise<T>): Promise<T> {
  return placing(flagOf, body);
}

/** The flag that brings an entry: "--train" of "dataset.train". */
export function flagOf(where: string | undefined): string | undefined {
  if (where === undefined) return undefined;
  const entry = Object.keys(FLAG_OF).find((path) => where === path || where.startsWith(`${path}.`));
  return entry === undefined ? undefined : FLAG_OF[entry];
}
