import { MemspikeError } from '../errors.ts';

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'is a directory, expected a file',
  ENOTDIR: 'is not below a directory',
};

/** For `.catch`: what the file system refused about `path`, as FILE; an interrupted read as ABORTED. */
export function fileProblem(path: string): (cause: unknown) => never {
  return (cause) => {
    const { code = '', name = '', message = String(cause) } = cause as NodeJS.ErrnoException;
    if (name === 'AbortError')
      throw new MemspikeError('ABORTED', 'reading was stopped', { where: path, cause });
    throw new MemspikeError('FILE', REASONS[code] ?? message, { where: path, cause });
  };
}
