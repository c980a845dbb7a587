import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, assertSameBits } from './assert-close.ts';
import { findChromium, skipWithoutBrowser } from './browser.ts';
import { withTimeout } from './with-timeout.ts';

const close = suite('assertClose');

close('accepts what meets any one of the tolerances', () => {
  assertClose(1.05, 1, { abs: 0.1 });
  assertClose(105, 100, { abs: 0.1, rel: 0.05 });
  assertClose([0, 1], [0, 1 + 2 ** -23], { ulp: 1 });
  assertClose(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, { abs: 0 });
});

close('names the worst element and counts the others', () => {
  const actual = Float32Array.of(1, 2.5, 3, 8, Number.POSITIVE_INFINITY);
  const expected = Float32Array.of(1, 2, 3, 4, Number.POSITIVE_INFINITY);
  assert.throws(
    () => assertClose(actual, expected, { abs: 0.1 }, 'g'),
    /^g\[3\] is 8, expected 4 within abs 0\.1 \(off by 4, .* ulp\); 2 of 5 elements are off/,
  );
});

close('refuses NaN, a missing tolerance and another length', () => {
  assert.throws(() => assertClose(Number.NaN, Number.NaN, { abs: 1 }), /NaN/);
  assert.throws(() => assertClose(Number.NaN, 0, { abs: 1, rel: 1, ulp: 2 ** 31 }), /NaN/);
  assert.throws(() => assertClose(1, 1, {}), /needs one of/);
  assert.throws(() => assertClose([1], [1, 2], { abs: 1 }), /has 1 elements, expected 2/);
});

close('counts float32 steps across zero', () => {
  const tiny = 2 ** -149;
  assertClose(-tiny, tiny, { ulp: 2 });
  assert.throws(() => assertClose(-tiny, tiny, { ulp: 1 }), /2 ulp/);
});

close('a difference in 10 million elements is told in one line', () => {
  assert.throws(
    () => assertClose(new Float32Array(1e7), new Float32Array(1e7).fill(1), { abs: 0.5 }),
    (error: Error) => error.message.length < 200,
  );
});

close.run();

const bits = suite('assertSameBits');

bits('tells apart what === does not', () => {
  assertSameBits(Float32Array.of(Number.NaN, -0), Float32Array.of(Number.NaN, -0));
  assert.throws(
    () => assertSameBits(Float32Array.of(1, -0, 3), Float32Array.of(1, 0, 4)),
    /^values\[1\] is 0 \(0x80000000\), expected 0 \(0x00000000\); 2 of 3 elements differ/,
  );
});

bits('refuses another element type and another length', () => {
  assert.throws(() => assertSameBits(new Uint8Array(4), new Int8Array(4)), /is a Uint8Array/);
  assert.throws(() => assertSameBits(new Uint8Array(4), new Uint8Array(3)), /has 4 elements/);
});

bits('compares views at an offset', () => {
  const buffer = Float64Array.of(1, 2, 3);
  assertSameBits(buffer.subarray(1), Float64Array.of(2, 3));
});

bits.run();

const waiting = suite('withTimeout');

waiting('hands on the value and the rejection', async () => {
  assert.is(await withTimeout(Promise.resolve(7), 1000, 'seven'), 7);
  assert.match(await reasonOf(withTimeout(Promise.reject(new Error('broken')), 1000, 'x')), /broken/);
});

waiting('gives up on a promise that does not settle', async () => {
  assert.match(
    await reasonOf(withTimeout(new Promise(() => {}), 5, 'worker')),
    /worker: no answer within 5 ms/,
  );
});

waiting.run();

const browser = suite('browser');

browser('CHROMIUM_PATH decides alone', () => {
  assert.is(findChromium({ CHROMIUM_PATH: process.execPath }), process.execPath);
  assert.is(findChromium({ CHROMIUM_PATH: '/no/such/browser', PATH: process.env.PATH }), undefined);
});

browser('a missing browser passes on the machine of a user and fails in CI', async () => {
  const CHROMIUM_PATH = '/no/such/browser';
  let ran = 0;
  const count = () => {
    ran++;
  };
  const said = await heard(skipWithoutBrowser(count, { CHROMIUM_PATH }));
  assert.match(said, /^\nskipped: no Chromium found \(CHROMIUM_PATH is .*\)\n$/);
  assert.match(
    await reasonOf(skipWithoutBrowser(count, { CHROMIUM_PATH, CI: 'true' })()),
    /no Chromium found/,
  );
  assert.is(ran, 0);
  await skipWithoutBrowser(count, { CHROMIUM_PATH: process.execPath, CI: 'true' })();
  assert.is(ran, 1);
});

browser.run();

/** What `body` writes to stdout. */
async function heard(body: () => Promise<void>): Promise<string> {
  const { write } = process.stdout;
  let text = '';
  process.stdout.write = (chunk: string | Uint8Array) => {
    text += chunk;
    return true;
  };
  try {
    await body();
  } finally {
    process.stdout.write = write;
  }
  return text;
}

async function reasonOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'settled',
    (error: Error) => error.message,
  );
}
