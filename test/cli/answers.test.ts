/** --json and --quiet are the same in every command: JSON and nothing else on stdout, nothing on stderr. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, memspike, SMALL } from './command.ts';

const test = suite('answers');

const CURVES = fileURLToPath(new URL('../../examples/measured/gong_et_al.csv', import.meta.url));
const CIRCUIT = fileURLToPath(new URL('../../examples/circuits/five-by-four.json', import.meta.url));
const BRIEF = [...SMALL, '--device', 'pcmo', '--policy', 'none', '--epochs', '1'];

const COMMANDS: readonly (readonly string[])[] = [
  ['compare', ...BRIEF, '--seeds', '1'],
  ['explain', ...BRIEF, '--seeds', '1'],
  ['train', ...BRIEF],
  ['tune', ...BRIEF, '--trials', '1', '--finalists', '1'],
  ['device', 'list'],
  ['device', 'show', 'pcmo'],
  ['device', 'response', 'pcmo', '--pulses', '3'],
  ['device', 'fit', CURVES],
  ['device', 'convert', 'pcmo', '--to', 'aihwkit'],
  ['policy', 'list'],
  ['policy', 'show', 'residual'],
  ['array', 'solve', CIRCUIT],
];

for (const words of COMMANDS)
  test(`${words.slice(0, 2).join(' ')}: --json - --quiet is JSON on stdout and nothing else`, () =>
    inFolder(async (cwd) => {
      const { code, stdout, stderr } = await memspike([...words, '--json', '-', '--quiet'], { cwd });
      assert.is(code, 0, stderr);
      assert.is(stderr, '');
      assert.type(JSON.parse(stdout), 'object');
    }));

test('--json FILE leaves the words on stdout, and --quiet leaves them too', () =>
  inFolder(async (cwd) => {
    for (const words of [
      ['policy', 'show', 'residual'],
      ['train', ...BRIEF],
    ]) {
      const { stdout, stderr } = await memspike([...words, '--json', 'here.json', '--quiet'], { cwd });
      assert.is(stderr, '');
      assert.match(stdout, /^name |^output accuracy /m);
      assert.type(JSON.parse(await readFile(join(cwd, 'here.json'), 'utf8')), 'object');
    }
  }));

test('--quiet silences no error', () =>
  inFolder(async (cwd) => {
    await writeFile(join(cwd, 'bad.csv'), '1,2\n2,oops\n3,1\n');
    for (const words of [
      ['compare', '--data', 'nowhere'],
      ['train', '--data', 'nowhere'],
      ['device', 'fit', 'bad.csv'],
      ['device', 'show', 'nothing'],
    ]) {
      const { code, stdout, stderr } = await memspike([...words, '--quiet'], { cwd });
      assert.is(code, 2);
      assert.is(stdout, '');
      assert.match(stderr, /^memspike: /);
    }
  }));

test.run();
