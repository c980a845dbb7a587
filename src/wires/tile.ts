/** One tile in linear memory: its devices, its lines, and what the passes of the solver work on. */
import type { Arena } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
import * as wire from '../engine/wire-words.ts';
import { MemspikeError } from '../errors.ts';
import { drivenAt, groundedAt, type LineOptions, type LineUnits, unitsOf } from './lines.ts';

export interface TileShape {
  readonly rows: number;
  readonly columns: number;
}

const { BLOCK } = wire;
/** Lengths and places in words of float64. */
const [RECORD, WORD, F, P] = [wire.RECORD / 8, wire.WORD / 8, wire.F / 8, wire.P / 8];

export interface TileLayout extends TileShape {
  readonly records: Pointer;
  readonly word: Pointer;
  readonly carried: Pointer;
  readonly conductances: Pointer;
  /** Of the ends of lines. */
  readonly left: Pointer;
  readonly right: Pointer;
  readonly top: Pointer;
  readonly bottom: Pointer;
  /** Voltages behind both ends of word lines times the conductances of these. */
  readonly fromLeft: Pointer;
  readonly fromRight: Pointer;
}

const blocksOf = (rows: number): number => Math.ceil(rows / BLOCK);
const pairsOf = (columns: number): number => Math.ceil(columns / 2);

export function reserveTile(arena: Arena, { rows, columns }: TileShape): TileLayout {
  const words = (count: number): Pointer => arena.reserve(count * 8);
  const [blocks, pairs] = [blocksOf(rows), pairsOf(columns)];
  return {
    rows,
    columns,
    records: words(blocks * pairs * RECORD),
    word: words((pairs + 2) * WORD),
    carried: words(pairs * 2),
    conductances: words(rows * columns),
    left: words(blocks * BLOCK),
    right: words(blocks * BLOCK),
    top: words(pairs * 2),
    bottom: words(pairs * 2),
    fromLeft: words(blocks * BLOCK),
    fromRight: words(blocks * BLOCK),
  };
}

export interface Tile extends TileLayout {
  readonly engine: Engine;
  readonly lines: LineOptions;
  /** f64 [rows][columns], siemens; `factorTile` makes what is written here count. */
  readonly g: Float64Array;
  readonly ends: Readonly<Record<'left' | 'right' | 'top' | 'bottom', Float64Array>>;
  readonly sources: Readonly<Record<'left' | 'right', Float64Array>>;
  /** Potentials that a pass has carried to the first row, f64 [columns]. */
  readonly first: Float64Array;
  readonly all: Float64Array;
  units: LineUnits;
}

export function buildTile(engine: Engine, layout: TileLayout, lines: LineOptions): Tile {
  const { rows, columns } = layout;
  const [height, width] = [blocksOf(rows) * BLOCK, pairsOf(columns) * 2];
  return {
    ...layout,
    engine,
    lines,
    g: engine.f64(layout.conductances, rows * columns),
    ends: {
      left: engine.f64(layout.left, height),
      right: engine.f64(layout.right, height),
      top: engine.f64(layout.top, width),
      bottom: engine.f64(layout.bottom, width),
    },
    sources: {
      left: engine.f64(layout.fromLeft, height),
      right: engine.f64(layout.fromRight, height),
    },
    first: engine.f64(layout.carried, columns),
    all: engine.f64(layout.records, blocksOf(rows) * pairsOf(columns) * RECORD),
    units: unitsOf(lines, () => 0),
  };
}

/** Lines that hang free although the options connect them. */
export interface FloatingLines {
  readonly word?: (row: number) => boolean;
  readonly bit?: (column: number) => boolean;
}

/** Takes conductances and ends into the pivots of all lines. Throws CONFIG where a part of the array hangs free. */
export function factorTile(tile: Tile, floating: FloatingLines = {}): void {
  const { columns, engine, ends, g, lines, rows } = tile;
  tile.units = unitsOf(lines, () => g.reduce((most, x) => Math.max(most, x), 0));
  const { bit, driver, ground, word } = tile.units;
  const { word: freeWord = () => false, bit: freeBit = () => false } = floating;
  for (const side of Object.values(ends)) side.fill(1);
  for (let i = 0; i < rows; i++) {
    const [left, right] = freeWord(i) ? [false, false] : drivenAt(lines.drivers, i);
    ends.left[i] = left ? driver : 0;
    ends.right[i] = right ? driver : 0;
  }
  for (let j = 0; j < columns; j++) {
    const [top, bottom] = freeBit(j) ? [false, false] : groundedAt(lines.grounds, j);
    ends.top[j] = top ? ground : 0;
    ends.bottom[j] = bottom ? ground : 0;
  }
  requireHeld(tile);
  engine.kernels.wiresFactor(
    tile.records,
    tile.conductances,
    rows,
    columns,
    word,
    bit / word,
    tile.left,
    tile.right,
    tile.top,
    tile.bottom,
    tile.word,
    tile.carried,
  );
}

/** Every line that hangs free must reach a driver or a ground through devices: its voltage is not defined otherwise. */
function requireHeld({ columns, ends, g, rows }: Tile): void {
  const held = { word: new Uint8Array(rows), bit: new Uint8Array(columns) };
  const waiting: [kind: 'word' | 'bit', k: number][] = [];
  const hold = (kind: 'word' | 'bit', k: number): void => {
    if (held[kind][k] === 1) return;
    held[kind][k] = 1;
    waiting.push([kind, k]);
  };
  let free = 0;
  for (let i = 0; i < rows; i++) ends.left[i] + ends.right[i] > 0 ? hold('word', i) : free++;
  for (let j = 0; j < columns; j++) ends.top[j] + ends.bottom[j] > 0 ? hold('bit', j) : free++;
  if (free === 0) return;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [kind, k] = next;
    if (kind === 'word') {
      for (let j = 0; j < columns; j++) if (g[k * columns + j] > 0) hold('bit', j);
    } else for (let i = 0; i < rows; i++) if (g[i * columns + k] > 0) hold('word', i);
  }
  for (const [kind, of] of Object.entries(held)) {
    const k = of.indexOf(0);
    if (k >= 0)
      throw new MemspikeError(
        'CONFIG',
        `${kind} line ${k} hangs free: no device leads from it to a held line`,
        {
          where: 'conductances',
          hint: 'connect the line, or give one of its devices a conductance above 0',
        },
      );
  }
}

/** Where the records keep f and P of the devices of a word line: those of bit line j at `place(j)` words further. */
export function rowPlace({ columns }: TileShape, i: number): { readonly f: number; readonly p: number } {
  const record = Math.floor(i / BLOCK) * pairsOf(columns) * RECORD;
  return { f: record + F + (i % BLOCK) * 2, p: record + P + (i % BLOCK) * 2 };
}

export const place = (j: number): number => (j >> 1) * RECORD + (j & 1);
