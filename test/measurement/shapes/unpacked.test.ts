/** Workbooks and arrays: made here byte by byte, read as the text tables that they stand for. */
import { strToU8, zipSync } from 'fflate';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../../src/errors.ts';
import { unpacked } from '../../../src/measurement/tables/unpacked.ts';
import { npy, type Sheet, workbook } from '../../support/containers.ts';
import { type Cell, cycle, down, readAndFit, requireDevice, up } from './truth.ts';

const test = suite('workbooks and arrays');

const curveSheet = (name: string): Sheet => ({
  name,
  rows: [['Pulse', 'G (uS)'], ...cycle.map((g, i): Cell[] => [i, g])],
});
const notes: Sheet = { name: 'Notes', rows: [['wafer 3, by the lab'], ['good device']] };

const read = async (name: string, content: Uint8Array, sheet?: string) => {
  const file = await unpacked({ name, content }, { sheet });
  return { file, ...readAndFit([file]) };
};

async function requireRefused(
  name: string,
  content: Uint8Array,
  words: RegExp,
  sheet?: string,
): Promise<void> {
  const error = await read(name, content, sheet).catch((caught: unknown) => caught);
  assert.instance(error, MemspikeError);
  assert.match((error as MemspikeError).message, words);
}

test('the sheet with a table is taken, and told', async () => {
  const own = await read('a.xlsx', workbook([notes, curveSheet('Device A')]));
  requireDevice(own);
  assert.is(own.file.unpacked, 'sheet "Device A" of 2');
});

test('of several tables one has to be named, by name or number', async () => {
  const book = workbook([curveSheet('A1'), curveSheet('A2')]);
  await requireRefused('a.xlsx', book, /has 2 sheets with tables[\s\S]*A1, A2[\s\S]*--sheet/);
  for (const name of ['A2', '2']) requireDevice(await read('a.xlsx', book, name));
  await requireRefused('a.xlsx', book, /no such sheet[\s\S]*A1, A2/, 'A3');
});

test('a sheet called LTP and one called LTD are the halves of a device', async () => {
  const half = (name: string, values: readonly number[]): Sheet => ({
    name,
    rows: [['Pulse', 'G (uS)'], ...values.map((g, i): Cell[] => [i, g])],
  });
  requireDevice(await read('a.xlsx', workbook([half('LTP', up), half('LTD', [...down].reverse())])));
});

test('empty cells and a title above the header', async () => {
  const rows: Cell[][] = [
    ['Device A12'],
    [''],
    ['pulse', 'LTP (uS)', 'LTD (uS)'],
    ...up.map((g, i): Cell[] => [i, g, down[i]]),
  ];
  requireDevice(await read('a.xlsx', workbook([{ name: 'x', rows }])));
});

test('arrays of one axis lie side by side, of two axes by rows or by columns', async () => {
  const size = `(${up.length},)`;
  const side = zipSync({ 'LTP_uS.npy': npy(up, size), 'LTD_uS.npy': npy(down, size) });
  requireDevice(await read('a.npz', side));
  const flat = cycle.flatMap((g, i) => [i, g]);
  requireDevice(await read('a.npy', npy(flat, `(${cycle.length}, 2)`)), { gMax: null });
  requireDevice(await read('a.npy', npy([...cycle.keys(), ...cycle], `(${cycle.length}, 2)`, true)), {
    gMax: null,
  });
  requireDevice(await read('a.npy', npy([...cycle.keys(), ...cycle], `(2, ${cycle.length})`)), {
    gMax: null,
  });
});

test('other numbers of bytes, and what is no table, in NumPy', async () => {
  const float32 = (() => {
    const bytes = npy(cycle, `(${cycle.length},)`);
    // Not TextDecoder: its latin1 is windows-1252, in which the first byte, 0x93, is another letter.
    const text = String.fromCharCode(...bytes).replace('<f8', '<f4');
    const start = text.indexOf('\n') + 1;
    const out = new Uint8Array(start + 4 * cycle.length);
    out.set(Uint8Array.from(text.slice(0, start), (letter) => letter.charCodeAt(0)));
    const view = new DataView(out.buffer);
    for (const [i, value] of cycle.entries()) view.setFloat32(start + 4 * i, value, true);
    return out;
  })();
  requireDevice(await read('a.npy', float32), { gMax: null });
  await requireRefused('a.npy', npy([1, 2, 3, 4, 5, 6, 7, 8], '(2, 2, 2)'), /another number of axes/);
  await requireRefused('a.npy', npy([1, 2], '(4000,)'), /cut short/);
  await requireRefused('a.npy', npy([1, 2], '(40000000000,)'), /expected at most/);
});

test('archives without a table are refused: broken, foreign, far too large', async () => {
  await requireRefused('a.xlsx', workbook([notes]), /no sheet with a table/);
  await requireRefused('a.zip', zipSync({ 'a.txt': strToU8('1,2') }), /without a workbook/);
  await requireRefused('a.xlsx', workbook([notes]).subarray(0, 300), /broken archive/);
  const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(300 * 2 ** 20) }, { level: 9 });
  assert.ok(bomb.length < 2 ** 20);
  await requireRefused('a.xlsx', bomb, /unpacks to more/);
  await requireRefused('a.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), /old form/);
  await requireRefused('a.gz', Uint8Array.from([0x1f, 0x8b, 8, 0]), /gzip/);
});

test('text goes through as it is, and has no sheets', async () => {
  const file = { name: 'a.csv', content: 'pulse,G\n' };
  assert.is(await unpacked(file), file);
  assert.match(String(await unpacked(file, { sheet: 'A' }).catch((error: unknown) => error)), /no workbook/);
});

test.run();
