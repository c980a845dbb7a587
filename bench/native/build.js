/**
 * Builds the native yardstick, bench/native/kernels.c, with the C compiler alone:
 *
 *   node bench/native/build.js
 *
 * The add-ons go to .cache/native/sse42.node and avx2.node. Where something is missing, one line says what, and
 * nothing is built: the benchmark then leaves the native columns empty. CC names another compiler than gcc.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('kernels.c', import.meta.url));
const folder = fileURLToPath(new URL('../../.cache/native/', import.meta.url));
const compiler = process.env.CC ?? 'gcc';
const headers = [
  join(dirname(dirname(process.execPath)), 'include/node'),
  '/usr/include/node',
  '/usr/local/include/node',
].find((path) => existsSync(join(path, 'node_api.h')));
const variants = { sse42: ['-msse4.2'], avx2: ['-mavx2', '-mfma'] };

rmSync(folder, { recursive: true, force: true });
const missing = whatIsMissing();
if (missing) console.log(`native yardstick left out: ${missing}`);
else await build();

function whatIsMissing() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it is for x64 on Linux';
  if (!headers) return 'no node_api.h beside node, in /usr/include/node or in /usr/local/include/node';
  if (!/\bavx2\b/.test(readFileSync('/proc/cpuinfo', 'utf8'))) return 'this processor has no AVX2';
  if (spawnSync(compiler, ['--version']).status !== 0) return `no C compiler (${compiler})`;
  return undefined;
}

/**
 * The constants that AssemblyScript and TypeScript import, for C: words as WORD_…, the rest under their names. Both
 * files are JavaScript as they stand.
 */
async function wordsHeader() {
  const lines = [];
  for (const [file, prefix] of [
    ['array-words.ts', 'WORD_'],
    ['array-records.ts', ''],
  ]) {
    const text = readFileSync(new URL(`../../src/engine/${file}`, import.meta.url), 'utf8');
    const constants = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    for (const [name, value] of Object.entries(constants)) lines.push(`#define ${prefix}${name} ${value}\n`);
  }
  return lines.join('');
}

async function build() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}array-words.h`, await wordsHeader());
  for (const [name, flags] of Object.entries(variants)) {
    const common = [
      '-O3',
      '-fno-math-errno',
      '-fno-trapping-math',
      '-shared',
      '-fPIC',
      `-I${headers}`,
      `-I${folder}`,
    ];
    const { status, stderr } = spawnSync(
      compiler,
      [...common, ...flags, source, '-o', `${folder}${name}.node`],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) console.log(`native yardstick left out: ${compiler} failed\n${stderr}`);
  }
}
