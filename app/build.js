/**
 * Builds the explorer: `dist/app/`, static files that can be put anywhere, and `dist/memspike.html`, one file that works
 * from a stick, the digits inside.
 *
 * esbuild alone, and not Vite: the worker has to be a classic script inside the page's own script, since no browser
 * starts a module worker from file://, and then there is nothing left to bundle but two entries.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = fileURLToPath(new URL('../dist/', import.meta.url));

const common = {
  bundle: true,
  write: false,
  minify: true,
  target: 'es2022',
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
};

/** The worker and the engine in it, as text for `new Blob`. */
const workerSource = {
  name: 'worker-source',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^worker-source$/ }, ({ path }) => ({ path, namespace: 'worker-source' }));
    onLoad({ filter: /.*/, namespace: 'worker-source' }, async () => {
      const { outputFiles } = await build({
        ...common,
        format: 'iife',
        entryPoints: [join(here, 'engine/worker.ts')],
      });
      return {
        contents: `export const workerSource = ${JSON.stringify(outputFiles[0].text)};`,
      };
    });
  },
};

async function bundle() {
  const [script, style] = await Promise.all([
    build({ ...common, format: 'iife', plugins: [workerSource], entryPoints: [join(here, 'main.tsx')] }),
    build({ ...common, entryPoints: [join(here, 'style/style.css')] }),
  ]);
  return { script: script.outputFiles[0].text, style: style.outputFiles[0].text };
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but the page's own files; Wasm may be compiled, text may not be run. */
function policy({ script, style, connect }) {
  const rules = {
    'default-src': `'none'`,
    'script-src': `${script} 'wasm-unsafe-eval'`,
    'style-src': style,
    'img-src': 'data: blob:',
    'worker-src': 'blob:',
    'connect-src': connect,
    'base-uri': `'none'`,
    'form-action': `'none'`,
  };
  const content = Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
  return `<meta http-equiv="Content-Security-Policy" content="${content}">`;
}

/** Fills the places that comments hold. A function, for a replacement text would have its $ signs read. */
function filled(template, parts) {
  return Object.entries(parts).reduce(
    (page, [name, text]) => page.replace(`<!-- ${name} -->`, () => text),
    template,
  );
}

/** The digits, if the mnist package is installed: it is optional. */
async function digits() {
  try {
    const { mnist10kFile } = await import('memspike/node');
    return await mnist10kFile();
  } catch (error) {
    console.warn(`the explorer is built without digits: ${error.message}`);
    return undefined;
  }
}

async function buildExplorer() {
  const [{ script, style }, template, file] = await Promise.all([
    bundle(),
    readFile(join(here, 'index.html'), 'utf8'),
    digits(),
  ]);
  await mkdir(join(dist, 'app'), { recursive: true });
  const folder = filled(template, {
    policy: policy({ script: `'self'`, style: `'self'`, connect: `'self'` }),
    style: '<link rel="stylesheet" href="app.css">',
    digits: '',
    script: '<script src="app.js"></script>',
  });
  const safe = script.replaceAll('</script', '<\\/script');
  const single = filled(template, {
    policy: policy({ script: hashOf(safe), style: hashOf(style), connect: `'none'` }),
    style: `<style>${style}</style>`,
    digits:
      file === undefined
        ? ''
        : `<script type="application/octet-stream" id="digits">${Buffer.from(file).toString('base64')}</script>`,
    script: `<script>${safe}</script>`,
  });
  await Promise.all([
    writeFile(join(dist, 'app/index.html'), folder),
    writeFile(join(dist, 'app/app.js'), script),
    writeFile(join(dist, 'app/app.css'), style),
    ...(file === undefined ? [] : [writeFile(join(dist, 'app/digits.bin.gz'), file)]),
    writeFile(join(dist, 'memspike.html'), single),
  ]);
}

await buildExplorer();
