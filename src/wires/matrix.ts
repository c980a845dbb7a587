/** Checks of what a circuit is described by, that name row and column of what is wrong. */
import { MemspikeError } from '../errors.ts';

interface Entries {
  /** Whether numbers may be below 0. */
  readonly signed?: boolean;
  readonly accepted: string;
  /** Whether null may stand for a number. */
  readonly nulls?: boolean;
  /** Numbers of a row. Default: as many as in the first one. */
  readonly width?: number;
  /** What a row is. */
  readonly row?: string;
}

/** Throws CONFIG unless entry `name` of the input is a list of equally long lists of finite numbers, if it is there. */
export function requireMatrix(input: unknown, name: string, entries: Entries): void {
  const rows = (input as Record<string, unknown> | null | undefined)?.[name];
  if (rows === undefined) return;
  const { row: ofRow = 'row', width } = entries;
  if (!Array.isArray(rows) || rows.length === 0) throw refusal(name, rows, `a list of one or more ${ofRow}s`);
  const columns = width ?? (Array.isArray(rows[0]) ? rows[0].length : 0);
  for (const [i, row] of rows.entries()) {
    const where = `${name}.${i}`;
    if (!Array.isArray(row) || row.length === 0) throw refusal(where, row, 'a list of numbers');
    if (row.length !== columns)
      throw refusal(where, `${row.length} numbers`, `${columns}, as many as ${width ? 'rows' : 'in row 0'}`);
    for (const [j, entry] of row.entries()) requireEntry(entry, `${where}.${j}`, entries);
  }
}

/** `voltages`: a list of reads, each with a voltage for every row of `conductances`. */
export function requireVoltages(input: unknown): void {
  const rows = (input as { readonly conductances?: unknown } | null | undefined)?.conductances;
  requireMatrix(input, 'voltages', {
    accepted: `a voltage, 0 or ${SMALLEST} to ${LARGEST} either way, or null for a line that floats`,
    nulls: true,
    signed: true,
    row: 'read',
    ...(Array.isArray(rows) && { width: rows.length }),
  });
}

/** Squares of numbers beyond are lost to float64. */
const [SMALLEST, LARGEST] = [1e-30, 1e30];

function requireEntry(entry: unknown, where: string, { accepted, nulls, signed }: Entries): void {
  if (entry === null && nulls) return;
  if (typeof entry === 'number' && (entry === 0 || isWithin(signed ? Math.abs(entry) : entry))) return;
  throw refusal(where, entry, accepted);
}

const isWithin = (size: number): boolean => size >= SMALLEST && size <= LARGEST;

function refusal(where: string, received: unknown, accepted: string): MemspikeError {
  return new MemspikeError('CONFIG', 'not an accepted value', { where, received, accepted });
}
