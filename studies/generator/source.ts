/** Streams of numbers for the batteries, and what fills their blocks. */
import { drawBits, type Key } from '../../src/random/generator.ts';

/** Overwrites all of `block` with the next words. */
export type Source = (block: Uint32Array) => void;

export interface Stream {
  readonly name: string;
  /** Which draws, in which order. */
  readonly about: string;
  /**
   * `words` of 32 bits, of which each is one draw; `bits`, packed into words; `deviates`, float32 that should be
   * standard normal.
   */
  readonly holds: 'words' | 'bits' | 'deviates';
  /** Whose numbers: the plain-TypeScript twin of the kernels, the Wasm kernels themselves, or a generator known to be bad. */
  readonly from: 'reference' | 'kernel' | 'control';
  /** Deviates from one to the next of the neighbour that lies furthest away. */
  readonly lag?: number;
  /** Samples of different numbers (≥ 1) share no draw. */
  open(sample: number): Source | Promise<Source>;
}

/** Columns first … first + length - 1 under one row's key. */
export interface Line {
  readonly key: Key;
  readonly first: number;
  readonly length: number;
}

/** Line after line, the columns of each in turn. */
export function lines(lineAt: (index: number) => Line): Source {
  let index = 0;
  let { key, first, length } = lineAt(0);
  let place = 0;
  return (block) => {
    for (let i = 0; i < block.length; i++) {
      if (place === length) {
        ({ key, first, length } = lineAt(++index));
        place = 0;
      }
      block[i] = drawBits(key, first + place++);
    }
  };
}

/** One word for every whole number from 0. */
export function each(wordAt: (index: number) => number): Source {
  let index = 0;
  return (block) => {
    for (let i = 0; i < block.length; i++) block[i] = wordAt(index++);
  };
}

/** Batches of words, one after the other. */
export function batches(next: () => Uint32Array): Source {
  let batch: Uint32Array = new Uint32Array(0);
  let taken = 0;
  return (block) => {
    for (let filled = 0; filled < block.length; ) {
      if (taken === batch.length) {
        batch = next();
        taken = 0;
      }
      const part = batch.subarray(taken, taken + block.length - filled);
      block.set(part, filled);
      filled += part.length;
      taken += part.length;
    }
  };
}
