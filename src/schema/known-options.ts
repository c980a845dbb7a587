/** Options of a function of the library: a name that it does not have is refused, so that none is ignored in silence. */
import { MemspikeError, nearest } from '../errors.ts';

/** Throws CONFIG naming the option, and the one that may be meant. */
export function requireKnown(options: object, known: readonly string[], verb: string): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    throw new MemspikeError('CONFIG', `"${name}" is not an option of ${verb}`, {
      where: verb,
      accepted: known,
      hint: meant && `did you mean "${meant}"?`,
    });
  }
}
