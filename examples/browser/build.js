/**
 * Builds the page: bundles main.ts and worker.ts, copies the rest, and writes the digits that the worker fetches.
 *
 *   node examples/browser/build.js [output folder]
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { mnist10kFile } from 'memspike/node';

const here = fileURLToPath(new URL('.', import.meta.url));
const output = process.argv[2] ?? join(here, 'dist');

await mkdir(output, { recursive: true });
await build({
  entryPoints: [join(here, 'main.ts'), join(here, 'worker.ts')],
  outdir: output,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  logLevel: 'warning',
});
for (const name of ['index.html', 'style.css']) await copyFile(join(here, name), join(output, name));
await writeFile(join(output, 'digits.bin.gz'), await mnist10kFile());
console.log(`${output} is ready: node examples/browser/serve.js`);
