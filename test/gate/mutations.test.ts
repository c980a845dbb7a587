/** The list of mutations fits the tree, and scripts/mutate.js tells a test that sees a fault from one that does not. */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const scripts = join(repository, 'scripts');
const { mutations } = await import(pathToFileURL(join(scripts, 'mutations/all-mutations.js')).href);
const { faultsOf } = await import(pathToFileURL(join(scripts, 'mutations/faults.js')).href);
const { drawSample } = await import(pathToFileURL(join(scripts, 'mutations/sample.js')).href);

const test = suite('mutations');

test('every text that is replaced stands once in its file, and every test that is named is there', () => {
  assert.equal(faultsOf(mutations, repository), []);
});

test('every kernel has mutations', () => {
  const files = mutations.map(({ file }: { file: string }) => file);
  const kernels = readdirSync(join(repository, 'assembly'), { recursive: true })
    .map((name) => `assembly/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && name !== 'assembly/index.ts');
  assert.equal(
    kernels.filter((kernel) => !files.includes(kernel)),
    [],
  );
});

test('a text that has gone or stands twice, a test that has gone, and an entry that changes nothing are told', () => {
  const file = 'scripts/mutations/faults.js';
  const fits = { file, text: 'export function faultsOf(', replacement: '', tests: ['gate/gate.test.ts'] };
  assert.equal(faultsOf([fits], repository), []);
  for (const [wrong, because] of [
    [{ text: 'no such text in it' }, /stands 0 times/],
    [{ text: 'import ' }, /stands \d+ times/],
    [{ file: 'scripts/nowhere.js' }, /is not there/],
    [{ replacement: fits.text }, /replaced by itself/],
    [{ tests: [] }, /names no test/],
    [{ tests: ['gate/nowhere.test.ts'] }, /names test\/gate\/nowhere\.test\.ts, which is not there/],
  ] as const) {
    const faults = faultsOf([{ ...fits, ...wrong }], repository);
    assert.is(faults.length, 1, faults.join('\n'));
    assert.match(faults[0], because);
  }
  assert.match(faultsOf([fits, fits], repository).join(), /listed twice/);
});

const SUM = 'export const sum = (a, b) => a + b;\n';
const HEAD =
  "import { suite } from 'uvu';\nimport * as assert from 'uvu/assert';\nimport { sum } from '../sum.js';";
const sees = `${HEAD}\nconst test = suite('s');\ntest('2 and 3 are 5', () => assert.is(sum(2, 3), 5));\ntest.run();\n`;
const blind = sees.replaceAll('2', '0').replaceAll('3', '0').replaceAll('5', '0');

test('a fault that no test sees is told, and the tree stays as it was', async () => {
  const minus = { file: 'sum.js', text: 'a + b', replacement: 'a - b', tests: ['a.test.ts'] };
  for (const [source, code, because] of [
    [sees, 0, /1\/1 {2}found out {2}sum\.js[\s\S]*2 and 3 are 5[\s\S]*1 of 1 mutations were found out/],
    [blind, 1, /SURVIVED +sum\.js[\s\S]*a\.test\.ts passed[\s\S]*0 of 1 mutations were found out/],
    [sees.replace('5)', '6)'), 1, /a\.test\.ts is red without a mutation: 2 and 3 are 5/],
    [
      sees.replace('test(', "if (sum(2, 3) < 0) throw new Error('at the top');\ntest("),
      1,
      /broke without failing/,
    ],
  ] as const) {
    const end = await mutate({ source, mutations: [minus] });
    assert.is(end.code, code, end.output);
    assert.match(end.output, because);
    assert.is(end.after, SUM);
  }
});

test('an interruption leaves nothing behind', async () => {
  const mutations = [{ file: 'sum.js', text: 'a + b', replacement: 'a - b', tests: ['a.test.ts'] }];
  const endless = sees.replace('test(', 'if (sum(2, 3) < 0) for (;;);\ntest(');
  const end = await mutate({ source: endless, mutations, interruptAt: /0 of 1/ });
  assert.is(end.code, 130, end.output);
  assert.is(end.after, SUM);
  assert.equal(end.left, []);
});

test('the same seed draws the same sample, another one another, and what goes leaves the others drawn', () => {
  const drawn: object[] = drawSample(mutations, 12, '5f3a');
  assert.is(new Set(drawn).size, 12);
  assert.equal(drawSample([...mutations], 12, '5f3a'), drawn);
  assert.not.equal(drawSample(mutations, 12, '77'), drawn);
  const [one] = drawn;
  const kept: object[] = drawSample(
    mutations.filter((mutation: object) => mutation !== one),
    12,
    '5f3a',
  );
  assert.is(kept.filter((mutation) => drawn.includes(mutation)).length, 11);
});

test.run();

interface Situation {
  readonly source: string;
  readonly mutations: readonly object[];
  /** Sends SIGINT once this has been said. */
  readonly interruptAt?: RegExp;
}

/** scripts/mutate.js over a tree of two files. */
async function mutate({ source, mutations, interruptAt }: Situation) {
  const place = mkdtempSync(join(tmpdir(), 'memspike-gate-'));
  const [root, temporary] = ['tree', 'tmp'].map((name) => join(place, name));
  try {
    mkdirSync(temporary);
    for (const folder of ['test', 'scripts/mutations']) mkdirSync(join(root, folder), { recursive: true });
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction');
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(root, 'sum.js'), SUM);
    writeFileSync(join(root, 'test/a.test.ts'), source);
    const list = `export const mutations = ${JSON.stringify(mutations)};`;
    writeFileSync(join(root, 'scripts/mutations/all-mutations.js'), list);
    const { code, output } = await run(
      [join(scripts, 'mutate.js'), `--root=${root}`],
      temporary,
      interruptAt,
    );
    const left = readdirSync(temporary).filter((name) => name.startsWith('memspike-mutate-'));
    assert.ok(existsSync(join(root, 'node_modules/uvu')));
    return { code, output, left, after: readFileSync(join(root, 'sum.js'), 'utf8') };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function run(args: readonly string[], temporary: string, interruptAt?: RegExp) {
  return new Promise<{ code: number | null; output: string }>((done, fail) => {
    const env = { ...process.env, TMPDIR: temporary };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let interrupted = false;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += text;
        if (!interrupted && interruptAt?.test(output)) {
          interrupted = true;
          child.kill('SIGINT');
        }
      });
    child.on('error', fail);
    child.on('close', (code) => done({ code, output }));
  });
}
