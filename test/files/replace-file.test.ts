/** What a path names decides how it is written: links, pipes, devices, descriptors, folders. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../src/errors.ts';
import { partBeside } from '../../src/files/parts.ts';
import { replaceFile, requireWritable } from '../../src/files/replace-file.ts';

const test = suite('replacing a file');

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'memspike-files-'));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function problemOf(writing: Promise<void>): Promise<MemspikeError> {
  const error = await writing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.instance(error, MemspikeError);
  assert.is((error as MemspikeError).code, 'FILE');
  return error as MemspikeError;
}

test('a file is replaced whole and keeps its mode', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'a.json');
    writeFileSync(path, 'old and longer');
    chmodSync(path, 0o640);
    await replaceFile(path, [Buffer.from('ne'), Buffer.from('w')]);
    assert.is(readFileSync(path, 'utf8'), 'new');
    assert.is(statSync(path).mode & 0o7777, 0o640);
    assert.equal(readdirSync(folder), ['a.json']);
  }));

test('a link stays, and what it leads to is written, over several links and where nothing is yet', () =>
  inFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    writeFileSync(at('file'), 'old');
    symlinkSync('file', at('one'));
    symlinkSync('one', at('two'));
    symlinkSync('not-there', at('dangling'));
    await replaceFile(at('two'), 'new');
    await replaceFile(at('dangling'), 'made');
    assert.equal([readFileSync(at('file'), 'utf8'), readFileSync(at('not-there'), 'utf8')], ['new', 'made']);
    for (const link of ['one', 'two', 'dangling']) assert.ok(lstatSync(at(link)).isSymbolicLink(), link);
  }));

test('a pipe and a device get the bytes and stay what they are', () =>
  inFolder(async (folder) => {
    if (process.platform === 'win32') return;
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [read] = await Promise.all([readFile(pipe, 'utf8'), replaceFile(pipe, 'through')]);
    assert.is(read, 'through');
    assert.ok(statSync(pipe).isFIFO());
    await replaceFile('/dev/null', 'nothing');
    assert.ok(statSync('/dev/null').isCharacterDevice());
  }));

test('a folder, a folder that is not there and a circle of links are refused, before and when it is written', () =>
  inFolder(async (folder) => {
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    const places = [
      [folder, /it is a folder/],
      [join(folder, 'x', 'y'), /its folder is not there/],
      [join(folder, 'a'), /links lead to each other/],
    ] as const;
    for (const [path, words] of places)
      for (const attempt of [requireWritable(path), replaceFile(path, 'x')])
        assert.match((await problemOf(attempt)).message, words);
  }));

test('a full disk is told with how to go on', async () => {
  if (process.platform !== 'linux') return;
  const { message } = await problemOf(replaceFile('/dev/full', 'x'));
  assert.match(message, /no room is left on the disk\n/);
  assert.match(message, /hint: make room, then give the same command again/);
});

test('what killed processes left is removed, what a living one writes is not', () =>
  inFolder(async (folder) => {
    const mine = partBeside(join(folder, 'a'));
    const dead = execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }).trim();
    writeFileSync(mine, '');
    writeFileSync(mine.replace(`-${process.pid}-`, `-${dead}-`), '');
    writeFileSync(join(folder, 'of-mine.part'), '');
    await replaceFile(join(folder, 'b'), 'x');
    assert.equal(
      readdirSync(folder)
        .map((name) => join(folder, name))
        .sort(),
      [mine, join(folder, 'b'), join(folder, 'of-mine.part')].sort(),
    );
  }));

test.run();
