import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tuning } from '../../src/experiment/tune/tune.ts';
import { type Ended, inFolder, memspike, resultsOf, SMALL } from './command.ts';

const test = suite('tune');

const FEW = ['--device', 'pcmo', '--epochs', '1', '--trials', '4', '--finalists', '1', '--workers', '2'];
const tune = (cwd: string, ...more: readonly string[]): Promise<Ended> =>
  memspike(['tune', ...SMALL, ...FEW, ...more], { cwd });

test('people get a table, and settings that --config takes; a second time nothing is run', () =>
  inFolder(async (cwd) => {
    const { code, stdout, stderr } = await tune(cwd, '--policy', 'read-free-pair,residual');
    assert.is(code, 0, stderr);
    assert.match(stderr, /58 training and 14 test samples.*held back/);
    assert.match(stderr, /\nread-free-pair, trial 4\/4 {2}[\d.]+ %\n/);
    assert.match(stdout, /^policy .*\nread-free-pair +[\d.]+ .* 4 trials\nresidual /);
    const folder = await resultsOf(cwd, 'tune--pcmo--read-free-pair+residual--');
    assert.equal((await readdir(folder)).sort(), [
      'contents.json',
      'records.ndjson',
      'tuned-read-free-pair.json',
      'tuned-residual.json',
    ]);
    const runs = async () => (await readFile(join(folder, 'records.ndjson'), 'utf8')).split('\n').length;
    const before = await runs();
    const again = await tune(cwd, '--policy', 'read-free-pair,residual');
    assert.is(again.stdout, stdout);
    assert.is(await runs(), before);
    const tuned = join(folder, 'tuned-residual.json');
    const compared = await memspike(['compare', '--config', tuned, '--seeds', '1', '--json', '-'], { cwd });
    assert.is(compared.code, 0, compared.stderr);
    const { arms, dataset } = JSON.parse(compared.stdout);
    assert.equal([arms.length, arms[0].device, arms[0].policy], [1, 'pcmo', 'residual']);
    assert.equal([dataset.train, dataset.test], [72, 18]);
  }));

test('--json - prints all trials and nothing else', () =>
  inFolder(async (cwd) => {
    const { code, stdout, stderr } = await tune(cwd, '--json', '-', '--validation', '9');
    assert.is(code, 0, stderr);
    const [{ policy, first, finalists }, ...others] = JSON.parse(stdout) as Tuning[];
    assert.is(others.length, 0);
    assert.is(policy, 'read-free-pair');
    assert.equal([first.length, finalists.length], [4, 1]);
    assert.match(stderr, /63 training and 9 test samples/);
  }));

test('a validation part larger than the training part is refused', () =>
  inFolder(async (cwd) => {
    const { code, stderr } = await tune(cwd, '--validation', '900');
    assert.is(code, 2);
    assert.match(stderr, /^memspike: tune: --validation: 900 samples asked for, 72 available for training/);
  }));

test.run();
