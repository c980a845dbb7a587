/**
 * Arrays of NumPy, .npy and .npz, as text tables: format versions 1 to 3, numbers of 1 to 8 bytes, one or two axes.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { MemspikeError } from '../../errors.ts';

export interface NamedArray {
  readonly name: string;
  /** Of each row, one after the other. */
  readonly rows: number;
  readonly columns: number;
  readonly at: (row: number, column: number) => number;
}

const MOST_CELLS = 1e7;

/** Throws DATA for a type or a shape that is no table of numbers. */
export function numpyArray(bytes: Uint8Array, name: string): NamedArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refuse = (problem: string, received?: unknown): never => {
    throw new MemspikeError('DATA', problem, {
      where: name,
      received,
      accepted: 'numbers (float16 to float64, integers) of one or two axes',
    });
  };
  if (bytes.length < 12) refuse('is cut short');
  const isLong = bytes[6] >= 2;
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = (isLong ? 12 : 10) + length;
  if (start > bytes.length) refuse('is cut short');
  const header = new TextDecoder('latin1').decode(bytes.subarray(isLong ? 12 : 10, start));
  const type = /'descr'\s*:\s*'([<>|=]?)([fiub])(\d+)'/.exec(header);
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(header);
  if (type === null || shape === null) return refuse('is no array of numbers', header.slice(0, 80).trim());
  const sizes = shape[1].split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  const filled = sizes.length > 2 ? sizes.filter((size) => size !== 1) : sizes;
  if (filled.length < 1 || filled.length > 2 || !filled.every((size) => Number.isInteger(size) && size >= 0))
    refuse('has another number of axes', `shape (${shape[1].trim()})`);
  const [rows, columns] = [filled[0], filled[1] ?? 1];
  const size = Number(type[3]);
  if (rows * columns > MOST_CELLS) refuse(`has ${rows * columns} values, expected at most ${MOST_CELLS}`);
  if (start + rows * columns * size > bytes.length) refuse('is cut short');
  const read = readerOf(view, { kind: type[2], size, isLittle: type[1] !== '>' });
  if (read === undefined) return refuse('has another type', `${type[2]}${type[3]}`);
  const isFortran = /'fortran_order'\s*:\s*True/.test(header);
  return {
    name,
    rows,
    columns,
    at: (row, column) => read(start + size * (isFortran ? column * rows + row : row * columns + column)),
  };
}

function readerOf(
  view: DataView,
  { kind, size, isLittle }: { readonly kind: string; readonly size: number; readonly isLittle: boolean },
): ((at: number) => number) | undefined {
  switch (`${kind}${size}`) {
    case 'f8':
      return (at) => view.getFloat64(at, isLittle);
    case 'f4':
      // The shortest decimal that means the same float: 0.1, not 0.10000000149.
      return (at) => Number(view.getFloat32(at, isLittle).toPrecision(8));
    case 'f2':
      return (at) => Number(halfFloat(view.getUint16(at, isLittle)).toPrecision(5));
    case 'i8':
      return (at) => Number(view.getBigInt64(at, isLittle));
    case 'u8':
      return (at) => Number(view.getBigUint64(at, isLittle));
    case 'i4':
      return (at) => view.getInt32(at, isLittle);
    case 'u4':
      return (at) => view.getUint32(at, isLittle);
    case 'i2':
      return (at) => view.getInt16(at, isLittle);
    case 'u2':
      return (at) => view.getUint16(at, isLittle);
    case 'i1':
      return (at) => view.getInt8(at);
    case 'u1':
    case 'b1':
      return (at) => view.getUint8(at);
    default:
      return undefined;
  }
}

function halfFloat(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/**
 * Arrays as tables of text with their names as headers: those of one axis side by side, each of two axes on its own.
 * One of two axes that is wider than long lies on its side. Throws DATA if they have more values than tables have.
 */
export function textOfArrays(arrays: readonly NamedArray[], file: string): string {
  const flat = arrays.filter(({ columns }) => columns === 1);
  // They stand side by side, all as long as the longest.
  const longest = flat.reduce((most, { rows }) => Math.max(most, rows), 0);
  const wide = arrays.filter(({ columns }) => columns !== 1);
  requireCells(
    wide.reduce((sum, { rows, columns }) => sum + rows * columns, flat.length * longest),
    file,
  );
  const tables: string[] = [];
  if (flat.length > 0) {
    const lines = [flat.map(({ name }) => headerCell(name)).join('\t')];
    for (let row = 0; row < longest; row++)
      lines.push(flat.map((array) => (row < array.rows ? String(array.at(row, 0)) : '')).join('\t'));
    tables.push(lines.join('\n'));
  }
  for (const array of wide) {
    const isTurned = array.columns > array.rows && array.rows <= 12;
    const [rows, columns] = isTurned ? [array.columns, array.rows] : [array.rows, array.columns];
    const lines = arrays.length > 1 ? [headerCell(array.name)] : [];
    for (let row = 0; row < rows; row++)
      lines.push(
        Array.from({ length: columns }, (_, k) =>
          String(isTurned ? array.at(k, row) : array.at(row, k)),
        ).join('\t'),
      );
    tables.push(lines.join('\n'));
  }
  return `${tables.join('\n\n')}\n`;
}

function requireCells(cells: number, file: string): void {
  if (cells <= MOST_CELLS) return;
  throw new MemspikeError('DATA', 'has more values than measured curves have', {
    where: file,
    received: `${cells} cells`,
    accepted: `${MOST_CELLS}`,
  });
}

/** "LTP_G_uS.npy" of an archive is "LTP_G_uS". */
function headerCell(name: string): string {
  return name.replace(/\.npy$/, '').replace(/[\t\r\n]/g, ' ');
}
