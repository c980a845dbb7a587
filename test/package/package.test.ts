/** What npm would publish, used as a user would: imported, typechecked, bundled for a page, run from the shell. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { installed, node, repository } from './installed.ts';

const test = suite('package');

/** Entries that run in a page, and the one that does not. */
const ISOMORPHIC = ['memspike', 'memspike/data', 'memspike/measurement', 'memspike/report', 'memspike/parts'];
const ENTRIES = [...ISOMORPHIC, 'memspike/node'];

test('holds the built code, the kernels and the papers, and no sources', async () => {
  const { files } = await installed();
  for (const name of [
    'LICENSE',
    'README.md',
    'CHANGELOG.md',
    'CITATION.cff',
    'dist/index.js',
    'dist/kernels.wasm',
  ])
    assert.ok(files.includes(name), `${name} is missing`);
  const strangers = files.filter((name) => /^(src|test|assembly|bench|scripts)\//.test(name));
  assert.equal(strangers, []);
  assert.equal(
    files.filter((name) => /(?<!\.d)\.ts$/.test(name)),
    [],
  );
});

test('every entry can be imported, with nothing beside it but what package.json declares', async () => {
  const { project } = await installed();
  const script = `
    for (const entry of ${JSON.stringify(ENTRIES)}) console.log(Object.keys(await import(entry)).length);`;
  const counts = (await run(project, script)).trim().split('\n').map(Number);
  assert.is(counts.length, ENTRIES.length);
  for (const [k, count] of counts.entries()) assert.ok(count > 0, `${ENTRIES[k]} exports nothing`);
});

test('the entries are those that package.json exports', async () => {
  const { manifest } = await installed();
  const exported = Object.keys(manifest.exports).filter((name) => !/\.(wasm|json)$/.test(name));
  assert.equal(exported.map((name) => `memspike${name.slice(1)}`).sort(), [...ENTRIES].sort());
});

test('no name is in two entries, but that memspike/node has all of memspike and of memspike/data', async () => {
  const { project } = await installed();
  const script = `
    const names = {};
    for (const entry of ${JSON.stringify(ENTRIES)}) names[entry] = Object.keys(await import(entry));
    console.log(JSON.stringify(names));`;
  const names = JSON.parse(await run(project, script)) as Record<string, string[]>;
  const of = ISOMORPHIC.flatMap((entry) => names[entry]);
  assert.equal(
    of.filter((name, k) => of.indexOf(name) !== k),
    [],
  );
  for (const name of [...names.memspike, ...names['memspike/data']])
    assert.ok(names['memspike/node'].includes(name), name);
});

test('require() works too: no entry awaits at its top level', async () => {
  const { project } = await installed();
  const calls = ENTRIES.map((entry) => `require('${entry}');`).join(' ');
  writeFileSync(join(project, 'old.cjs'), `${calls} console.log('loaded');`);
  assert.match(await node(['old.cjs'], project), /loaded/);
});

test('memspike/kernels.wasm is a module that this engine accepts', async () => {
  const { project } = await installed();
  const script = `
    import { readFileSync } from 'node:fs';
    console.log(WebAssembly.validate(readFileSync(new URL(import.meta.resolve('memspike/kernels.wasm')))));`;
  assert.is((await run(project, script)).trim(), 'true');
});

for (const [module, resolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  test(`the types resolve with moduleResolution ${resolution} and are not any`, async () => {
    const { project } = await installed();
    const file = `consumer-${resolution}.ts`;
    writeFileSync(
      join(project, file),
      ENTRIES.map(
        (entry, k) => `import * as entry${k} from '${entry}';
// @ts-expect-error: an entry that resolved to any would have this name
entry${k}.thereIsNoSuchName;
`,
      ).join(''),
    );
    const flags = `--noEmit --strict --target es2022 --lib es2023,dom --types node --skipLibCheck`;
    const modules = `--module ${module} --moduleResolution ${resolution}`;
    const tsc = join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
    await node([tsc, ...flags.split(' '), ...modules.split(' '), file], project);
  });
}

for (const entry of ISOMORPHIC) {
  test(`${entry} bundles for a browser: nothing in it imports from Node`, async () => {
    const { project } = await installed();
    const { outputFiles } = await build({
      stdin: { contents: `export * from '${entry}';`, resolveDir: project },
      bundle: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      minify: true,
      write: false,
      logLevel: 'silent',
    });
    assert.not.match(outputFiles[0].text, /from\s*["']node:|import\(["']node:|require\(["']node:/);
    const kilobytes = gzipSync(outputFiles[0].contents).length / 1000;
    process.stdout.write(`\nnote: ${entry} bundled for a page: ${kilobytes.toFixed(1)} kB gzipped\n`);
  });
}

test('the command answers --help and --version', async () => {
  const { project, folder, manifest } = await installed();
  const command = join(folder, manifest.bin.memspike);
  assert.ok(readFileSync(command, 'utf8').startsWith('#!/usr/bin/env node\n'), 'the shebang is missing');
  assert.match(await node([command, '--help'], project), /Usage: memspike/);
  assert.is((await node([command, '--version'], project)).trim(), manifest.version);
});

test('publint has nothing to say', async () => {
  const { folder } = await installed();
  const { messages, pkg } = await publint({ pkgDir: folder, pack: false, strict: true });
  assert.equal(
    messages.filter(({ type }) => type !== 'suggestion').map((message) => formatMessage(message, pkg)),
    [],
  );
});

test('the types are not wrong, for users of ES modules', async () => {
  const { tarball, project } = await installed();
  const attw = join(repository, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
  const output = await node(
    [
      attw,
      tarball,
      '--profile',
      'esm-only',
      '--no-emoji',
      '--exclude-entrypoints',
      'kernels.wasm',
      'package.json',
    ],
    project,
  );
  // attw exits with 1 on a problem; every entry must be among those that it looked at.
  for (const entry of ENTRIES) assert.ok(output.includes(`"${entry}"`), output);
});

test.run();

/** Runs a module in the project that has memspike installed and gives what it printed. */
function run(project: string, script: string): Promise<string> {
  return node(['--input-type=module', '--eval', script], project);
}
