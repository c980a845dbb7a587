/**
 * What exact programming knows of the devices that it writes. The kernel that plans looks at conductances: where the
 * periphery is ideal, at the true ones; else at those that have been read, which lie beside them, by a description of
 * the array that points there.
 *
 * Owed changes are kept against the true weights (`applyPulses` takes every true change from them). What a controller
 * knows of them is off by the error e of its last read of the device,
 *
 *   known owed = owed - e,   e = ±gain · (g as read - g)
 *
 * + for a device of positive polarity, - for one of negative. `enter` goes from the true ledger to the known one before a
 * plan, and `leave` back: a target that has been met as far as a read can tell is missed by its error.
 */
import type { Arena } from '../../engine/arena.ts';
import { HIT_BYTES, HIT_CODE, HIT_ELEMENT } from '../../engine/array-records.ts';
import * as word from '../../engine/array-words.ts';
import type { Pointer } from '../../engine/kernels.ts';
import { drawBits, rowKey } from '../../random/generator.ts';
import { ARRAY_BYTES, type CrossbarLayout, wordsAt } from '../layout.ts';
import type { CrossbarOptions } from '../options.ts';
import { READ, type ReadAddress } from '../periphery/read-address.ts';
import type { OuterProduct, Run } from '../product.ts';
import { type ReadableArray, readDevices, readInKernel } from '../read.ts';

export interface KnownMemory {
  /** f32 [2m][rows][stride]: conductances as last read; 0 where the periphery is ideal. */
  readonly seen: Pointer;
  /** The description of the array with these conductances. */
  readonly description: Pointer;
  /** u32 [stride]: columns of a line that are read. */
  readonly list: Pointer;
}

/** The hits of a run that verification reads again, at.hits, and after which round of writing. */
export interface Written {
  readonly round: number;
  readonly hits: number;
}

export interface Knowledge {
  /** The description that a plan is made from. */
  readonly array: Pointer;
  /** Reads what a run writes, or what has just been written. */
  look(run: Run, product: OuterProduct, written?: Written): void;
  /** The weights of the first line of a run as they have been read, into f32 [stride]: of the columns that take part. */
  tell(run: Run, into: Pointer): void;
  /** From what is truly owed to the lines of a run to what is known of it, and back. */
  enter(run: Run): void;
  leave(run: Run): void;
}

export function layoutKnown(arena: Arena, at: CrossbarLayout, { periphery }: CrossbarOptions): KnownMemory {
  if (periphery === undefined || periphery.length === 0) return { seen: 0, description: 0, list: 0 };
  return {
    seen: arena.reserve(2 * at.m * at.rows * at.stride * 4),
    description: arena.reserve(ARRAY_BYTES),
    list: arena.reserve(at.stride * 4),
  };
}

export function knowledgeOf(array: ReadableArray, memory: KnownMemory, owed: Pointer): Knowledge {
  if (!array.periphery.ideal) return readKnowledge(array, memory, owed);
  return {
    array: array.at.array,
    look: ({ count, columns }, _, written) => readInKernel(array, written?.hits ?? count * columns),
    tell: (run, into) => copyLine(array, run, into),
    enter() {},
    leave() {},
  };
}

function readKnowledge(
  array: ReadableArray,
  { seen, description, list }: KnownMemory,
  owed: Pointer,
): Knowledge {
  const { at, cell, engine, gain, options } = array;
  const { m } = options;
  const { stride } = at;
  const plane = at.rows * stride * 4;
  engine.u32(description, ARRAY_BYTES / 4).set(engine.u32(at.array, ARRAY_BYTES / 4));
  wordsAt(engine.memory, description).whole(word.CONDUCTANCES, seen);
  const listed = engine.u32(list, stride);
  const columns = { list, count: 0 };
  const address: ReadAddress = { purpose: READ.plan, time: 0, term: 0, place: 0 };
  const polarities = cell.drawsPolarity ? 2 : 1;

  /** Reads the listed columns of a line, of the devices of one polarity whose turn it is. */
  function readListed(row: number, polarity: number, { replica }: Run, count: number): void {
    if (count === 0) return;
    const index = polarity === 0 ? replica : m + replica;
    columns.count = count;
    address.place = row;
    readDevices(array, { plane: index, row, columns }, seen + index * plane + row * stride * 4, address);
  }

  function lookAtRun(run: Run): void {
    const packed = engine.u32(at.cols, run.columns);
    for (const row of engine.u32(at.lines + run.first * 4, run.count))
      for (let polarity = 0; polarity < polarities; polarity++) {
        let count = 0;
        for (const column of packed)
          if (polarityOf(array, run, row, column) === polarity) listed[count++] = column;
        readListed(row, polarity, run, count);
      }
  }

  function lookAtWritten(run: Run, hits: number): void {
    const words = engine.u32(at.hits, (hits * HIT_BYTES) / 4);
    const wordOf = (hit: number, offset: number) => words[(hit * HIT_BYTES + offset) / 4];
    let next = 0;
    for (let first = 0; first < hits; first = next) {
      const row = Math.floor(wordOf(first, HIT_ELEMENT) / stride);
      while (next < hits && Math.floor(wordOf(next, HIT_ELEMENT) / stride) === row) next++;
      for (let polarity = 0; polarity < polarities; polarity++) {
        let count = 0;
        for (let hit = first; hit < next; hit++)
          if (polarities === 1 || (wordOf(hit, HIT_CODE) & 1) === polarity)
            listed[count++] = wordOf(hit, HIT_ELEMENT) % stride;
        readListed(row, polarity, run, count);
      }
    }
  }

  /** Adds the errors of a line's last reads, so many times, to f32 [stride] at `to`. */
  function addErrors(run: Run, row: number, times: number, to: Pointer): void {
    const line = engine.f32(to, stride);
    for (const column of engine.u32(at.cols, run.columns)) {
      const polarity = polarityOf(array, run, row, column);
      const offset = (polarity === 0 ? run.replica : m + run.replica) * plane + (row * stride + column) * 4;
      const error = engine.f32(seen + offset, 1)[0] - engine.f32(at.g + offset, 1)[0];
      line[column] += times * (polarity === 0 ? gain : -gain) * error;
    }
  }

  function addToLedger(run: Run, times: number): void {
    for (const row of engine.u32(at.lines + run.first * 4, run.count))
      addErrors(run, row, times, owed + row * stride * 4);
  }

  return {
    array: description,
    look(run, { update, term = 0 }, written) {
      address.purpose = written === undefined ? READ.plan : READ.verify + written.round;
      address.time = update;
      address.term = term;
      if (written === undefined) lookAtRun(run);
      else lookAtWritten(run, written.hits);
    },
    tell: (run, into) => addErrors(run, copyLine(array, run, into), 1, into),
    enter: (run) => addToLedger(run, -1),
    leave: (run) => addToLedger(run, 1),
  };
}

/** Copies the true weights of the first line of a run; returns which line that is. */
function copyLine({ at, engine }: ReadableArray, { first }: Run, into: Pointer): number {
  const [row] = engine.u32(at.lines + first * 4, 1);
  engine.f32(into, at.stride).set(engine.f32(at.w + row * at.stride * 4, at.stride));
  return row;
}

/** Which device of a pair a plan will write: the polarity bit of the synapse's draw (assembly/write/plan.ts). */
function polarityOf({ cell }: ReadableArray, { key }: Run, row: number, column: number): number {
  return cell.drawsPolarity ? drawBits(rowKey(key, row), column) & 1 : 0;
}
