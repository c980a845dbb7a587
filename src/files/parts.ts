/**
 * Files that are being written stand beside their place as "NAME.HOST-PID-RANDOM.part" until they are complete. What
 * a process that was killed left of them is removed when another writes or starts in the folder.
 */
import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hostKey, isRunning } from './process-life.ts';

const PART = /\.(?:([0-9a-f]{8})-(\d+)-[0-9a-f]{8}|[0-9a-f-]{36})\.part$/;
/** Milliseconds after which a part that another machine began has no writer any more. */
const ABANDONED = 24 * 3600 * 1000;

export function partBeside(path: string): string {
  return `${path}.${hostKey}-${process.pid}-${randomUUID().slice(0, 8)}.part`;
}

const swept = new Set<string>();

/** Once for each folder in a process; a folder that cannot be read is left as it is. */
export async function removeStaleParts(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const found = PART.exec(name);
    if (found && (await isStale(join(folder, name), found[1], Number(found[2]))))
      await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

/** Parts without a process in their names are of earlier versions. */
async function isStale(path: string, of: string | undefined, pid: number): Promise<boolean> {
  if (of === hostKey) return !isRunning(pid);
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  return mtimeMs < Date.now() - (of === undefined ? 3600 * 1000 : ABANDONED);
}
