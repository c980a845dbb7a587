/** Writes what a path names so that a file there is either the old one or complete. Node only. */
import { constants } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Destination, destinationOf, isDescriptor } from './destination.ts';
import { partBeside, removeStaleParts } from './parts.ts';
import { unwritable } from './unwritable.ts';

export type Content = string | Uint8Array | readonly Uint8Array[];

/**
 * Writes beside the place and renames; parts one after the other. A link stays and its target is written; a file keeps
 * its mode; a pipe and a device, which cannot be replaced, get the bytes. Throws FILE if it cannot be written.
 */
export async function replaceFile(path: string, content: Content): Promise<void> {
  try {
    const destination = await destinationOf(path);
    await (destination.kind === 'file' ? writeAndRename(destination, content) : pour(destination, content));
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** Throws FILE if `replaceFile` would, as far as can be known without writing: call before what takes long. */
export async function requireWritable(path: string): Promise<void> {
  try {
    const destination = await destinationOf(path);
    if (destination.kind === 'stream' || isDescriptor(destination.path)) return;
    await access(destination.path, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    if (destination.kind === 'file') await access(dirname(destination.path), constants.W_OK);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

async function writeAndRename(
  { path, mode }: Extract<Destination, { kind: 'file' }>,
  content: Content,
): Promise<void> {
  await removeStaleParts(dirname(path));
  if (mode !== undefined) await access(path, constants.W_OK);
  const part = partBeside(path);
  try {
    const file = await open(part, 'wx');
    try {
      for (const piece of piecesOf(content)) await file.writeFile(piece);
      if (mode !== undefined) await file.chmod(mode);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
}

/** Into what is there: no byte of it can be taken back. */
async function pour(destination: Exclude<Destination, { kind: 'file' }>, content: Content): Promise<void> {
  if (destination.kind === 'stream') {
    for (const piece of piecesOf(content)) await written(destination.stream, piece);
    return;
  }
  const file = await open(destination.path, constants.O_WRONLY | constants.O_APPEND);
  try {
    for (const piece of piecesOf(content)) await file.appendFile(piece);
  } finally {
    await file.close();
  }
}

/** Resolves when the bytes are out, rejects with what the stream says. */
export function written(stream: NodeJS.WritableStream, piece: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    try {
      stream.write(piece, (error) => (error ? reject(error) : resolve()));
    } catch (error) {
      reject(error);
    }
  });
}

function piecesOf(content: Content): readonly (string | Uint8Array)[] {
  return typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
}
