/**
 * Which read of an array this is. With the number of the array it is the address of all that is random in the read:
 * the same address stands for the same read, and no two reads of a run share one.
 */
import { readKey } from '../../random/address.ts';
import type { Key } from '../../random/generator.ts';
import type { CrossbarArray } from '../array.ts';

/** What an array is read for. Rounds of verification, which are several, come last. */
export const READ = {
  /** A step of a training or of a test sample: `time` is the presentation, `place` the step. */
  training: 0,
  test: 1,
  /** Before the training: the symmetry points that references are programmed to. `place` is the line, as below. */
  setUp: 2,
  /** For an update, `time`: before exact programming. */
  plan: 3,
  /** Of a line of a fast array that is transferred. */
  transfer: 4,
  /** Of a cell that may be carried, and of the next larger one after it. */
  carry: 5,
  afterCarry: 6,
  /** Of pairs that may be refreshed; `time` is the presentation. */
  refresh: 7,
  /** After the k-th round of writing, k ≥ 1: verify + k. */
  verify: 7,
} as const;

/** One object serves many reads: whoever reads sets it, and whoever is read looks at it and keeps nothing of it. */
export interface ReadAddress {
  purpose: number;
  /** Presentation, or update. */
  time: number;
  /** Which of the products that are one update together. */
  term: number;
  /** Step of the presentation, or line that is read for an update. */
  place: number;
}

/** The key under which `place` is the row of a draw. Columns of the draw tell devices and columns of a read apart. */
export const keyOfReads = ({ options }: CrossbarArray, { purpose, time, term }: ReadAddress): Key =>
  readKey(options.seed, options.layer, purpose, time, term);
