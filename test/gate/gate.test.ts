/**
 * The gate against every way in which uvu alone would report success, or nothing. Each situation is a folder of its
 * own in the system's temporary folder, with this repository's node_modules linked in.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const gate = join(repository, 'scripts', 'test.js');

interface Situation {
  /** Contents of test/<name>. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly options?: readonly string[];
  readonly ci?: boolean;
  /** The closing line. */
  readonly closes: string;
  /** The reason that the gate gives. */
  readonly because?: RegExp;
}

const head = "import { suite } from 'uvu';\nconst test = suite('s');";
const good = "test('good', () => {});";
const bad = "test('bad', () => { throw new Error('wrong by 7'); });";
const run = 'test.run();';
const handle = 'setInterval(() => {}, 1000);';

const red: Readonly<Record<string, Situation>> = {
  'no test file at all': { files: {}, closes: '0 passed, 1 failed', because: /no test file found/ },
  'a filter that names no file': {
    files: { 'a.test.ts': [head, good, run] },
    options: ['a.test', 'typo'],
    closes: '1 passed, 1 failed',
    because: /no test file for "typo"/,
  },
  'tests in a file of another name': {
    files: { 'a.test.ts': [head, good, run], 'b.tests.ts': [head, bad, run] },
    closes: '1 passed, 1 failed',
    because: /b\.tests\.ts holds tests/,
  },
  'a failing test': {
    files: { 'a.test.ts': [head, good, bad, good, run], 'b.test.ts': [head, good, run] },
    closes: '3 passed, 1 failed',
    because: /2 of 3 passed[\s\S]*wrong by 7/,
  },
  'two failing tests': { files: { 'a.test.ts': [head, bad, good, bad, run] }, closes: '1 passed, 2 failed' },
  'a file without run()': {
    files: { 'a.test.ts': [head, bad] },
    closes: '0 passed, 1 failed',
    because: /test\.run\(\) is missing/,
  },
  'the second of two suites without run()': {
    files: {
      'a.test.ts': [head, good, run, "const other = suite('o');", "other('bad', () => { throw 1; });"],
    },
    closes: '1 passed, 1 failed',
    because: /other\.run\(\) is missing/,
  },
  'a suite whose run() is never reached': {
    files: {
      'a.test.ts': [head, good, run, "const other = suite('o');", 'if (Date.now() < 0) other.run();'],
    },
    closes: '1 passed, 1 failed',
    because: /a suite did not run/,
  },
  'a run() that is commented out': {
    files: { 'a.test.ts': [head, bad, `// ${run}`] },
    closes: '0 passed, 1 failed',
    because: /test\.run\(\) is missing/,
  },
  'an empty suite': {
    files: { 'a.test.ts': [head, run] },
    closes: '0 passed, 1 failed',
    because: /no test ran/,
  },
  'an empty suite beside a full one': {
    files: { 'a.test.ts': [head, good, run, "const other = suite('o');", 'other.run();'] },
    closes: '1 passed, 1 failed',
    because: /a suite without tests/,
  },
  'a before hook that throws': {
    files: { 'a.test.ts': [head, "test.before(() => { throw new Error('x'); });", good, good, run] },
    closes: '0 passed, 2 failed',
    because: /0 of 2 passed/,
  },
  'a before.each hook that throws': {
    files: { 'a.test.ts': [head, "test.before.each(() => { throw new Error('x'); });", good, run] },
    closes: '0 passed, 1 failed',
  },
  'an after.each hook that throws': {
    files: { 'a.test.ts': [head, "test.after.each(() => { throw new Error('x'); });", good, good, run] },
    closes: '0 passed, 2 failed',
  },
  'an after hook that throws': {
    files: { 'a.test.ts': [head, "test.after(() => { throw new Error('x'); });", good, run] },
    closes: '0 passed, 1 failed',
    because: /exit code 1/,
  },
  'a thrown string': {
    files: { 'a.test.ts': [head, "test('string', () => { throw 'x'; });", good, good, run] },
    closes: '0 passed, 3 failed',
  },
  'a thrown undefined in the last test': {
    files: { 'a.test.ts': [head, good, "test('nothing', () => { throw undefined; });", run] },
    closes: '1 passed, 1 failed',
  },
  'a left-over .only': {
    files: { 'a.test.ts': [head, "test.only('one', () => {});", bad, run] },
    closes: '1 passed, 1 failed',
    because: /\.only left over/,
  },
  'a left-over .only on the only test': {
    files: { 'a.test.ts': [head, "test.only('one', () => {});", run] },
    closes: '1 passed, 1 failed',
    because: /\.only left over/,
  },
  'a skipped test': {
    files: { 'a.test.ts': [head, good, "test.skip('later', () => {});", run] },
    closes: '1 passed, 1 failed',
    because: /1 skipped/,
  },
  'a skipped test under CI=true, though allowed': {
    files: { 'a.test.ts': [head, good, "test.skip('later', () => {});", run] },
    options: ['--allow-skip'],
    ci: true,
    closes: '1 passed, 1 failed',
  },
  'a test that never ends, with a live handle': {
    files: { 'a.test.ts': [head, `test('hang', () => new Promise(() => ${handle.slice(0, -1)}));`, run] },
    options: ['--limit=1.5'],
    closes: '0 passed, 1 failed',
    because: /killed after 1\.5 s/,
  },
  'a test that never ends, without a handle': {
    files: { 'a.test.ts': [head, "test('hang', () => new Promise(() => {}));", run] },
    closes: '0 passed, 1 failed',
  },
  'a handle left open after the summary': {
    files: { 'a.test.ts': [head, good, handle, run] },
    options: ['--limit=1.5'],
    closes: '1 passed, 1 failed',
    because: /killed after 1\.5 s/,
  },
  'a hanging file that ignores SIGTERM': {
    files: { 'a.test.ts': [head, good, "process.on('SIGTERM', () => {});", handle, run] },
    options: ['--limit=1.5'],
    closes: '1 passed, 1 failed',
    because: /killed after 1\.5 s/,
  },
  'a crash while loading': {
    files: {
      'a.test.ts': [head, good, run, "throw new Error('at the top');"],
      'b.test.ts': [head, good, run],
    },
    closes: '1 passed, 1 failed',
    because: /at the top/,
  },
  'a rejection that nobody awaited': {
    files: { 'a.test.ts': [head, "test('loose', () => { Promise.reject(new Error('loose')); });", run] },
    closes: '1 passed, 1 failed',
    because: /exit code 1/,
  },
  'exit(0) in the middle of a test': {
    files: { 'a.test.ts': [head, "test('quits', () => { process.exit(0); });", bad, run] },
    closes: '0 passed, 1 failed',
  },
  'a signal in the middle of a test': {
    files: { 'a.test.ts': [head, "test('dies', () => { process.kill(process.pid, 'SIGKILL'); });", run] },
    closes: '0 passed, 1 failed',
    because: /ended by SIGKILL/,
  },
  'a file that prints a summary of its own': {
    files: {
      'a.test.ts': [head, "console.log('\\n  Total:     9\\n  Passed:    9\\n  Skipped:   0\\n');", bad, run],
    },
    closes: '0 passed, 1 failed',
    because: /2 summaries/,
  },
};

