/** Orders in which one address after another is drawn, where it is more than rows and their columns. */
import { drawBits, type Key, rowKey } from '../../src/random/generator.ts';
import { each, lines, type Source } from './source.ts';

/** Addresses of one update. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
}

type KeyAt = (update: number) => Key;

/** Synapse after synapse, row after row, update after update: the draw of each of `count` keys in turn. */
export function besides(
  count: number,
  keyAt: (neighbour: number, update: number) => Key,
  { rows, columns }: Shape,
): Source {
  let keys: Key[] = [];
  return turns(count, (neighbour, i) => {
    const synapse = i % (rows * columns);
    if (synapse === 0 && neighbour === 0)
      keys = Array.from({ length: count }, (_, k) => keyAt(k, i / (rows * columns)));
    return drawBits(rowKey(keys[neighbour], Math.floor(synapse / columns)), synapse % columns);
  });
}

/** All rows at one column, then at the next. */
export function transposed(keyAt: KeyAt, { rows, columns }: Shape): Source {
  let key: Key = [0, 0];
  return turns(rows, (row, i) => {
    if (row === 0 && i % columns === 0) key = keyAt(i / columns);
    return drawBits(rowKey(key, row), i % columns);
  });
}

/** The lower halves of the draws of columns 2k and 2k + 1, row after row. */
export function lowHalves(keyAt: KeyAt, { rows, columns }: Shape): Source {
  const perRow = columns / 2;
  let key: Key = [0, 0];
  return each((word) => {
    const line = Math.floor(word / perRow);
    const pair = word % perRow;
    if (pair === 0) key = rowKey(keyAt(Math.floor(line / rows)), line % rows);
    return (drawBits(key, 2 * pair) << 16) | (drawBits(key, 2 * pair + 1) & 0xffff);
  });
}

/** Per update: the trains of the columns under the swapped key, then train and polarity draws of each row. */
export function coincidences(keyAt: KeyAt, { rows, columns }: Shape): Source {
  const train = { first: 0x40000000, length: 31 };
  const polarity = { first: 0x80000000, length: columns };
  const perUpdate = columns + 2 * rows;
  return lines((line) => {
    const [k0, k1] = keyAt(Math.floor(line / perUpdate));
    const at = line % perUpdate;
    if (at < columns) return { key: rowKey([k1, k0], at), ...train };
    return { key: rowKey([k0, k1], (at - columns) >> 1), ...((at - columns) % 2 === 0 ? train : polarity) };
  });
}

/**
 * Two rows may begin at places of the Weyl sequence that lie less than a row apart; only the second word of the key then
 * tells them from shifted copies. Here two of every update begin at the same place.
 */
export function overlapping(keyAt: KeyAt, { columns }: Shape): Source {
  let pair: Key[] = [];
  return turns(2, (row, i) => {
    if (row === 0 && i % columns === 0) {
      const key = keyAt(i / columns);
      const [first, second] = [rowKey(key, 0), rowKey(key, 1)];
      pair = [first, [first[0], second[1]]];
    }
    return drawBits(pair[row], i % columns);
  });
}

/** `count` neighbours in turn: word k + count·i is that of neighbour k at place i. */
function turns(count: number, wordAt: (neighbour: number, place: number) => number): Source {
  return each((word) => wordAt(word % count, Math.floor(word / count)));
}
