/**
 * Gzip in Node and in browsers alike, through DecompressionStream.
 */
import { MemspikeError } from '../errors.ts';

/** Whether the bytes begin with the gzip magic 1f 8b. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The bytes decompressed, or as they are if they are not gzip. Throws DATA for a damaged stream. */
export async function gunzip(bytes: Uint8Array, where: string): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  try {
    const plain = new Blob([bytes as Uint8Array<ArrayBuffer>])
      .stream()
      .pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  } catch (cause) {
    throw new MemspikeError('DATA', 'damaged gzip: it does not decompress to the end', {
      where,
      hint: 'copy or download the file again',
      cause,
    });
  }
}
