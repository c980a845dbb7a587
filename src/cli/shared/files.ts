/** Files that the user names: JSON that is read, results that are written to a file or to stdout. */
import { readFile } from 'node:fs/promises';
import { fileProblem } from '../../data/file-problem.ts';
import { type ErrorCode, MemspikeError } from '../../errors.ts';
import { replaceFile } from '../../report/replace-file.ts';

/** The content of a JSON file. Throws FILE if it cannot be read, `code` (naming line and column) if it is no JSON. */
export async function readJson(path: string, code: ErrorCode): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(fileProblem(path));
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

/** Writes to a file, whole or not at all; "-" is stdout. */
export async function writeResult(destination: string, text: string): Promise<void> {
  if (destination !== '-') return replaceFile(destination, text);
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
