/**
 * Is the first line of a CSV file a header, and which column is the label?
 */
import { MemspikeError, nearest } from '../../errors.ts';
import { parseNumber } from './cells.ts';

export interface CsvLayout {
  readonly hasHeader: boolean;
  readonly labelColumn: number;
  /** Of the header, if there is one. */
  readonly columnNames?: readonly string[];
}

/** In a header, the label column if none is asked for. */
const USUAL_LABELS = ['label', 'class', 'target'];

/**
 * The first line is a header if the label column is found in it by name, or if it has cells outside the label column
 * that are not numbers, or if it counts the columns (0, 1, 2, … or 1, 2, 3, …) and only there the label is no number.
 * A line in which half of those cells or more are numbers is a sample with a mistake, not a header.
 *
 * @param first cells of the first line
 * @param second cells of the second line; empty if there is none
 * @param label a name, 'first' or 'last'; if not given, a column named label, class or target, else the last
 * @param where "file:line" of the first line
 */
export function layoutOf(
  first: readonly string[],
  second: readonly string[],
  label: string | undefined,
  hasDecimalComma: boolean,
  where: string,
): CsvLayout {
  const isNumber = (cell: string) => !Number.isNaN(parseNumber(cell, hasDecimalComma));
  const named = findByName(first, label, where);
  const labelColumn = named ?? (label === 'first' ? 0 : first.length - 1);
  const features = first.filter((_, column) => column !== labelColumn);
  const names = features.filter((cell) => cell !== '' && !isNumber(cell) && !isNotFinite(cell)).length;
  const numbers = features.filter(isNumber).length;
  const countsColumns =
    features.every((cell, i) => cell === String(i) || cell === String(i + 1)) &&
    !isNumber(first[labelColumn]) &&
    isNumber(second[labelColumn] ?? '');
  const hasHeader = named !== undefined || names > numbers || countsColumns;
  if (named === undefined && label !== undefined && label !== 'first' && label !== 'last')
    refuseLabel(first, label, hasHeader || names > 0, where);
  if (!hasHeader) return { hasHeader, labelColumn };
  const nameless = first.indexOf('');
  if (nameless >= 0)
    throw new MemspikeError('DATA', `column ${nameless + 1} has no name in the header`, {
      where,
      hint: 'if it numbers the samples, write the file without it (pandas: to_csv(…, index=False))',
    });
  return { hasHeader, labelColumn, columnNames: first };
}

function findByName(cells: readonly string[], label: string | undefined, where: string): number | undefined {
  const isMeant =
    label === undefined
      ? (cell: string) => USUAL_LABELS.includes(cell.toLowerCase())
      : (cell: string) => cell === label;
  const found = cells.flatMap((cell, column) => (isMeant(cell) ? [column] : []));
  if (found.length > 1 && label !== undefined)
    throw new MemspikeError('DATA', `${found.length} columns are named "${label}"`, { where });
  return found.length === 1 ? found[0] : undefined;
}

function refuseLabel(cells: readonly string[], label: string, hasNames: boolean, where: string): never {
  if (!hasNames)
    throw new MemspikeError('DATA', `no column is named "${label}": the file has no header`, {
      where,
      accepted: ['first', 'last'],
    });
  const close = nearest(label, cells);
  const shown = cells.length > 12 ? [...cells.slice(0, 6), '…', ...cells.slice(-5)] : cells;
  throw new MemspikeError('DATA', `no column is named "${label}"`, {
    where,
    accepted: ['first', 'last', ...shown],
    hint: close === undefined ? undefined : `did you mean "${close}"?`,
  });
}

/** How programs write a value that is missing or infinite: a mistake in a sample, not a name in a header. */
function isNotFinite(cell: string): boolean {
  return /^[+-]?(nan|na|n\/a|null|inf|infinity)$/i.test(cell);
}
