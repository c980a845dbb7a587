/**
 * Where everything lies in linear memory. Regions are reserved before the memory exists, so that it is created once,
 * at its full size: views never detach, and a network that does not fit is refused before anything is allocated.
 */
import { MemspikeError } from '../errors.ts';

/** The first byte that belongs to the caller: the kernels' own constants lie below. */
const BASE = 4096;
const ALIGNMENT = 64;
/** What 32-bit linear memory can address, less one page. */
const WALL = 4294967296 - 65536;
/** Share of the memory that is promised to be filled by synapses or devices: another shape has other padding. */
const FILLED = 0.99;

export interface Arena {
  /** Reserves `bytes` bytes, 64-byte aligned and zero at the start, and returns their address. */
  reserve(bytes: number): number;
  /** Bytes of linear memory needed for all that has been reserved. */
  size(): number;
}

export function createArena(): Arena {
  let end = BASE;
  return {
    reserve(bytes) {
      const at = end;
      end = Math.ceil((end + bytes) / ALIGNMENT) * ALIGNMENT;
      return at;
    },
    size: () => end,
  };
}

/** What is to fit into linear memory, in the words of who made it so large. */
export interface Fitting {
  /** What fills the memory. */
  readonly whole: string;
  /** What it is made of, and how many of them. */
  readonly parts: string;
  readonly count: number;
  readonly where?: string;
  readonly hint: string;
}

/**
 * Throws a MemspikeError of code MEMORY, before anything is allocated, if `bytes` are more than linear memory can hold;
 * it says how many of so many parts would fit.
 */
export function requireFits(bytes: number, { count, hint, parts, where, whole }: Fitting): void {
  if (bytes <= WALL) return;
  const each = bytes / count;
  throw new MemspikeError('MEMORY', `${whole} does not fit into the 4 GiB of Wasm memory`, {
    where,
    received: `${(bytes / 2 ** 30).toFixed(2)} GiB for ${count} ${parts}`,
    accepted: `up to 4 GiB: about ${Math.floor((FILLED * WALL) / each / 1e5) / 10} million ${parts} of ${Math.ceil(each)} bytes`,
    hint,
  });
}

/** Columns of a tile, at most: 24 KiB of a row. */
const TILE = 6144;

/**
 * Tiles of equal width that a row of so many columns is made of, so that reads can go through part of the columns. An
 * odd number: an even one would make powers of two of strides.
 */
export function tilesOf(columns: number): number {
  return Math.ceil(columns / TILE) | 1;
}

/**
 * Floats from one row to the next: in every tile the columns padded to 16, plus 16 where rows would otherwise lie a
 * multiple of 4 KiB apart, which makes their cache lines compete.
 */
export function strideOf(columns: number): number {
  const tiles = tilesOf(columns);
  const width = Math.ceil(columns / tiles / 16) * 16;
  return tiles * ((tiles * width) % 1024 === 0 ? width + 16 : width);
}
