/**
 * What a page downloads. Sizes are kept, so that growth is a decision:
 *
 *   MEMSPIKE_SIZES=write npx tsx test/package/size.test.ts     keeps the sizes of now
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('size');

const KEPT = new URL('../fixtures/sizes.json', import.meta.url);
const GROWTH = 1.03;
/**
 * Kinds carry the meaning of their options and their sources with them, and all presets are there by name: a page can
 * show them, and pays for it. `train` by itself is nine tenths of the entry, since a configuration may name any kind
 * (docs/decisions/0013-entries-by-who-needs-them.md).
 */
const LIMITS = { kernels: 28 * 1024, browserEntry: 92 * 1024 };

interface Sizes {
  /** Bytes of dist/kernels.wasm. */
  readonly kernels: number;
  /** Bytes of dist/index.js with all that it imports, bundled for browsers, minified, gzipped. */
  readonly browserEntry: number;
}

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

async function sizes(): Promise<Sizes> {
  const { outputFiles } = await build({
    entryPoints: [path('dist/index.js')],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    write: false,
  });
  return {
    kernels: readFileSync(path('dist/kernels.wasm')).length,
    browserEntry: gzipSync(outputFiles[0].contents, { level: 9 }).length,
  };
}

const now = await sizes();
if (process.env.MEMSPIKE_SIZES === 'write') writeFileSync(KEPT, `${JSON.stringify(now, null, 2)}\n`);
const kept: Sizes = JSON.parse(readFileSync(KEPT, 'utf8'));

for (const part of ['kernels', 'browserEntry'] as const) {
  test(`${part}: at most ${LIMITS[part] / 1024} KiB`, () => {
    assert.ok(now[part] <= LIMITS[part], `${now[part]} bytes`);
  });

  test(`${part}: no more than 3 % above the size that is kept`, () => {
    assert.ok(now[part] <= kept[part] * GROWTH, `${now[part]} bytes, kept: ${kept[part]}`);
  });
}

test.run();
