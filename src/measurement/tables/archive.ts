/**
 * Zip archives (workbooks, .npz), unpacked piece by piece and counted meanwhile: sizes that an archive states of itself
 * are not believed, and one that grows beyond the limit is left at once. fflate is loaded when an archive comes, and
 * not before.
 */
import { joined } from '../../data/bytes.ts';
import { MemspikeError } from '../../errors.ts';

/** By name, in the order of the archive. */
export type Entries = ReadonlyMap<string, Uint8Array>;

/** What all entries may unpack to together. */
const MOST_BYTES = 256 * 2 ** 20;
const MOST_ENTRIES = 1000;
/** Bytes given to the decompressor at a time: deflate makes at most 1032 times as many of them. */
const PIECE = 8192;

/** Throws DATA for an archive that is broken, or unpacks to more than measured curves have. */
export async function unzipped(bytes: Uint8Array, where: string): Promise<Entries> {
  const { Unzip, UnzipInflate } = await import('fflate');
  const entries = new Map<string, Uint8Array[]>();
  let [total, open] = [0, 0];
  const unzip = new Unzip((file) => {
    const parts: Uint8Array[] = [];
    entries.set(file.name, parts);
    if (entries.size > MOST_ENTRIES) refuseGrowing(where, `more than ${MOST_ENTRIES} files`);
    open++;
    file.ondata = (error, part, isLast) => {
      if (error) throw error;
      total += part.length;
      if (total > MOST_BYTES) refuseGrowing(where, `more than ${MOST_BYTES / 2 ** 20} MB`);
      parts.push(part);
      if (isLast) open--;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (cause) {
    throw cause instanceof MemspikeError ? cause : broken(where, cause);
  }
  if (open > 0 || entries.size === 0) throw broken(where);
  return new Map([...entries].map(([name, parts]) => [name, joined(parts)]));
}

function broken(where: string, cause?: unknown): MemspikeError {
  return new MemspikeError('DATA', 'is a broken archive', { where, cause });
}

function refuseGrowing(where: string, received: string): never {
  throw new MemspikeError('DATA', 'unpacks to more than a measured curve has', {
    where,
    received,
    accepted: `${MOST_ENTRIES} files, ${MOST_BYTES / 2 ** 20} MB`,
  });
}
