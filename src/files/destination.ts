/** What stands where bytes are to go: a file or its absence, a pipe or a device, an open descriptor of this process. */
import { lstat, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

export type Destination =
  /** A regular file, or a place where one can be made. `path` is the end of all links; `mode` that of a file that is there. */
  | { readonly kind: 'file'; readonly path: string; readonly mode?: number }
  /** A pipe with a name, a terminal, a device; or what an open descriptor of ours leads to. */
  | { readonly kind: 'device'; readonly path: string }
  | { readonly kind: 'stream'; readonly stream: NodeJS.WritableStream };

/** Links of links that are followed before they are taken for a circle. */
const MOST_LINKS = 40;

/** Throws what the file system says; EISDIR for a folder. */
export async function destinationOf(path: string): Promise<Destination> {
  const descriptor = descriptorIn(path);
  if (descriptor === 1) return { kind: 'stream', stream: process.stdout };
  if (descriptor === 2) return { kind: 'stream', stream: process.stderr };
  const there = await stat(path).catch(unlessAbsent);
  if (there === undefined) return { kind: 'file', path: await endOfLinks(path) };
  if (there.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
  if (descriptor !== undefined || !there.isFile()) return { kind: 'device', path };
  return { kind: 'file', path: await realpath(path), mode: there.mode & 0o7777 };
}

/** Whether a path names an open descriptor: what that leads to may have no name of its own. */
export function isDescriptor(path: string): boolean {
  return descriptorIn(path) !== undefined;
}

function descriptorIn(path: string): number | undefined {
  const whole = resolve(path);
  const named = ['/dev/stdin', '/dev/stdout', '/dev/stderr'].indexOf(whole);
  if (named >= 0) return named;
  const [, number] = /^\/(?:dev\/fd|proc\/(?:self|thread-self)\/fd)\/(\d+)$/.exec(whole) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Where a link to nothing would have its target. */
async function endOfLinks(path: string, links = 0): Promise<string> {
  const found = await lstat(path).catch(unlessAbsent);
  const folder = await realpath(dirname(path));
  if (!found?.isSymbolicLink()) return join(folder, basename(path));
  if (links > MOST_LINKS) throw Object.assign(new Error('links lead to each other'), { code: 'ELOOP' });
  return endOfLinks(resolve(folder, await readlink(path)), links + 1);
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
