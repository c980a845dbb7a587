/**
 * What the passes over an array whose lines have resistance keep of its devices (the equations: `assembly/read/wires.ts`):
 * a record for each block of word lines and pair of bit lines, all of it f64. Offsets and lengths count bytes.
 *
 *   a, e         [4][2][2]  pair of word lines, bit line, word line of the pair: a vector is two word lines
 *   f, P, q, y   [8][2]     word line, bit line: a vector is two bit lines
 *
 * AssemblyScript and TypeScript read this file: it imports nothing and gives no types.
 */

/** Conductances of the devices, in those of a segment of a word line. */
export const A = 0;

/** Pivots of the word lines. */
export const E = 128;

/** Pivots of the bit lines. */
export const F = 256;

/** The direction of a step. */
export const P = 384;

/** The currents that it drives through the devices. */
export const Q = 512;

/** The residual. */
export const Y = 640;

/** Of a record. */
export const RECORD = 768;

/** Word lines of a block. */
export const BLOCK = 8;

/** Of `word` for one pair of bit lines, which is [4][2][2] as a and e are. */
export const WORD = 128;

/** Of a pair of word lines on a pair of bit lines, in a, e and `word`: from one to the next. */
export const GROUP = 32;
