import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { packed, scalar, simd } from '../../src/engine/binary.ts';
import { createEngine, type EngineOptions } from '../../src/engine/engine.ts';
import { MemspikeError } from '../../src/errors.ts';

const test = suite('engine');

const bytesOf = ({ from, to }: { readonly from: number; readonly to: number }) =>
  new Uint8Array(inflateSync(Buffer.from(packed, 'base64')).subarray(from, to));

async function refusal(options: EngineOptions): Promise<MemspikeError> {
  try {
    await createEngine(options);
  } catch (error) {
    if (error instanceof MemspikeError) return error;
    throw error;
  }
  throw new Error('an engine was created');
}

test('without a choice it is the SIMD build, and names its hash', async () => {
  const engine = await createEngine({ bytes: 1 });
  assert.is(engine.backend, 'simd');
  assert.is(engine.hash, simd.hash);
  assert.is((await createEngine({ bytes: 1, backend: 'scalar' })).hash, scalar.hash);
  assert.is((await createEngine({ bytes: 1, backend: 'reference' })).hash, 'reference');
});

test('the hash of a build is the SHA-256 of its bytes', async () => {
  for (const build of [simd, scalar]) {
    const digest = await crypto.subtle.digest('SHA-256', bytesOf(build));
    assert.is(Buffer.from(digest).toString('hex'), build.hash);
  }
});

test('memory is at least what was asked for, and zero', async () => {
  for (const backend of ['simd', 'scalar', 'reference'] as const)
    for (const bytes of [5000, 65536, 65540]) {
      const engine = await createEngine({ bytes, backend });
      assert.ok(engine.memory.byteLength >= bytes);
      assert.is(
        new Uint8Array(engine.memory, 4096, bytes - 4096).findIndex((byte) => byte !== 0),
        -1,
      );
    }
});

test('views lie over the same memory as the kernels', async () => {
  for (const backend of ['simd', 'scalar', 'reference'] as const) {
    const engine = await createEngine({ bytes: 8192, backend });
    engine.f32(4096, 4).set([1, 2, 3, 4]);
    engine.f32(4160, 4).set([10, 20, 30, 40]);
    engine.kernels.add(4096, 4160, 4);
    assert.equal([...engine.f32(4096, 4)], [11, 22, 33, 44]);
    assert.is(engine.u32(4096, 1)[0], 0x41300000);
    assert.is(engine.i32(4096, 1)[0], 0x41300000);
    engine.f64(4160, 1)[0] = 1;
    assert.equal([...engine.u32(4160, 2)], [0, 0x3ff00000]);
  }
});

test('two engines share no memory', async () => {
  const [a, b] = await Promise.all([createEngine({ bytes: 8192 }), createEngine({ bytes: 8192 })]);
  a.f32(4096, 1)[0] = 7;
  assert.is(b.f32(4096, 1)[0], 0);
});

test('kernels may come from bytes, a compiled module or an address', async () => {
  const bytes = bytesOf(simd);
  const url = `data:application/wasm;base64,${Buffer.from(bytesOf(simd)).toString('base64')}`;
  for (const source of [
    { bytes },
    { module: new WebAssembly.Module(bytes) },
    { url },
    { url: new URL(url) },
  ]) {
    const engine = await createEngine({ bytes: 8192, source });
    assert.is(engine.hash, 'custom');
    engine.f32(4096, 4).set([1, 1, 1, 1]);
    engine.kernels.clear(4096, 8);
    assert.equal([...engine.f32(4096, 4)], [0, 0, 1, 1]);
  }
});

test('a source that names nothing is refused', async () => {
  const error = await refusal({ bytes: 1, source: {} });
  assert.is(error.code, 'WASM');
  assert.match(error.message, /\{ module \}, \{ bytes \} or \{ url \}/);
});

test('memory that does not exist is refused with its size', async () => {
  const error = await refusal({ bytes: 2 ** 40 });
  assert.is(error.code, 'MEMORY');
  assert.match(error.message, /1048576 MiB/);
  assert.ok(error.cause instanceof Error);
});

test('bytes that are no kernels are refused', async () => {
  const broken = { bytes: new Uint8Array([0, 97, 115, 109, 9, 0, 0, 0]) };
  let said = '';
  await createEngine({ bytes: 1, source: broken }).catch((error: Error) => {
    said = String(error);
  });
  assert.match(said, /CompileError|not .*kernels|version/);
});

/** The sections that are not custom: what runs. */
function sectionsOf(wasm: Uint8Array): string[] {
  const sections: string[] = [];
  for (let start = 8; start < wasm.length; ) {
    let [at, size, scale] = [start + 1, 0, 1];
    for (; wasm[at] > 127; at++, scale *= 128) size += (wasm[at] - 128) * scale;
    size += wasm[at++] * scale;
    if (wasm[start] !== 0) sections.push(Buffer.from(wasm.subarray(start, at + size)).toString('hex'));
    start = at + size;
  }
  return sections;
}

test('the inlined builds are those in dist, without the names of functions', () => {
  for (const [file, build] of [
    ['kernels.wasm', simd],
    ['kernels.scalar.wasm', scalar],
  ] as const) {
    const path = new URL(`../../dist/${file}`, import.meta.url);
    assert.equal(sectionsOf(bytesOf(build)), sectionsOf(readFileSync(path)), file);
    assert.is(WebAssembly.Module.customSections(new WebAssembly.Module(bytesOf(build)), 'name').length, 0);
  }
});

test.run();
