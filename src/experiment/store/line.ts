/**
 * A record as a line of NDJSON: its JSON, which begins with its format, and at the end the digest of all that comes
 * before it. What is read back is what was written, by this version and with these kernels, or is told apart.
 */
import { VERSION } from '../../engine/binary.ts';
import { sha256 } from '../../engine/digest.ts';
import { areKernelsOfThisBuild } from '../run/kernels.ts';
import type { RunRecord } from '../run/record.ts';

const FORMAT: RunRecord['format'] = 'memspike-run/1';
/** `,"digest":"…"}` in place of the last brace. */
const DIGEST = /,"digest":"([0-9a-f]{64})"\}$/;

export function lineOf(record: RunRecord): string {
  const text = JSON.stringify(record);
  return `${text.slice(0, -1)},"digest":"${digestOf(text)}"}`;
}

/** The record, or why there is none to be used. */
export function recordIn(line: string): RunRecord | string {
  const [ending, digest] = DIGEST.exec(line) ?? [];
  if (ending === undefined) return withoutDigest(line);
  const text = `${line.slice(0, -ending.length)}}`;
  if (digestOf(text) !== digest) return 'damaged: it is not what its digest was taken of';
  return usable(JSON.parse(text) as Partial<RunRecord>);
}

function withoutDigest(line: string): string {
  try {
    const { format } = (JSON.parse(line) ?? {}) as Partial<RunRecord>;
    return format === FORMAT ? 'of an earlier version: it has no digest' : 'no record of a run';
  } catch {
    return 'damaged or cut short';
  }
}

function usable(record: Partial<RunRecord>): RunRecord | string {
  const { format, id, versions } = record;
  if (format !== FORMAT) return `of another format: ${JSON.stringify(format)}`;
  if (typeof id !== 'string' || versions === undefined) return 'no record of a run';
  if (versions.memspike !== VERSION) return `of memspike ${versions.memspike}; this is ${VERSION}`;
  if (!areKernelsOfThisBuild(versions.kernels)) return 'of another build of the kernels';
  return record as RunRecord;
}

function digestOf(text: string): string {
  return sha256(new TextEncoder().encode(text));
}
