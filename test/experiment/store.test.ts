import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../src/errors.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { openStore } from '../../src/experiment/store/store.ts';
import { smallRun } from './small-run.ts';

const test = suite('store');

const record = await smallRun({ training: { epochs: 1 } });
const named = (id: string): RunRecord => ({ ...record, id });

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'memspike-store-'));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('records that were added are found when it is opened again', () =>
  inFolder(async (folder) => {
    const store = await openStore(join(folder, 'a', 'b'));
    await store.add(named('one'));
    await store.add(named('two'));
    const { records } = await openStore(join(folder, 'a', 'b'));
    assert.equal([...records.keys()], ['one', 'two']);
    assert.equal(records.get('one'), named('one'));
  }));

test('a last line cut short costs that line alone, and the next record is not glued to it', () =>
  inFolder(async (folder) => {
    const store = await openStore(folder);
    await store.add(named('one'));
    appendFileSync(store.path, JSON.stringify(named('two')).slice(0, 500));
    const reopened = await openStore(folder);
    assert.equal([...reopened.records.keys()], ['one']);
    await reopened.add(named('three'));
    assert.equal([...(await openStore(folder)).records.keys()], ['one', 'three']);
  }));

test('records of another version, and foreign lines, are not used but kept', () =>
  inFolder(async (folder) => {
    const other = { ...named('other'), versions: { ...record.versions, memspike: '0.0.1' } };
    const lines = [
      JSON.stringify(other),
      '{"format":"memspike-run/9"}',
      'null',
      '7',
      '{}',
      JSON.stringify(named('one')),
    ];
    const text = `${lines.join('\n')}\n`;
    writeFileSync(join(folder, 'records.ndjson'), text);
    const store = await openStore(folder);
    assert.equal([...store.records.keys()], ['one']);
    assert.is(readFileSync(store.path, 'utf8'), text);
  }));

test('of two records with one id the later counts', () =>
  inFolder(async (folder) => {
    const store = await openStore(folder);
    await store.add({ ...named('one'), accuracy: 0.1 });
    await store.add({ ...named('one'), accuracy: 0.2 });
    assert.is((await openStore(folder)).records.get('one')?.accuracy, 0.2);
  }));

test('a folder that cannot be used is refused, with its name', () =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'file'), '');
    const error = await openStore(join(folder, 'file')).catch((reason: unknown) => reason);
    assert.instance(error, MemspikeError);
    assert.equal(
      [(error as MemspikeError).code, (error as MemspikeError).where],
      ['FILE', join(folder, 'file')],
    );
  }));

test.run();
