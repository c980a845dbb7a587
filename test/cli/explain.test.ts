import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Attribution } from '../../src/experiment/explain/explain.ts';
import { type Ended, inFolder, memspike, resultsOf, SMALL } from './command.ts';

const test = suite('explain');

function explain(cwd: string, ...more: readonly string[]): Promise<Ended> {
  const few = ['--device', 'pcmo', '--seeds', '2', '--epochs', '1', '--workers', '2'];
  return memspike(['explain', ...SMALL, ...few, ...more], { cwd });
}

test('people get a table on stdout, progress on stderr, a picture in the folder; a second time nothing is run', () =>
  inFolder(async (cwd) => {
    const { code, stdout, stderr } = await explain(cwd);
    assert.is(code, 0, stderr);
    assert.match(stdout, /^pcmo, none: [\d.]+ ± [\d.]+ % as it is/);
    for (const effect of ['asymmetry', 'nonlinearity', 'c2c', 'levels'])
      assert.match(stdout, new RegExp(`\n${effect} +−?[\\d.]+ \\(`));
    assert.match(stderr, /\n20 runs: 10 variants × 2 seeds\n/);
    const files = await readdir(await resultsOf(cwd, 'explain--pcmo--none--'));
    assert.equal(files.sort(), ['attribution.json', 'attribution.svg', 'contents.json']);
    assert.ok((await readdir(join(cwd, 'results'))).includes('records.ndjson'));
    const again = await explain(cwd);
    assert.match(again.stderr, /20 runs, 20 of them finished before/);
    assert.is(again.stdout, stdout);
  }));

test('--json - prints the attribution and nothing else; the folder has the same', () =>
  inFolder(async (cwd) => {
    const { code, stdout, stderr } = await explain(
      cwd,
      '--json',
      '-',
      '--policy',
      'none,residual',
      '--d2d',
      'on',
    );
    assert.is(code, 0, stderr);
    const folder = await resultsOf(cwd, 'explain--pcmo--none+residual--');
    const attributions = JSON.parse(stdout) as Attribution[];
    assert.equal(
      attributions.map(({ device, policy }) => [device, policy]),
      [
        ['pcmo', 'none'],
        ['pcmo', 'residual'],
      ],
    );
    for (const { effects, total } of attributions) {
      assert.equal(
        effects.map(({ effect }) => effect),
        ['asymmetry', 'nonlinearity', 'c2c', 'd2d', 'levels'],
      );
      assert.is(total?.runs.length, 2);
    }
    assert.equal(JSON.parse(await readFile(join(folder, 'attribution.json'), 'utf8')), attributions);
  }));

test('ideal weights are refused before anything is run', () =>
  inFolder(async (cwd) => {
    const { code, stderr } = await explain(cwd, '--device', 'ideal');
    assert.is(code, 2);
    assert.match(stderr, /^memspike: explain: .*nothing to explain/);
  }));

test.run();
