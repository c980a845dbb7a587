/** Small workbooks and arrays, made byte by byte. */
import { strToU8, zipSync } from 'fflate';

/** Archives hold local time: with this one they have the same bytes on every day and in every zone. */
export const SAME_DAY = new Date(2000, 0, 1);

export type Cell = number | string;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** The least of Office Open XML that a sheet of numbers and inline words needs (ECMA-376, part 1). */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(partsOf(sheets)).map(([name, text]) => [name, strToU8(text)])),
    { mtime: SAME_DAY },
  );
}

export function partsOf(sheets: readonly Sheet[]): Record<string, string> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const cell = (value: Cell, at: string) =>
    typeof value === 'number'
      ? `<c r="${at}"><v>${value}</v></c>`
      : value === ''
        ? ''
        : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const sheetXml = ({ rows }: Sheet) =>
    `<worksheet xmlns="${main}"><sheetData>${rows
      .map(
        (row, r) =>
          `<row r="${r + 1}">${row.map((v, c) => cell(v, `${String.fromCharCode(65 + c)}${r + 1}`)).join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`;
  return {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(({ name }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships">${sheets.map((_, i) => `<Relationship Id="r${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
  };
}

/** Format version 1.0 of NumPy, little endian doubles. */
export function npy(values: readonly number[], shape: string, fortran = false): Uint8Array {
  const head = `{'descr': '<f8', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }`;
  const padded = `${head.padEnd(Math.ceil((head.length + 11) / 64) * 64 - 11)}\n`;
  const bytes = new Uint8Array(10 + padded.length + 8 * values.length);
  bytes.set([0x93, ...strToU8('NUMPY'), 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, padded.length, true);
  bytes.set(strToU8(padded), 10);
  for (const [i, value] of values.entries()) view.setFloat64(10 + padded.length + 8 * i, value, true);
  return bytes;
}
