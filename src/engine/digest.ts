/** SHA-256 as lower-case hexadecimal: names data, configurations and results by their content. */
import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Of the parts, one after the other. Synchronous, and without a secure context, which the browser's own asks for. */
export function sha256(...parts: readonly Uint8Array[]): string {
  return sha256Of(parts);
}

/** Of parts that are too many to be arguments. */
export function sha256Of(parts: Iterable<Uint8Array>): string {
  const hash = digest.create();
  for (const part of parts) hash.update(part);
  return bytesToHex(hash.digest());
}
