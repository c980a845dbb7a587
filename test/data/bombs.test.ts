/** Small files that unpack, or parse, to more than any machine has: refused early, with memory that stays small. */
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseCsv, readCsv } from '../../src/data/csv/csv.ts';
import { gunzip } from '../../src/data/gzip.ts';
import { readIdxDataset } from '../../src/data/idx/idx.ts';
import { MemspikeError } from '../../src/errors.ts';
import { unpacked } from '../../src/measurement/tables/unpacked.ts';
import { tinyIdx } from './idx-fixture.ts';

const test = suite('small files that grow');

const MB = 2 ** 20;

/** 5 MB of zeros, compressed once: members one after the other are one stream. */
const member = gzipSync(new Uint8Array(64 * MB), { level: 9 });
const bomb = (megabytes: number) => Buffer.concat(new Array<Buffer>(megabytes / 64).fill(member));

async function refusal(body: () => unknown): Promise<MemspikeError> {
  try {
    await body();
  } catch (error) {
    if (error instanceof MemspikeError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('gzip is left as soon as it has grown beyond what its reader takes', async () => {
  const peak = process.memoryUsage().arrayBuffers;
  const error = await refusal(() => gunzip(bomb(8192), 'bomb.gz', 32 * MB));
  assert.match(error.message, /^bomb\.gz: unpacks to more than 32 MB\n/);
  assert.is(error.code, 'DATA');
  const kept = process.memoryUsage().arrayBuffers - peak;
  assert.ok(kept < 300 * MB, `${kept} bytes more`);
  assert.is((await gunzip(bomb(64), 'fits.gz', 64 * MB)).length, 64 * MB);
});

test('a CSV file and the four IDX files together have such a limit', async () => {
  assert.match(
    (await refusal(() => readCsv(bomb(1024), { name: 'x.csv.gz' }))).message,
    /x\.csv\.gz: unpacks to more than 511 MB/,
  );
  const files = Object.fromEntries(
    Object.entries(tinyIdx()).map(([role, bytes]) => [role, { name: role, bytes }]),
  );
  const large = { name: 'large', bytes: bomb(640) };
  const error = await refusal(() =>
    readIdxDataset({ ...files, trainImages: large, testImages: large } as never),
  );
  assert.match(error.message, /^large: unpacks to more than 384 MB/);
});

test('a line of a hundred million cells is counted, not cut', async () => {
  const line = `${',1'.repeat(3_000_000)},x\n`;
  const error = await refusal(() => parseCsv(line + line, { name: 'wide.csv' }));
  assert.match(error.message, /^wide\.csv:1: has 3000002 columns, expected at most 1048576/);
});

const zip = (files: Record<string, Uint8Array>) => zipSync(files, { level: 9 });
const unpack = (content: Uint8Array) => refusal(() => unpacked({ name: 'a.zip', content }));

test('an archive is counted as it comes, whatever sizes it states of itself', async () => {
  const lying = zip({ 'a.npy': new Uint8Array(300 * MB) });
  const view = new DataView(lying.buffer);
  // Uncompressed size, in the local header and in the central directory.
  view.setUint32(22, 64, true);
  for (let at = lying.length - 4; at > 0; at--)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 64, true);
  assert.match((await unpack(lying)).message, /unpacks to more than a measured curve has/);
  const many = zip(Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`${i}.txt`, strToU8('x')])));
  assert.match((await unpack(many)).message, /more than 1000 files/);
});

test('arrays side by side have a bound together', async () => {
  const head = `{'descr': '|u1', 'fortran_order': False, 'shape': (9000000,), }`;
  const bytes = new Uint8Array(10 + head.length + 9_000_000);
  bytes.set([0x93, ...strToU8('NUMPY'), 1, 0, head.length, 0, ...strToU8(head)]);
  const error = await unpack(zip({ 'a.npy': bytes, 'b.npy': bytes }));
  assert.match(error.message, /has more values than measured curves have/);
});

test('a workbook with one cell at the end of the world is refused before its rows are filled', async () => {
  for (const name of ['XFD1048576', 'A1048577', 'ZZZZ1', 'B99999999999', 'A&#49;']) {
    const sheet = `<worksheet><sheetData><row r="1"><c r="${name}"><v>1</v></c></row></sheetData></worksheet>`;
    const files = { 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': strToU8(sheet) };
    assert.match((await unpack(zip(files))).message, /a workbook with cells where none can be/, name);
  }
});

test.run();
