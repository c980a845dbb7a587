/** Every error, by the order of the kernels' codes. */
import { crossEntropy } from './cross-entropy.ts';
import type { ReadoutError } from './error.ts';
import { hinge } from './hinge.ts';
import { meanSquare } from './mean-square.ts';

export const errors: readonly ReadoutError[] = [crossEntropy, meanSquare, hinge];
