/**
 * One process at a time works in a folder of results. The lock is a folder in it (".lock", made and kept fresh by
 * proper-lockfile). Whoever wants it announces itself before (".lock-HOST-PID"), so that its holder is always among
 * those that did: where all of them are dead, the lock is free at once; where one is of another machine, after a minute
 * without a sign of life.
 */
import { rmSync } from 'node:fs';
import { mkdir, readdir, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { MemspikeError } from '../errors.ts';
import { removeStaleParts } from './parts.ts';
import { hostKey, isRunning } from './process-life.ts';
import { unwritable } from './unwritable.ts';

const LOCK = '.lock';
const ANNOUNCEMENT = /^\.lock-([0-9a-f]{8})-(\d+)$/;
const announcement = (host: string, pid: number) => `.lock-${host}-${pid}`;

/** Milliseconds without a sign of life. A computation may keep its thread for a while. */
const STALE = 60_000;

/** By real path. */
const held = new Map<string, Promise<void>>();

/**
 * Holds the folder, which is made if it is not there, until the process ends; again is no harm. Parts of files that a
 * killed process left in it are removed. Throws USAGE if another process holds it.
 */
export async function holdFolder(
  folder: string,
  onLost: (problem: string) => void = () => {},
): Promise<void> {
  const path = await made(folder);
  const holding = held.get(path) ?? hold(path, folder, onLost);
  held.set(path, holding);
  await holding;
}

async function made(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    return await realpath(folder);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

async function hold(path: string, named: string, onLost: (problem: string) => void): Promise<void> {
  const own = join(path, announcement(hostKey, process.pid));
  await writeFile(own, '').catch((cause) => {
    throw unwritable(named, cause);
  });
  // proper-lockfile takes its folder away when the process ends.
  process.on('exit', () => rmSync(own, { force: true }));
  const attempt = () =>
    lockfile.lock(path, {
      lockfilePath: join(path, LOCK),
      realpath: false,
      stale: STALE,
      onCompromised: () => onLost(`${named}: another process has taken this folder over`),
    });
  try {
    await attempt().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ELOCKED' || !(await leftByTheDead(path, named))) throw error;
      await attempt();
    });
  } catch (cause) {
    await rm(own, { force: true });
    if (cause instanceof MemspikeError) throw cause;
    throw (cause as NodeJS.ErrnoException).code === 'ELOCKED' ? inUse(named) : unwritable(named, cause);
  }
  await removeStaleParts(path);
}

/** Whether a lock was, and makes it free if so. Throws USAGE naming the process that is alive, if one is. */
async function leftByTheDead(path: string, named: string): Promise<boolean> {
  const others = (await readdir(path)).flatMap((name) => {
    const [, host, pid] = ANNOUNCEMENT.exec(name) ?? [];
    return host === undefined || (host === hostKey && Number(pid) === process.pid)
      ? []
      : [{ name, host, pid: Number(pid) }];
  });
  if (others.length === 0 || others.some(({ host }) => host !== hostKey)) return false;
  const alive = others.find(({ pid }) => isRunning(pid));
  if (alive !== undefined) throw inUse(named, alive.pid);
  // Its last sign of life is as old as can be: whoever asks for it next may have it.
  await utimes(join(path, LOCK), 0, 0).catch(() => undefined);
  for (const { name } of others) await rm(join(path, name), { force: true });
  return true;
}

function inUse(folder: string, pid?: number): MemspikeError {
  return new MemspikeError('USAGE', 'another process is at work in this folder', {
    where: folder,
    received:
      pid === undefined
        ? 'a process of another machine, or one killed less than a minute ago'
        : `process ${pid}`,
    hint: 'wait until it is done or stop it, or name another folder with --out',
  });
}
