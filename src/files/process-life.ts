/** Which process wrote something, and whether it is there still. */
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** Stands for this machine in names of files. */
export const hostKey = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** `pid` is of this machine. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
