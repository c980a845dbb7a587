import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { VERSION } from '../../src/engine/binary.ts';
import { memspike } from './command.ts';

const test = suite('help');

const COMMANDS = [
  [],
  ['compare'],
  ['explain'],
  ['train'],
  ['tune'],
  ['device'],
  ['device', 'list'],
  ['device', 'show'],
  ['device', 'response'],
  ['device', 'fit'],
  ['device', 'convert'],
  ['policy'],
  ['policy', 'list'],
  ['policy', 'show'],
  ['array'],
  ['array', 'solve'],
  ['app'],
];

test('every command explains itself, with an example that begins with its own name', async () => {
  const ends = await Promise.all(COMMANDS.map((words) => memspike([...words, '--help'])));
  ends.forEach(({ code, stdout, stderr }, i) => {
    const name = ['memspike', ...COMMANDS[i]].join(' ');
    assert.is(code, 0, name);
    assert.is(stderr, '', name);
    assert.ok(stdout.startsWith(`Usage: ${name} `), name);
    const [, examples = ''] = stdout.split(/\nExamples?:\n/);
    assert.ok(examples.includes(`$ ${name}`), `${name}: ${examples}`);
  });
});

test('--version prints the version alone', async () => {
  assert.equal(await memspike(['--version']), { code: 0, stdout: `${VERSION}\n`, stderr: '' });
});

test('without a command the help goes to stderr and the exit code is 2', async () => {
  for (const words of [[], ['device']]) {
    const { code, stdout, stderr } = await memspike(words);
    assert.is(code, 2);
    assert.is(stdout, '');
    assert.match(stderr, /^Usage: memspike/);
  }
});

test.run();
