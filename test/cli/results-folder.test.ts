import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderName, resultsFolder, type Subject } from '../../src/cli/shared/results-folder.ts';
import { thrown } from '../data/support.ts';

const test = suite('folders of results');

async function inNew(body: (out: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'memspike-results-'));
  try {
    await body(join(folder, 'out'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const subject = (...parts: readonly string[]): Subject => ({
  kind: 'comparison',
  title: `runs ${parts.join(' and ')}`,
  words: [['compare'], ['pcmo'], ['none']],
  parts,
});

async function fill(out: string, one: Subject, files: readonly string[], fresh = false): Promise<void> {
  const folder = resultsFolder(one, { out, fresh });
  await folder.holds(files);
  for (const file of files) await writeFile(join(out, file), one.title);
}

test('a name tells what is compared, is short, and is another for another content', () => {
  const words = [['compare'], ['Ag:a-Si, mine', 'pcmo'], ['a', 'b', 'c', 'd', 'e']];
  const name = folderName({ words, parts: ['1', '2'] });
  assert.match(name, /^compare--ag-a-si-mine\+pcmo--a\+b\+3-more--[0-9a-f]{8}$/);
  assert.is(folderName({ words, parts: ['2', '1'] }), name);
  assert.is.not(folderName({ words, parts: ['1', '3'] }), name);
  const long = Array.from({ length: 9 }, (_, i) => `${i}${'x'.repeat(300)}`);
  assert.ok(folderName({ words: [['compare'], long, long], parts: [] }).length < 255);
  for (const word of ['..', '/', '', 'a/../../b', 'ö'])
    assert.not.match(folderName({ words: [[word]], parts: [] }), /[\\/]|^\./);
});

test('without --out the same content has the same folder, and another content another', () => {
  const [first, again, other] = [subject('1'), subject('1'), subject('2')].map(
    (one) => resultsFolder(one, {}).path,
  );
  assert.is(again, first);
  assert.is.not(other, first);
  assert.match(first, /^results.compare--pcmo--none--/);
});

test('a folder that holds something else is refused, with what it holds, and --fresh replaces it', () =>
  inNew(async (out) => {
    await fill(out, subject('1', '2'), ['report.html', 'old.svg']);
    const { code, where, received } = thrown(() => resultsFolder(subject('2', '3'), { out }));
    assert.equal([code, where, received], ['USAGE', '--out', 'runs 1 and 2']);
    await fill(out, subject('2', '3'), ['report.html', 'new.svg'], true);
    assert.equal((await readdir(out)).sort(), ['contents.json', 'new.svg', 'report.html']);
    assert.is(await readFile(join(out, 'report.html'), 'utf8'), 'runs 2 and 3');
  }));

test('what has grown takes its own place, and leaves no picture of before', () =>
  inNew(async (out) => {
    await fill(out, subject('1'), ['report.html', 'one.svg']);
    await writeFile(join(out, 'mine.txt'), 'mine');
    await fill(out, subject('1', '2'), ['report.html', 'two.svg']);
    assert.equal((await readdir(out)).sort(), ['contents.json', 'mine.txt', 'report.html', 'two.svg']);
    assert.throws(() => resultsFolder(subject('1'), { out }), /holds another comparison/);
  }));

test('a folder holds one result of each kind', () =>
  inNew(async (out) => {
    await fill(out, subject('1'), ['report.html']);
    await fill(out, { ...subject('2'), kind: 'attribution' }, ['attribution.svg']);
    const contents = JSON.parse(await readFile(join(out, 'contents.json'), 'utf8'));
    assert.equal(Object.keys(contents), ['comparison', 'attribution']);
    assert.equal(contents.comparison.files, ['report.html']);
  }));

test('a list that is damaged, or names files elsewhere, lists nothing', () =>
  inNew(async (out) => {
    await resultsFolder(subject('1'), { out }).holds([]);
    for (const text of [
      'no JSON',
      '[]',
      '{"comparison": 3}',
      '{"comparison": {"title": "x", "parts": ["9"], "files": ["../../precious"]}}',
    ]) {
      await writeFile(join(out, 'contents.json'), text);
      assert.is(resultsFolder(subject('1'), { out }).path, out);
    }
  }));

test.run();
