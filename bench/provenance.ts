/** What a page of measurements says of where its numbers are from. */
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';

/** "AMD EPYC 7B13, 2 cores, Node v20.19.0". */
export const machine = (): string =>
  `${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}`;

/** "AMD EPYC 7B13, 2 threads". */
export const processor = (): string => `${cpus()[0].model}, ${cpus().length} threads`;

/** Of this checkout, in short; "unknown" outside one. */
export function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
