/** Bytes of a measured file to text: UTF-8, or UTF-16 by its byte order mark or by where its NUL bytes stand. */
import { MemspikeError } from '../../errors.ts';

export interface MeasuredFile {
  /** For messages, and for the direction that it may tell: "ltd.csv". */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** V8 cannot hold a longer string. */
const MOST_BYTES = 0x1fffffe8;
/** Bytes that are looked at to tell UTF-16. */
const LOOKED_AT = 1000;

/** Throws DATA for what is no text; `unpacked` has turned workbooks and arrays into text before. */
export function textOf({ name, content }: MeasuredFile): string {
  if (typeof content === 'string') return content;
  if (content.length > MOST_BYTES)
    throw new MemspikeError('DATA', 'is too large for one text, expected at most 511 MB', { where: name });
  const kind = containerOf(content);
  if (kind !== undefined)
    throw new MemspikeError('DATA', `is ${kind.words}, not text`, {
      where: name,
      hint: kind.hint ?? 'await unpacked(file) makes a text of it',
    });
  const utf16 = utf16Of(content);
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(content);
  if (content.includes(0))
    throw new MemspikeError('DATA', 'is not text: it has NUL bytes', {
      where: name,
      hint: 'expected a table as text, a workbook (.xlsx) or an array (.npy, .npz)',
    });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    // µ and Ω of a table saved with an old code page of Windows.
    if (isMostlyAscii(content)) return new TextDecoder('windows-1252').decode(content);
    throw new MemspikeError('DATA', 'is not UTF-8 text', { where: name, hint: 'save it as "CSV UTF-8"' });
  }
}

/** The last part of a path. */
export function lastOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

interface Container {
  readonly kind: 'zip' | 'npy' | 'other';
  readonly words: string;
  readonly hint?: string;
}

/** What the first bytes say, for what is no text. */
export function containerOf(bytes: Uint8Array): Container | undefined {
  const starts = (...head: number[]) => head.every((byte, i) => bytes[i] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return { kind: 'zip', words: 'a workbook or an archive' };
  if (starts(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)) return { kind: 'npy', words: 'an array of NumPy' };
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    return { kind: 'other', words: 'a workbook of an old form (.xls)', hint: 'save it as .xlsx or CSV' };
  if (starts(0x1f, 0x8b)) return { kind: 'other', words: 'compressed (gzip)', hint: 'gunzip it first' };
  if (starts(0x89, 0x48, 0x44, 0x46))
    return { kind: 'other', words: 'HDF5', hint: 'export its table as CSV' };
  if (starts(0x25, 0x50, 0x44, 0x46))
    return { kind: 'other', words: 'a PDF', hint: 'digitise its curve, and save it as CSV' };
  return undefined;
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const end = Math.min(bytes.length, LOOKED_AT) & ~1;
  let [even, odd] = [0, 0];
  for (let i = 0; i < end; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (end >= 8 && even === 0 && odd > 0.9 * (end / 2)) return 'utf-16le';
  return end >= 8 && odd === 0 && even > 0.9 * (end / 2) ? 'utf-16be' : undefined;
}

/** At most one byte in fifty is outside of ASCII, and none is a control byte. */
function isMostlyAscii(bytes: Uint8Array): boolean {
  let high = 0;
  for (const byte of bytes) {
    if (byte >= 128) high++;
    if (byte < 9 || (byte > 13 && byte < 32)) return false;
  }
  return bytes.length > 40 && high <= Math.max(bytes.length / 50, 3);
}
