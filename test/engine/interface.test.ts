import { inflateSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { packed, scalar, simd } from '../../src/engine/binary.ts';
import { createReference } from '../../src/engine/reference/kernels.ts';
import { readDebugBuild } from '../kernels/backends.ts';

const test = suite('kernel interface');

/** The callers' memory starts here (src/engine/arena.ts). */
const BASE = 4096;

const builds: Record<string, Uint8Array<ArrayBuffer>> = {
  simd: new Uint8Array(inflateSync(Buffer.from(packed, 'base64')).subarray(simd.from, simd.to)),
  scalar: new Uint8Array(inflateSync(Buffer.from(packed, 'base64')).subarray(scalar.from, scalar.to)),
  debug: readDebugBuild(),
};

const reference = createReference(new ArrayBuffer(0)) as unknown as Record<
  string,
  (...args: never) => unknown
>;

for (const [name, bytes] of Object.entries(builds)) {
  const module = new WebAssembly.Module(bytes);

  test(`${name}: exports the kernels of the reference and nothing else but its memory`, () => {
    const exported = WebAssembly.Module.exports(module);
    const named = (kind: string) =>
      exported.filter((entry) => entry.kind === kind).map((entry) => entry.name);
    assert.equal(named('function').sort(), Object.keys(reference).sort());
    assert.equal(named('memory'), ['memory']);
    assert.is(exported.length, named('function').length + 1);
  });

  test(`${name}: imports only its memory`, () => {
    assert.equal(WebAssembly.Module.imports(module), [{ module: 'env', name: 'memory', kind: 'memory' }]);
  });

  test(`${name}: kernels take as many arguments as the reference's`, () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    for (const [kernel, plain] of Object.entries(reference))
      assert.is((exports[kernel] as () => void).length, plain.length, kernel);
  });

  test(`${name}: instantiation writes nothing at or above byte ${BASE}`, () => {
    // Over memory of zeros and over memory of ones: whatever the constants are, one of the two shows them.
    for (const before of [0, 0xff]) {
      const memory = new WebAssembly.Memory({ initial: 1 });
      const content = new Uint8Array(memory.buffer).fill(before);
      new WebAssembly.Instance(module, { env: { memory } });
      const last = content.findLastIndex((byte) => byte !== before);
      assert.ok(last < BASE, `byte ${last}`);
    }
  });

  test(`${name}: has no memory of its own calls: a kernel run twice does the same`, () => {
    const run = () => {
      const memory = new WebAssembly.Memory({ initial: 1 });
      const instance = new WebAssembly.Instance(module, { env: { memory } });
      const fill = instance.exports.fillUniform as (...args: number[]) => void;
      fill(BASE, 32, 1, 5, 6);
      const first = new Float32Array(memory.buffer, BASE, 32).slice();
      fill(BASE, 32, 1, 5, 6);
      return [first, new Float32Array(memory.buffer, BASE, 32)];
    };
    const [first, second] = run();
    assert.equal([...first], [...second]);
    assert.equal([...first], [...run()[0]]);
  });
}

test.run();
