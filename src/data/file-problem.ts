import { MemspikeError } from '../errors.ts';

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'is a directory, expected a file',
  ENOTDIR: 'is not below a directory',
  EMFILE: 'too many files are open in this process',
  ENFILE: 'too many files are open on this machine',
};

const HINTS: Record<string, string> = {
  EMFILE: 'let it open more (ulimit -n 1024), or take fewer workers (--workers)',
  ENFILE: 'close other programs, or let the system open more',
};

/** For `.catch`: what the file system refused about `path`, as FILE; an interrupted read as ABORTED. */
export function fileProblem(path: string): (cause: unknown) => never {
  return (cause) => {
    const { name = '' } = cause as NodeJS.ErrnoException;
    if (name === 'AbortError')
      throw new MemspikeError('ABORTED', 'reading was stopped', { where: path, cause });
    throw unreadable(path, cause);
  };
}

/** What the file system refused about `path`, as FILE. */
export function unreadable(path: string, cause: unknown): MemspikeError {
  const { code = '', message = String(cause) } = cause as NodeJS.ErrnoException;
  return new MemspikeError('FILE', REASONS[code] ?? message, { where: path, hint: HINTS[code], cause });
}
