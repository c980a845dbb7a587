import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256Of } from '../../src/engine/digest.ts';

const test = suite('sha-256');

const text = (message: string) => new TextEncoder().encode(message);

for (const builtin of [true, false]) {
  const name = builtin ? "Node's own" : "the library's, as in browsers";
  const sha256 = (...parts: Uint8Array[]) => sha256Of(parts, builtin);

  test(`${name}: FIPS 180-4 examples`, () => {
    assert.is(sha256(), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    assert.is(sha256(text('abc')), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    assert.is(
      sha256(text('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')),
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
  });

  test(`${name}: the digest of the parts put together, at every length`, () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 });
    fc.assert(
      fc.property(parts, (list) => {
        assert.is(sha256(...list), createHash('sha256').update(Buffer.concat(list)).digest('hex'));
      }),
    );
    const ramp = Uint8Array.from({ length: 200 }, (_, i) => i);
    for (let n = 0; n <= 200; n++)
      assert.is(sha256(ramp.subarray(0, n)), createHash('sha256').update(ramp.subarray(0, n)).digest('hex'));
  });
}

test.run();
