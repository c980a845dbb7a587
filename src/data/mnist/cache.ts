/**
 * Files that can be made again, kept between runs. A cache that cannot be read or written is no error: the work is
 * done again.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** $MEMSPIKE_CACHE, or memspike below $XDG_CACHE_HOME (if absolute, as its specification asks) or ~/.cache. */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const { MEMSPIKE_CACHE, XDG_CACHE_HOME } = environment;
  if (MEMSPIKE_CACHE) return MEMSPIKE_CACHE;
  const base = XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache');
  return join(base, 'memspike');
}

export async function readCached(directory: string, name: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(directory, name));
  } catch {
    return undefined;
  }
}

/** Appears whole or not at all, also when several runs write it at once. Resolves to whether it was written. */
export async function writeCached(directory: string, name: string, bytes: Uint8Array): Promise<boolean> {
  const temporary = join(directory, `${name}.${randomUUID()}.tmp`);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(temporary, bytes);
    await rename(temporary, join(directory, name));
    return true;
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
    return false;
  }
}
