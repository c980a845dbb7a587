import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../src/errors.ts';
import { idOf } from '../../src/experiment/run/identity.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { lineOf } from '../../src/experiment/store/line.ts';
import { openStore } from '../../src/experiment/store/store.ts';
import { smallRun } from './small-run.ts';

const test = suite('store');

const record = await smallRun({ training: { epochs: 1 } });
/** Runs of different seeds, by names that are easier to read than their ids. */
const names = new Map<string, string>();
function named(name: string): RunRecord {
  const seed = [...name].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7) % 1e9;
  const config = { ...record.config, seed };
  const id = idOf(config, record.dataset);
  names.set(id, name);
  return { ...record, config, seed, id };
}
const namesOf = (records: ReadonlyMap<string, RunRecord>) => [...records.keys()].map((id) => names.get(id));

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
    assert.equal(namesOf(records), ['one', 'two']);
    assert.equal(records.get(named('one').id), named('one'));
  }));

test('a last line cut short costs that line alone, and the next record is not glued to it', () =>
  inFolder(async (folder) => {
    const store = await openStore(folder);
    await store.add(named('one'));
    appendFileSync(store.path, JSON.stringify(named('two')).slice(0, 500));
    const reopened = await openStore(folder);
    assert.equal(namesOf(reopened.records), ['one']);
    await reopened.add(named('three'));
    assert.equal(namesOf((await openStore(folder)).records), ['one', 'three']);
  }));

test('damaged, foreign and older lines are named by number and set aside, and the others are used', () =>
  inFolder(async (folder) => {
    const store = await openStore(folder);
    const { versions } = record;
    await store.add(named('one'));
    await store.add(named('changed'));
    await store.add({ ...named('version'), versions: { ...versions, memspike: '0.0.1' } });
    await store.add({ ...named('kernels'), versions: { ...versions, kernels: 'f'.repeat(64) } });
    const foreign = ['{"format":"memspike-run/9"}', 'null', '7', JSON.stringify(named('before'))];
    foreign.push('{"format":"memspike-run/1"}');
    appendFileSync(store.path, `${foreign.join('\n')}\n`);
    await store.add(named('two'));
    const text = readFileSync(store.path, 'utf8').replace(
      `"id":"${named('changed').id}"`,
      `"id":"${'0'.repeat(64)}"`,
    );
    writeFileSync(store.path, text);

    const { asidePath, records, setAside } = await openStore(folder);
    assert.equal(namesOf(records), ['one', 'two']);
    assert.equal(
      setAside.map(({ number, why }) => `${number} ${why}`),
      [
        '2 damaged: it is not what its digest was taken of',
        '3 of memspike 0.0.1; this is 0.1.0',
        '4 of another build of the kernels',
        '5 no record of a run',
        '6 no record of a run',
        '7 no record of a run',
        '8 of an earlier version: it has no digest',
        '9 of an earlier version: it has no digest',
      ],
    );
    const lines = text.split('\n');
    assert.is(readFileSync(asidePath, 'utf8'), `${lines.slice(1, 9).join('\n')}\n`);
    const again = await openStore(folder);
    assert.equal([again.setAside.length, again.records.size], [0, 2]);
  }));

test('a line whose digest is right and that lacks what a table or a verdict reads is set aside', () =>
  inFolder(async (folder) => {
    const { dataset } = record;
    const lacking: readonly object[] = [
      { recall: undefined },
      { balancedAccuracy: null },
      { hiddenBalancedAccuracy: 'x' },
      { updateReads: undefined },
      { dataset: { ...dataset, tested: undefined } },
      { dataset: { ...dataset, majority: null } },
      { dataset: { ...dataset, centroid: {} } },
    ];
    const store = await openStore(folder);
    for (const part of lacking) appendFileSync(store.path, `${lineOf({ ...record, ...part })}\n`);
    appendFileSync(store.path, `${lineOf({ ...record, config: { ...record.config, seed: 9 } })}\n`);
    appendFileSync(store.path, `${lineOf(named('whole'))}\n`);
    const { records, setAside } = await openStore(folder);
    assert.equal(namesOf(records), ['whole']);
    assert.equal(
      setAside.map(({ number, why }) => `${number} ${why}`),
      [
        ...lacking.map((_, i) => `${i + 1} damaged: its digest is right, and parts of a record are missing`),
        `${lacking.length + 1} damaged: its configuration is not the one of its id`,
      ],
    );
  }));

test('one flipped bit anywhere in a line costs that line alone', () =>
  inFolder(async (folder) => {
    const store = await openStore(folder);
    await store.add(named('one'));
    await store.add(named('two'));
    const whole = readFileSync(store.path);
    const first = whole.indexOf(10);
    // A bit whose change makes no line break.
    for (let at = 0; at < first; at += 97) {
      const bytes = Buffer.from(whole);
      bytes[at] ^= 0x10;
      writeFileSync(store.path, bytes);
      assert.equal(namesOf((await openStore(folder)).records), ['two'], `byte ${at}`);
    }
  }));

test('two that write at once lose nothing of each other, also while one sets lines aside', () =>
  inFolder(async (folder) => {
    const [one, other] = [await openStore(folder), await openStore(folder)];
    const ids = Array.from({ length: 40 }, (_, k) => `run ${k}`);
    appendFileSync(one.path, 'nonsense\n');
    await Promise.all([
      ...ids.map((id, k) => (k % 2 ? one : other).add(named(id))),
      openStore(folder).then(({ setAside }) => assert.is(setAside.length, 1)),
    ]);
    assert.equal(namesOf((await openStore(folder)).records).sort(), [...ids].sort());
  }));

test('a full disk is a FILE error that says what is kept, and how to go on', () =>
  inFolder(async (folder) => {
    if (!existsSync('/dev/full')) return void process.stdout.write('\nskipped: no /dev/full\n');
    const store = await openStore(folder);
    await store.add(named('one'));
    rmSync(store.path);
    symlinkSync('/dev/full', store.path);
    const error = await store.add(named('two')).catch((reason: unknown) => reason);
    assert.instance(error, MemspikeError);
    const { code, message } = error as MemspikeError;
    assert.is(code, 'FILE');
    assert.match(message, /kept \(1 of this command\), this run is not/);
    assert.match(message, /hint: make room, then give the same command again/);
    rmSync(store.path);
    await store.add(named('three'));
    assert.equal(namesOf((await openStore(folder)).records), ['three']);
  }));

test('of two records with one id the later counts', () =>
  inFolder(async (folder) => {
    const store = await openStore(folder);
    await store.add({ ...named('one'), accuracy: 0.1 });
    await store.add({ ...named('one'), accuracy: 0.2 });
    assert.is((await openStore(folder)).records.get(named('one').id)?.accuracy, 0.2);
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
