/**
 * SHA-256 as lower-case hexadecimal: names data, configurations and results by their content. Node's own where there is
 * one, ten times as fast; in browsers a library's, which is synchronous and asks for no secure context.
 */
import { sha256 as portable } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

interface Hash {
  update(part: Uint8Array): unknown;
  digest(): Uint8Array;
}

interface NodeProcess {
  getBuiltinModule?(name: 'node:crypto'): { createHash(name: 'sha256'): Hash };
}

/** Bytes of one call: Node's refuses 2 GiB. */
const AT_ONCE = 1 << 28;

/** Of the parts, one after the other. */
export function sha256(...parts: readonly Uint8Array[]): string {
  return sha256Of(parts);
}

/** Of parts that are too many to be arguments. `builtin`: whether Node's own may be used. */
export function sha256Of(parts: Iterable<Uint8Array>, builtin = true): string {
  const { process } = globalThis as { process?: NodeProcess };
  const crypto = builtin ? process?.getBuiltinModule?.('node:crypto') : undefined;
  const hash: Hash = crypto?.createHash('sha256') ?? portable.create();
  for (const part of parts)
    for (let at = 0; at < part.length; at += AT_ONCE) hash.update(part.subarray(at, at + AT_ONCE));
  return bytesToHex(hash.digest());
}
