/** Options of a function of the library: what it does not have is refused, so that none is ignored in silence. */
import { MemspikeError, nearest } from '../errors.ts';

/** The names of an options object; `satisfies` has the compiler see to it that none is missing or too many. */
export type Names<Options> = Readonly<Record<keyof Options, true>>;

/** Throws CONFIG naming the option, and the one that may be meant. */
export function requireKnown(options: object, known: Readonly<Record<string, true>>, verb: string): void {
  const names = Object.keys(known);
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const meant = nearest(name, names);
    throw new MemspikeError('CONFIG', `"${name}" is not an option of ${verb}`, {
      where: verb,
      accepted: names,
      hint: meant && `did you mean "${meant}"?`,
    });
  }
}

/** Throws CONFIG for a value that is none of the choices. */
export function requireOneOf(value: string, choices: readonly string[], where: string): void {
  if (choices.includes(value)) return;
  const meant = nearest(value, choices);
  throw new MemspikeError('CONFIG', 'not an accepted value', {
    where,
    received: value,
    accepted: choices,
    hint: meant && `did you mean "${meant}"?`,
  });
}
