/**
 * Where the results of a command go: a folder of their own in "results", named after what they are, or the one that
 * --out names. A folder lists what is in it (contents.json), so that no result is written over that of something else,
 * and no picture of an earlier one stays beside the new.
 */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../engine/digest.ts';
import { MemspikeError } from '../../errors.ts';
import { holdFolder } from '../../files/folder-lock.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { json, makeFolder } from './files.ts';

/** Holds the folders that have no --out, and the runs of all of them (records.ndjson). */
export const RESULTS = 'results';

export interface Subject {
  /** What the folder calls it: "comparison". One folder may hold one of each kind. */
  readonly kind: string;
  readonly title: string;
  /** Words for the name of a folder of its own, in groups: the command, devices, policies. */
  readonly words: readonly (readonly string[])[];
  /** Ids of its parts (runs): with all the parts of an earlier result, it may take that one's place. */
  readonly parts: readonly string[];
}

export interface ResultsFolder {
  readonly path: string;
  /** Makes the folder and holds it until the process ends. Throws USAGE if another process is at work in it. */
  hold(say: (text: string) => void): Promise<void>;
  /** Makes the folder, says in it that these files are the result, and removes those of the result before. */
  holds(files: readonly string[]): Promise<void>;
}

interface Entry {
  readonly title: string;
  readonly parts: readonly string[];
  readonly files: readonly string[];
}

type Contents = Readonly<Record<string, Entry>>;

const LIST = 'contents.json';

/** Throws USAGE if the folder of --out holds the same kind of result of something else, unless with --fresh. */
export function resultsFolder(
  subject: Subject,
  { out, fresh = false }: { readonly out?: string; readonly fresh?: boolean },
): ResultsFolder {
  const { kind, title, parts } = subject;
  const path = out ?? join(RESULTS, folderName(subject));
  const before = contentsOf(path)[kind];
  if (before !== undefined && !fresh && !before.parts.every((id) => parts.includes(id)))
    throw new MemspikeError('USAGE', `${path} holds another ${kind}`, {
      where: '--out',
      received: before.title,
      accepted: 'a new folder, or that of a part of this one',
      hint: '--fresh replaces it; without --out there is a folder for each',
    });
  return {
    path,
    hold: (say) => holdFolder(path, say),
    async holds(files) {
      await makeFolder(path);
      for (const stale of before?.files ?? [])
        if (!files.includes(stale)) await rm(join(path, stale), { force: true });
      const contents: Contents = { ...contentsOf(path), [kind]: { title, parts, files } };
      await replaceFile(join(path, LIST), json(contents));
    },
  };
}

/** What the list of a folder says; nothing where there is none, or another file of its name. */
function contentsOf(folder: string): Contents {
  try {
    const contents = JSON.parse(readFileSync(join(folder, LIST), 'utf8')) as Contents;
    return Object.fromEntries(Object.entries(contents).filter(([, entry]) => isEntry(entry)));
  } catch {
    return {};
  }
}

function isEntry(entry: Partial<Entry> | null): boolean {
  const isList = (list: unknown) =>
    Array.isArray(list) && list.every((one) => typeof one === 'string' && !/[\\/]/.test(one));
  return typeof entry?.title === 'string' && isList(entry.parts) && isList(entry.files);
}

/** Words of a group that a name has room for. */
const MOST_WORDS = 3;
const LONGEST_WORD = 40;
/** Hexadecimal digits that tell folders of the same words apart. */
const DIGITS = 8;

/** "compare--ag-a-si+pcmo--none+residual--1f0c93aa": short, and another for another content. */
export function folderName({ words, parts }: Pick<Subject, 'words' | 'parts'>): string {
  const id = sha256(new TextEncoder().encode([...parts].sort().join())).slice(0, DIGITS);
  return [...words.map(inShort), id].join('--');
}

function inShort(group: readonly string[]): string {
  const shown = group.length > MOST_WORDS ? group.slice(0, MOST_WORDS - 1) : group;
  const more = group.length - shown.length;
  return [...shown.map(asFileName), ...(more > 0 ? [`${more}-more`] : [])].join('+');
}

function asFileName(word: string): string {
  const clean = word.toLowerCase().replace(/[^a-z0-9._-]+/g, '-');
  return clean.replace(/^[-.]+|[-.]+$/g, '').slice(0, LONGEST_WORD) || 'x';
}
