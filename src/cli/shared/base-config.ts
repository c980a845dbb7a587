/** The configuration that a command starts from: a file, or nothing, with the flags laid over it. */
import { MemspikeError } from '../../errors.ts';
import { type ExperimentInput, resolveConfig } from '../../experiment/config/config.ts';
import { withoutTuning } from '../../learning/options.ts';
import { type ExperimentFlags, FLAG_OF, givenParts } from './experiment-flags.ts';
import { placing } from './failure.ts';
import { readJson } from './files.ts';

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
export function withFlags(file: ExperimentInput, flags: ExperimentFlags): ExperimentInput {
  const given = givenParts(flags);
  return {
    ...file,
    dataset: { ...file.dataset, ...given.dataset },
    network: { ...file.network, ...given.network },
    training: { ...file.training, ...given.training },
    noise: { ...file.noise, ...given.noise },
  };
}

/**
 * The file without what was chosen for its policy: settings, learning rate and balance. They say nothing about another
 * policy, and a saved configuration names them all.
 */
export function withoutPolicy(file: ExperimentInput): ExperimentInput {
  const { compensation: _, learning = {}, ...rest } = file;
  return { ...rest, learning: withoutTuning(learning) };
}

/** Runs `body`; an error about an entry of the configuration names the flag that brings it. */
export function placingFlags<T>(body: () => T | Promise<T>): Promise<T> {
  return placing((where) => {
    if (where === undefined) return undefined;
    const entry = Object.keys(FLAG_OF).find((path) => where === path || where.startsWith(`${path}.`));
    return entry === undefined ? undefined : FLAG_OF[entry];
  }, body);
}
