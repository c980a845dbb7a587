/** Writes a file so that it is either the old one or complete. Node only. */
import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { MemspikeError } from '../errors.ts';

/** Writes beside the place and renames; parts one after the other. Throws FILE if the file cannot be written. */
export async function replaceFile(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
): Promise<void> {
  const beside = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw unwritable(path, cause);
  }
}

export function unwritable(path: string, cause: unknown): MemspikeError {
  return new MemspikeError('FILE', 'cannot be written', {
    where: path,
    received: cause instanceof Error ? cause.message : cause,
    hint: 'name another folder, or make room and permission in this one',
    cause,
  });
}
