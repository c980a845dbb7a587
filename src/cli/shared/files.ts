/** Files that the user names: JSON that is read, results that are written to a file or to stdout. */
import { mkdir, readFile } from 'node:fs/promises';
import { fileProblem } from '../../data/file-problem.ts';
import { type ErrorCode, MemspikeError } from '../../errors.ts';
import { replaceFile, written } from '../../files/replace-file.ts';
import { unwritable } from '../../files/unwritable.ts';
import { plainJson, plainText } from '../../report/text/plain.ts';
import { isGone } from './streams.ts';
import { withBold } from './terminal.ts';

/** The content of a JSON file. Throws FILE if it cannot be read, `code` (naming line and column) if it is no JSON. */
export async function readJson(path: string, code: ErrorCode): Promise<unknown> {
  return parseJson(await readFile(path, 'utf8').catch(fileProblem(path)), path, code);
}

/** The text of a JSON file. Throws `code`, naming line and column, if it is none. */
export function parseJson(text: string, path: string, code: ErrorCode): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new MemspikeError(code, 'is not JSON', {
      where: path,
      received: (cause as Error).message,
      accepted: 'one JSON object; no comments, no comma after the last entry',
      cause,
    });
  }
}

/**
 * Writes to a file, whole or not at all; "-" is stdout, where text is plain but for bold letters if it is `styled`, and
 * whose reader may be gone.
 */
export async function writeResult(
  destination: string,
  text: string,
  { styled = false }: { readonly styled?: boolean } = {},
): Promise<void> {
  if (destination !== '-') return replaceFile(destination, text);
  const shown = styled ? withBold(text) : plainText(text);
  await written(process.stdout, shown).catch((cause: NodeJS.ErrnoException) => {
    if (!isGone(cause)) throw unwritable('stdout', cause);
  });
}

/** Makes a folder, if it is not there. Throws FILE if it cannot be made. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause) => {
    throw new MemspikeError('FILE', 'the folder cannot be made', {
      where: path,
      received: (cause as Error).message,
      hint: 'name another with --out DIR',
      cause,
    });
  });
}

export function json(value: unknown): string {
  return `${plainJson(JSON.stringify(value, null, 2))}\n`;
}

/** Rows, a picture and JSON cannot share stdout. Throws USAGE if two of the flags say "-". */
export function requireOneOnStdout(destinations: Record<string, string | undefined>): void {
  const flags = Object.keys(destinations).filter((flag) => destinations[flag] === '-');
  if (flags.length > 1)
    throw new MemspikeError('USAGE', 'only one result can go to stdout', {
      where: flags.join(' and '),
      received: '-',
      hint: 'give the others a file name',
    });
}
