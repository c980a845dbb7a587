/** What the file system refused, in words that say what to do. */
import { MemspikeError } from '../errors.ts';

interface Reason {
  readonly problem: string;
  readonly hint: string;
}

const ELSEWHERE = 'name another folder, or make room and permission in this one';

const FULL: Reason = {
  problem: 'cannot be written: no room is left on the disk',
  hint: 'make room, then give the same command again: what is finished is kept and not run again',
};

const REASONS: Readonly<Record<string, Reason>> = {
  ENOSPC: FULL,
  EDQUOT: { ...FULL, problem: 'cannot be written: the quota of the disk is used up' },
  EFBIG: { ...FULL, problem: 'cannot be written: larger than files may be here' },
  EISDIR: { problem: 'cannot be written: it is a folder', hint: 'name a file' },
  ENOENT: { problem: 'cannot be written: its folder is not there', hint: 'make the folder, or name another' },
  ENOTDIR: { problem: 'cannot be written: what stands before it is not a folder', hint: 'name another' },
  EACCES: { problem: 'cannot be written: no permission', hint: ELSEWHERE },
  EPERM: { problem: 'cannot be written: no permission', hint: ELSEWHERE },
  EROFS: { problem: 'cannot be written: the disk is read-only', hint: 'name a folder elsewhere' },
  ELOOP: { problem: 'cannot be written: links lead to each other', hint: 'name a file' },
  EPIPE: { problem: 'cannot be written: nobody reads from it any more', hint: 'give the command again' },
};

export function unwritable(path: string, cause: unknown): MemspikeError {
  if (cause instanceof MemspikeError) return cause;
  const { code = '' } = cause as NodeJS.ErrnoException;
  const { problem, hint } = REASONS[code] ?? { problem: 'cannot be written', hint: ELSEWHERE };
  return new MemspikeError('FILE', problem, {
    where: path,
    received: cause instanceof Error ? cause.message : cause,
    hint,
    cause,
  });
}

/** Whether it was room that was missing. */
export function isFull({ cause }: MemspikeError): boolean {
  return REASONS[(cause as NodeJS.ErrnoException | undefined)?.code ?? '']?.hint === FULL.hint;
}
