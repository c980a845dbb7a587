/**
 * The classes of a CSV file, from what stands in its label column.
 */
import { MemspikeError } from '../../errors.ts';
import { parseNumber } from './cells.ts';
import type { CsvLabel, CsvRows } from './rows.ts';

export interface CsvClasses {
  /** As first written in the file. */
  readonly names: readonly string[];
  /** Per row. */
  readonly labels: Uint16Array;
}

/**
 * Classes in the order of their numbers if every label is one ("1" and "1.0" are the same class), else in the order
 * of their character codes. Throws DATA if there is only one class, or one with a single sample.
 */
export function classesOf(rows: CsvRows): CsvClasses {
  const { labels, labelOf, hasDecimalComma, name, count } = rows;
  const numbers = labels.map(({ text }) => parseNumber(text, hasDecimalComma));
  const areNumbers = numbers.every((value) => !Number.isNaN(value));
  const keys: (number | string)[] = areNumbers
    ? numbers.map((value) => value + 0)
    : labels.map(({ text }) => text);
  const order = [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1));
  const classOfKey = new Map(order.map((key, index) => [key, index]));
  const classOf = keys.map((key) => classOfKey.get(key) ?? 0);
  const merged: CsvLabel[] = [];
  for (const [i, { text, line, count }] of labels.entries()) {
    const known = merged[classOf[i]];
    if (known === undefined) merged[classOf[i]] = { text, line, count };
    else known.count += count;
  }
  checkClasses(merged, name, count);
  return {
    names: merged.map(({ text }) => detached(text)),
    labels: Uint16Array.from(labelOf.subarray(0, count), (label) => classOf[label]),
  };
}

function checkClasses(classes: readonly CsvLabel[], name: string, rows: number): void {
  const otherColumn = 'is the label in another column? It can be named, or be "first" or "last"';
  if (classes.length < 2)
    throw new MemspikeError('DATA', `every label is "${classes[0].text}", expected at least two classes`, {
      where: name,
      hint: otherColumn,
    });
  const lonely = classes.find(({ count }) => count < 2);
  if (lonely !== undefined)
    throw new MemspikeError(
      'DATA',
      `class "${lonely.text}" has one sample, expected at least two: one to learn from and one to test with`,
      {
        where: `${name}:${lonely.line}`,
        hint:
          classes.length > rows / 4
            ? `${classes.length} classes in ${rows} samples: ${otherColumn}`
            : undefined,
      },
    );
}

/** A copy that does not keep the text of the whole file alive, as a slice of it does in V8. */
function detached(text: string): string {
  return Array.from(text).join('');
}
