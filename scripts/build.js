/**
 * Builds everything: the kernels (three builds of one AssemblyScript source), their inlined form
 * `src/engine/binary.ts`, the TypeScript library in dist/, and the explorer on top of it.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

function run(script, args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Without its custom sections: the names of functions, which only a profile reads. The files in dist/ keep them. */
function withoutNames(wasm) {
  const parts = [wasm.subarray(0, 8)];
  for (let start = 8; start < wasm.length; ) {
    let [at, size] = [start + 1, 0];
    for (let shift = 0, more = true; more; shift += 7) {
      more = wasm[at] > 127;
      size |= (wasm[at++] & 127) << shift;
    }
    if (wasm[start] !== 0) parts.push(wasm.subarray(start, at + size));
    start = at + size;
  }
  return Buffer.concat(parts);
}

/** The builds have much in common: compressed together they take a quarter less than apart. */
function inlined(files) {
  let end = 0;
  const parts = files.map(([name, file]) => {
    const bytes = withoutNames(readFileSync(file));
    const hash = createHash('sha256').update(bytes).digest('hex');
    const from = end;
    end += bytes.length;
    return { bytes, line: `export const ${name} = { hash: '${hash}', from: ${from}, to: ${end} };\n` };
  });
  const packed = deflateSync(Buffer.concat(parts.map(({ bytes }) => bytes)), { level: 9 });
  return `${parts.map(({ line }) => line).join('')}export const packed = '${packed.toString('base64')}';\n`;
}

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
for (const target of ['simd', 'scalar', 'debug'])
  run('node_modules/assemblyscript/bin/asc.js', ['--target', target]);

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
writeFileSync(
  'src/engine/binary.ts',
  `/** Made by scripts/build.js: the Wasm kernels (zlib, base64), inlined so that any bundler works as it is. */\n` +
    `export const VERSION = '${version}';\n` +
    inlined([
      ['simd', 'dist/kernels.wasm'],
      ['scalar', 'dist/kernels.scalar.wasm'],
    ]),
);

run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.json']);
chmodSync('dist/cli/main.js', 0o755);

run('app/build.js', []);
