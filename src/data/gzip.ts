/**
 * Gzip in Node and in browsers alike, through DecompressionStream. What comes out is counted while it streams: a few
 * megabytes can unpack to any size, and memory is given to no more than a reader has use for.
 */
import { MemspikeError } from '../errors.ts';
import { joined } from './bytes.ts';

/** What a file may unpack to where its reader has no limit of its own. */
const MOST_BYTES = 2 ** 30;

/** Whether the bytes begin with the gzip magic 1f 8b. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The bytes decompressed, or as they are if they are not gzip. Throws DATA for a damaged stream, and for one that
 * unpacks to more than `most` bytes as soon as it has.
 */
export async function gunzip(bytes: Uint8Array, where: string, most = MOST_BYTES): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => refuseDamaged(where, cause));
    if (done) break;
    length += value.length;
    if (length > most) {
      // Lets go of what has come so far before the message is made.
      parts.length = 0;
      await reader.cancel().catch(() => undefined);
      refuseGrowing(bytes.length, where, most);
    }
    parts.push(value);
  }
  return joined(parts);
}

function refuseDamaged(where: string, cause: unknown): never {
  throw new MemspikeError('DATA', 'damaged gzip: it does not decompress to the end', {
    where,
    hint: 'copy or download the file again',
    cause,
  });
}

function refuseGrowing(packed: number, where: string, most: number): never {
  throw new MemspikeError('DATA', `unpacks to more than ${Math.floor(most / 2 ** 20)} MB`, {
    where,
    received: `${packed} bytes of gzip`,
    hint: 'is it what it says? If so, take part of its samples',
  });
}
