/** Workbooks and arrays to text tables. Their readers are loaded when such a file comes, and not before. */
import { MemspikeError, missingPackage } from '../../errors.ts';
import { unzipped } from './archive.ts';
import { numpyArray, textOfArrays } from './numpy.ts';
import { containerOf, lastOf, type MeasuredFile } from './text.ts';
import { checkedWorkbook } from './workbook.ts';

export interface UnpackOptions {
  /** Name or number (from 1) of a workbook's sheet. Default: the one that has a table. */
  readonly sheet?: string;
}

export interface UnpackedFile extends MeasuredFile {
  /** What was taken out of a workbook or an archive. */
  readonly unpacked?: string;
}

/** The file itself if it is text already. Throws DATA for an archive that holds no table. */
export async function unpacked(file: MeasuredFile, { sheet }: UnpackOptions = {}): Promise<UnpackedFile> {
  const { name, content } = file;
  const kind = typeof content === 'string' ? undefined : containerOf(content)?.kind;
  if (kind === 'npy') {
    const text = textOfArrays([numpyArray(content as Uint8Array, lastOf(name))], name);
    return { name, content: text, unpacked: 'an array of NumPy' };
  }
  if (kind === 'zip') return fromArchive(name, content as Uint8Array, sheet);
  if (sheet !== undefined)
    throw new MemspikeError('DATA', 'is no workbook, so it has no sheets', {
      where: name,
      hint: 'leave --sheet out',
    });
  return file;
}

async function fromArchive(
  name: string,
  bytes: Uint8Array,
  sheet: string | undefined,
): Promise<UnpackedFile> {
  const entries = await unzipped(bytes, name);
  const arrays = [...entries].filter(([entry]) => entry.endsWith('.npy'));
  if (arrays.length > 0) {
    const text = textOfArrays(
      arrays.map(([entry, array]) => numpyArray(array, entry)),
      name,
    );
    const names = arrays.map(([entry]) => entry.replace(/\.npy$/, '')).join(', ');
    return { name, content: text, unpacked: `arrays of NumPy: ${names}` };
  }
  if (entries.has('xl/workbook.xml')) return fromWorkbook(name, await checkedWorkbook(entries, name), sheet);
  throw new MemspikeError('DATA', 'is an archive without a workbook or an array of NumPy', {
    where: name,
    received: [...entries.keys()].slice(0, 5).join(', '),
    hint: 'unpack it, and name the file with the curves',
  });
}

type Cell = string | number | boolean | Date | null;

async function fromWorkbook(
  name: string,
  bytes: ArrayBuffer,
  wanted: string | undefined,
): Promise<UnpackedFile> {
  const { default: readWorkbook } = await import('read-excel-file/universal').catch((cause: unknown) => {
    throw missingPackage(cause, { where: name, otherwise: 'save the sheet as CSV' }) ?? cause;
  });
  let sheets: readonly Sheet[];
  try {
    sheets = (await readWorkbook(bytes)) as unknown as readonly Sheet[];
  } catch (cause) {
    throw new MemspikeError('DATA', 'is a workbook that cannot be read', {
      where: name,
      received: (cause as Error).message,
      hint: 'save its sheet as CSV',
      cause,
    });
  }
  const chosen = chosenSheets(name, sheets, wanted);
  // One title line a sheet: the direction that its name may tell.
  const text = chosen
    .map(({ sheet, data }) => {
      const rows = data.map((row) => row.map(cellText).join('\t')).join('\n');
      return chosen.length > 1 ? `${sheet.replace(/\s/g, ' ')}\n${rows}` : rows;
    })
    .join('\n\n');
  const words = chosen.map(({ sheet }) => `"${sheet}"`).join(' and ');
  const of = sheets.length > chosen.length ? ` of ${sheets.length}` : '';
  return { name, content: text, unpacked: `sheet${chosen.length > 1 ? 's' : ''} ${words}${of}` };
}

type Sheet = { readonly sheet: string; readonly data: readonly (readonly Cell[])[] };

/** The sheet that was asked for; else the only one with a table, or one called LTP and one called LTD. */
function chosenSheets(name: string, sheets: readonly Sheet[], wanted: string | undefined): readonly Sheet[] {
  const names = sheets.map(({ sheet }) => sheet);
  if (wanted !== undefined) {
    const found = sheets.filter(({ sheet }, i) => sheet === wanted || String(i + 1) === wanted);
    if (found.length > 0) return found.slice(0, 1);
    throw new MemspikeError('DATA', 'has no such sheet', { where: name, received: wanted, accepted: names });
  }
  const filled = sheets.filter(
    ({ data }) => data.filter((row) => row.some((c) => typeof c === 'number')).length >= 4,
  );
  if (filled.length === 0)
    throw new MemspikeError('DATA', 'has no sheet with a table of numbers', {
      where: name,
      received: names.join(', '),
    });
  if (filled.length === 1) return filled;
  const halves = [
    /ltp|potent|(^|[^a-z])(set|up)([^a-z]|$)/i,
    /ltd|depress|reset|(^|[^a-z])down([^a-z]|$)/i,
  ].map((half) => filled.filter(({ sheet }) => half.test(sheet)));
  if (filled.length === 2 && halves.every(({ length }) => length === 1)) return [halves[0][0], halves[1][0]];
  throw new MemspikeError('DATA', `has ${filled.length} sheets with tables`, {
    where: name,
    received: filled.map(({ sheet }) => sheet).join(', '),
    hint: '--sheet NAME takes one',
  });
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  return String(cell).replace(/[\t\r\n]+/g, ' ');
}
