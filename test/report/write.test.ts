import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../src/errors.ts';
import { withVerdicts } from '../../src/report/text/finding-in-words.ts';
import { writeReport } from '../../src/report/write.ts';
import { made } from './fixtures.ts';

const test = suite('writing a report');

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'memspike-report-'));
  try {
    await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('the folder holds the page, the numbers and the pictures, and nothing half-written', () =>
  inFolder(async (folder) => {
    const subject = made({ devices: ['pcmo'] });
    const outDir = join(folder, 'deep', 'er');
    const paths = await writeReport({ ...subject, command: 'x', outDir });
    assert.equal((await readdir(outDir)).sort(), paths.map((path) => basename(path)).sort());
    assert.equal(
      paths.slice(0, 2).map((path) => basename(path)),
      ['report.html', 'comparison.json'],
    );
    assert.ok(paths.includes(join(outDir, 'accuracy-by-arm.svg')));
    const comparison = JSON.parse(await readFile(join(outDir, 'comparison.json'), 'utf8'));
    assert.equal(comparison, withVerdicts(subject.comparison));
    assert.is(comparison.verdicts[0].device, 'pcmo');
  }));

test('a second report replaces the first', () =>
  inFolder(async (folder) => {
    const first = await writeReport({ ...made(), command: 'first', outDir: folder });
    await writeReport({ ...made(), command: 'second', outDir: folder });
    assert.match(await readFile(first[0], 'utf8'), /<pre>second<\/pre>/);
    assert.is((await readdir(folder)).length, first.length);
  }));

test('a folder that cannot be made is a FILE error that names it', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'taken');
    await writeFile(file, '');
    const problem = await writeReport({ ...made(), command: 'x', outDir: join(file, 'below') }).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.instance(problem, MemspikeError);
    assert.is((problem as MemspikeError).code, 'FILE');
    assert.is((problem as MemspikeError).where, join(file, 'below'));
  }));

test.run();
