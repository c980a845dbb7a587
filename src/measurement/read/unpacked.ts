/** Workbooks and arrays to text tables. Their readers are loaded when such a file comes, and not before. */
import { MemspikeError } from '../../errors.ts';
import { numpyArray, textOfArrays } from './numpy.ts';
import { containerOf, type MeasuredFile } from './text.ts';

export interface UnpackOptions {
  /** Name or number (from 1) of a workbook's sheet. Default: the one that has a table. */
  readonly sheet?: string;
}

export interface UnpackedFile extends MeasuredFile {
  /** What was taken out of a workbook or an archive. */
  readonly unpacked?: string;
}

/** What an archive may hold, unpacked: a small file that grows beyond it is refused before it does. */
const MOST_BYTES = 256 * 2 ** 20;
const MOST_ENTRIES = 1000;

/** The file itself if it is text already. Throws DATA for an archive that holds no table. */
export async function unpacked(file: MeasuredFile, { sheet }: UnpackOptions = {}): Promise<UnpackedFile> {
  const { name, content } = file;
  const kind = typeof content === 'string' ? undefined : containerOf(content)?.kind;
  if (kind === 'npy') {
    const text = textOfArrays([numpyArray(content as Uint8Array, baseName(name))]);
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

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

async function fromArchive(
  name: string,
  bytes: Uint8Array,
  sheet: string | undefined,
): Promise<UnpackedFile> {
  const { unzipSync } = await import('fflate');
  const entries: string[] = [];
  let total = 0;
  const broken = (cause: unknown) => new MemspikeError('DATA', 'is a broken archive', { where: name, cause });
  try {
    unzipSync(bytes, {
      filter: ({ name: entry, originalSize }) => {
        entries.push(entry);
        total += originalSize;
        return false;
      },
    });
  } catch (cause) {
    throw broken(cause);
  }
  if (total > MOST_BYTES || entries.length > MOST_ENTRIES)
    throw new MemspikeError('DATA', 'unpacks to more than a measured curve has', {
      where: name,
      received: `${entries.length} files, ${Math.round(total / 2 ** 20)} MB`,
      accepted: `${MOST_ENTRIES} files, ${MOST_BYTES / 2 ** 20} MB`,
    });
  const arrays = entries.filter((entry) => entry.endsWith('.npy'));
  if (arrays.length > 0) {
    let files: Record<string, Uint8Array>;
    try {
      files = unzipSync(bytes, { filter: ({ name: entry }) => entry.endsWith('.npy') });
    } catch (cause) {
      throw broken(cause);
    }
    const text = textOfArrays(arrays.map((entry) => numpyArray(files[entry], entry)));
    return {
      name,
      content: text,
      unpacked: `arrays of NumPy: ${arrays.map((a) => a.replace(/\.npy$/, '')).join(', ')}`,
    };
  }
  if (entries.includes('xl/workbook.xml')) return fromWorkbook(name, bytes, sheet);
  throw new MemspikeError('DATA', 'is an archive without a workbook or an array of NumPy', {
    where: name,
    received: entries.slice(0, 5).join(', '),
    hint: 'unpack it, and name the file with the curves',
  });
}

type Cell = string | number | boolean | Date | null;

async function fromWorkbook(
  name: string,
  bytes: Uint8Array,
  wanted: string | undefined,
): Promise<UnpackedFile> {
  const { default: readWorkbook } = await import('read-excel-file/universal');
  let sheets: readonly { readonly sheet: string; readonly data: readonly (readonly Cell[])[] }[];
  try {
    sheets = (await readWorkbook(bytes.slice().buffer as ArrayBuffer)) as unknown as typeof sheets;
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
