/** Measurements in processes of their own: what one network leaves in caches and heap does not reach the next. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Cost, Shape, Trained } from './point.ts';

const SCRIPT = fileURLToPath(new URL('point.ts', import.meta.url));

/** A `Cost`, or what a brief training has led to where the shape says `check`. */
export function runPoint<Result extends Cost | Trained>(shape: Shape): Result {
  const args = ['--import', 'tsx', SCRIPT, JSON.stringify(shape)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Result;
}
