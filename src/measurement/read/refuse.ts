/** Errors and remarks of tables. */
import { MemspikeError } from '../../errors.ts';

export function refuse(where: string, problem: string, hint?: string): never {
  throw new MemspikeError('DATA', problem, { where, hint });
}

/** Lines that begin with #, % or //. */
export function isComment(text: string, from: number): boolean {
  const code = text.charCodeAt(from);
  if (code === 35 || code === 37) return true;
  return code === 47 && text.charCodeAt(from + 1) === 47;
}

/** Where the next table of a text begins: a position, the number of the line before it, and lines to leave out. */
export interface Rest {
  readonly from: number;
  readonly line: number;
  readonly skip: number;
}
