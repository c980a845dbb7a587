/** A machine that has too little, or an installation that lacks a package: a word, not a stack. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { explain } from '../../src/cli/shared/failure.ts';
import { inFolder, memspike, SMALL } from './command.ts';

const test = suite('scarce machines');
const repository = fileURLToPath(new URL('../..', import.meta.url));

const isStack = (text: string) => /^ {4}at |node:internal|This is a bug/m.test(text);

test('too few file handles are named, with what lets there be more', () =>
  inFolder(async (cwd) => {
    if (process.platform !== 'linux')
      return void process.stdout.write(
        '\nskipped: the number of handles that Node needs is known for Linux\n',
      );
    let refused = 0;
    for (const openFiles of [23, 26, 32, 48]) {
      const args = ['train', ...SMALL, '--epochs', '1', '--out', `o${openFiles}`, '--quiet'];
      const { code, stderr } = await memspike(args, { cwd, openFiles });
      if (code === 0) continue;
      assert.not.ok(isStack(stderr), stderr);
      assert.match(stderr, /^memspike: .*too many files are open/);
      assert.match(stderr, /ulimit -n 1024/);
      assert.is(code, 2);
      refused++;
    }
    // Node 22 opens modules one after the other: what is enough for itself to start is enough for the program.
    if (Number.parseInt(process.versions.node, 10) < 22) assert.ok(refused > 0, 'none of these was too few');
    const { code } = await memspike(['device', 'list', '--quiet'], { cwd, openFiles: 1024 });
    assert.is(code, 0);
  }));

/** The built command in a place of its own, where packages can be left out. */
async function withoutPackage(name: string, body: (run: typeof memspike) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'memspike-without-'));
  try {
    cpSync(join(repository, 'dist'), join(folder, 'dist'), { recursive: true });
    cpSync(join(repository, 'package.json'), join(folder, 'package.json'));
    mkdirSync(join(folder, 'node_modules'));
    for (const one of readdirSync(join(repository, 'node_modules')))
      if (one !== name && !one.startsWith('.'))
        symlinkSync(join(repository, 'node_modules', one), join(folder, 'node_modules', one));
    await body((args, options) => memspike(args, { ...options, main: join(folder, 'dist/cli/main.js') }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NEEDS: Readonly<Record<string, readonly string[]>> = {
  linkedom: ['compare', ...SMALL, '--epochs', '1', '--seeds', '1', '--quiet'],
  piscina: ['compare', ...SMALL, '--epochs', '1', '--seeds', '1', '--quiet'],
  commander: ['device', 'list'],
  valibot: ['device', 'show', 'pcmo'],
};

for (const [name, args] of Object.entries(NEEDS))
  test(`without the package ${name}: its name and how to get it`, () =>
    inFolder((cwd) =>
      withoutPackage(name, async (run) => {
        const { code, stderr } = await run(args, { cwd });
        assert.not.ok(isStack(stderr), stderr);
        assert.match(
          stderr,
          new RegExp(`the package "${name}" is not installed\\n {2}hint: npm install ${name}`),
        );
        assert.is(code, 2);
      }),
    ));

test('memory that the machine does not give is told as such', () => {
  const text = explain(new RangeError('Array buffer allocation failed'), { debug: false });
  assert.not.ok(isStack(text));
  assert.match(text, /did not give the memory/);
});

test.run();
