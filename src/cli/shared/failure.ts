/** Errors as the user meets them: what stderr says, and the exit code. */
import { unreadable } from '../../data/file-problem.ts';
import { type ErrorCode, MemspikeError, missingPackage } from '../../errors.ts';

/** What was typed or read is wrong, and typing or writing something else helps. */
export const USAGE_EXIT = 2;
const FAILED_EXIT = 1;
/** As a shell reports a command that SIGINT ended. */
const STOPPED_EXIT = 130;

const EXITS: Partial<Record<ErrorCode, number>> = {
  CONFIG: USAGE_EXIT,
  DEVICE: USAGE_EXIT,
  DATA: USAGE_EXIT,
  USAGE: USAGE_EXIT,
  FILE: USAGE_EXIT,
  ABORTED: STOPPED_EXIT,
};

export function exitCodeOf(error: unknown): number {
  const known = error instanceof MemspikeError ? error : foreseen(error);
  return (known && EXITS[known.code]) ?? FAILED_EXIT;
}

/** Errors of the machine that can come from anywhere: packages that are not there, limits on files and memory. */
function foreseen(error: unknown): MemspikeError | undefined {
  const missing = missingPackage(error);
  if (missing !== undefined) return missing;
  const { code, message, path = 'a file' } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'EMFILE' || code === 'ENFILE') return unreadable(path, error);
  if (error instanceof RangeError && /alloc|memory/i.test(message))
    return new MemspikeError('MEMORY', 'this machine did not give the memory that the work needs', {
      received: message,
      hint: 'fewer workers (--workers), smaller layers or less data',
      cause: error,
    });
  return undefined;
}

/** The message; a stack only for what memspike did not foresee, or with `debug`. */
export function explain(error: unknown, { debug }: { debug: boolean }): string {
  if (!(error instanceof MemspikeError)) {
    const known = foreseen(error);
    if (known !== undefined) return explain(known, { debug });
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return `${message}\nThis is a bug in memspike. Please report it with the lines that follow.\n${stack}`;
  }
  if (!debug) return error.message;
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : '';
  const calls = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return `${[error.message, ...calls].join('\n')}${cause}`;
}

/** The same error with its place named otherwise: by the flag that brought the value, or with the file it stands in. */
export function placed(error: MemspikeError, where: string): MemspikeError {
  const [first] = error.message.split('\n');
  const own = error.where === undefined ? '' : `${error.where}: `;
  const problem = first.startsWith(own) ? first.slice(own.length) : first;
  const { code, received, accepted, hint, cause } = error;
  return new MemspikeError(code, problem, { where, received, accepted, hint, cause });
}

/** Runs `body`; a MemspikeError from it gets the place that `rename` gives it, or keeps its own. */
/** What is wrong within a file that the user named, placed there. */
export function placingFile<T>(path: string, body: () => T | Promise<T>): Promise<T> {
  return placing((where) => (where === undefined ? path : `${path}: ${where}`), body);
}

export async function placing<T>(
  rename: (where: string | undefined) => string | undefined,
  body: () => T | Promise<T>,
): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof MemspikeError)) throw error;
    const where = rename(error.where);
    throw where === undefined ? error : placed(error, where);
  }
}
