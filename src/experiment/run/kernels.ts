/** Which kernels a stored run may have been made with. */
import { scalar, simd } from '../../engine/binary.ts';

/** Builds that give the same bits as this one, and lay the memory out alike. */
const HASHES: readonly string[] = [simd.hash, scalar.hash, 'reference'];

/** `hash` as a record has it in `versions.kernels`. Kernels from a source of one's own are not known. */
export function areKernelsOfThisBuild(hash: string): boolean {
  return HASHES.includes(hash);
}