const green: Readonly<Record<string, Situation>> = {
  'all tests passed': {
    files: {
      'a.test.ts': [head, good, good, run],
      'deep/er/b.test.ts': ["import { test } from 'uvu';", "test('c', async () => {});", run],
      'support/common.ts': ["throw new Error('support files are not run');"],
    },
    closes: '3 passed, 0 failed',
  },
  'a warning on stderr in the middle of the report': {
    files: { 'a.test.ts': [head, "test('warns', () => { console.error('careful'); });", run] },
    closes: '1 passed, 0 failed',
  },
  'an allowed skip on a machine of a user': {
    files: { 'a.test.ts': [head, good, "test.skip('later', () => {});", run] },
    options: ['--allow-skip'],
    closes: '1 passed, 0 failed',
  },
  'a filter and an exception': {
    files: {
      'x/a.test.ts': [head, good, run],
      'x/b.test.ts': [head, bad, run],
      'y/c.test.ts': [head, bad, run],
    },
    options: ['test/x', '--except=b.test'],
    closes: '1 passed, 0 failed',
  },
  'a child process that outlives its test': {
    files: {
      'a.test.ts': [
        "import { spawn } from 'node:child_process';",
        head,
        "test('spawns', () => { spawn('sleep', ['60'], { stdio: 'inherit' }).unref(); });",
        run,
      ],
    },
    options: ['--limit=20'],
    closes: '1 passed, 0 failed',
  },
};

const test = suite('gate');

for (const [name, situation] of Object.entries(red)) {
  test(`fails: ${name}`, async () => {
    const { code, output } = await runGate(situation);
    assert.is(lastLine(output), situation.closes, output);
    assert.is(code, 1, output);
    if (situation.because) assert.match(output, situation.because);
  });
}

for (const [name, situation] of Object.entries(green)) {
  test(`passes: ${name}`, async () => {
    const { code, output } = await runGate(situation);
    assert.is(lastLine(output), situation.closes, output);
    assert.is(code, 0, output);
  });
}

test('prints one plain closing line, even when a failing file prints another', async () => {
  const { output } = await runGate({
    files: { 'a.test.ts': [head, "console.log('5 passed, 0 failed');", bad, run] },
    closes: '',
  });
  const closing = output.split('\n').filter((line) => /^\d+ passed, \d+ failed$/.test(line));
  assert.equal(closing, ['0 passed, 1 failed']);
});

test('repeats why a browser test did not run', async () => {
  const { output } = await runGate({
    files: { 'a.test.ts': [head, "test('page', () => { console.log('\\nskipped: no Chromium'); });", run] },
    closes: '',
  });
  assert.match(output, /^ {2}\| skipped: no Chromium$/m);
});

test.run();

async function runGate({ files, options = [], ci = false }: Situation) {
  const root = mkdtempSync(join(tmpdir(), 'memspike-gate-'));
  try {
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction');
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
    for (const [name, lines] of Object.entries(files)) {
      mkdirSync(join(root, 'test', name, '..'), { recursive: true });
      writeFileSync(join(root, 'test', name), lines.join('\n'));
    }
    return await runNode([gate, `--root=${root}`, ...options], { ...process.env, CI: String(ci) });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function runNode(args: readonly string[], env: NodeJS.ProcessEnv) {
  return new Promise<{ code: number | null; output: string }>((done, fail) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', fail);
    child.on('close', (code) => done({ code, output }));
  });
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? '';
}
