/** The store of a folder, and what is said of lines in it that cannot be used. */
import { basename } from 'node:path';
import { openStore, type RefusedLine, type Store } from '../../experiment/store/store.ts';
import { notesOf } from './answer.ts';
import type { AnswerFlags, FlagValues, RUN_FLAGS } from './flags.ts';

type StoreFlags = Pick<FlagValues<typeof RUN_FLAGS>, 'fresh'> & AnswerFlags;

export async function openTold(folder: string, say: (text: string) => void): Promise<Store> {
  const store = await openStore(folder);
  const { asidePath, path, setAside } = store;
  if (setAside.length > 0)
    say(`${path}: ${inWords(setAside)}; set aside in ${basename(asidePath)}, and run again where needed`);
  return store;
}

/** The runs kept in a folder; with --fresh, a store that looks empty. */
export async function storeOf(folder: string, flags: StoreFlags): Promise<Store> {
  const store = await openTold(folder, notesOf(flags).say);
  return flags.fresh ? { ...store, records: new Map() } : store;
}

/** "lines 2–4, 9: damaged or cut short". */
export function inWords(lines: readonly RefusedLine[]): string {
  const reasons = new Map<string, number[]>();
  for (const { number, why } of lines) reasons.set(why, [...(reasons.get(why) ?? []), number]);
  return [...reasons]
    .map(([why, numbers]) => `line${numbers.length > 1 ? 's' : ''} ${ranges(numbers)}: ${why}`)
    .join('; ');
}

/** Of ascending numbers. */
function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found[found.length - 1];
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
