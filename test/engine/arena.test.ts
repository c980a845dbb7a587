import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createArena, requireFits, strideOf, tilesOf } from '../../src/engine/arena.ts';
import { MemspikeError } from '../../src/errors.ts';

const test = suite('arena');

test('regions are aligned to 64 bytes, in order, apart, and above the kernels’ constants', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { maxLength: 30 }), (sizes) => {
      const arena = createArena();
      let end = 4096;
      for (const size of sizes) {
        const at = arena.reserve(size);
        assert.is(at % 64, 0);
        assert.ok(at >= end);
        end = at + size;
        assert.ok(arena.size() >= end);
      }
    }),
  );
});

test('what does not fit into 32-bit memory is refused, with the number that would fit', () => {
  const arena = createArena();
  arena.reserve(5 * 2 ** 30);
  const network = { whole: 'the network', parts: 'synapses', hint: 'fewer of them' };
  requireFits(4 * 2 ** 30 - 65536, { ...network, count: 1 });
  // 5 GiB for 100 million synapses: 53.7 bytes each, of which 4 GiB hold 80 million, less one in a hundred.
  try {
    requireFits(arena.size(), { ...network, count: 1e8 });
  } catch (error) {
    assert.instance(error, MemspikeError);
    const { accepted, code, received } = error as MemspikeError;
    assert.is(code, 'MEMORY');
    assert.match(String(received), /5\.00 GiB for 100000000 synapses/);
    assert.match(String(accepted), /about 79\.1 million synapses of 54 bytes/);
    return;
  }
  assert.unreachable();
});

test('a stride holds its columns in tiles of one width, whole vectors each, and never 4 KiB from row to row', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1 << 20 }), (columns) => {
      const stride = strideOf(columns);
      const tiles = tilesOf(columns);
      assert.ok(stride >= columns && stride < columns + 32 * tiles);
      assert.is((stride / tiles) % 16, 0);
      assert.ok(stride / tiles <= 6160);
      assert.is.not((stride * 4) % 4096, 0);
    }),
  );
  assert.equal([1, 16, 17, 200, 1009, 1024, 2048].map(strideOf), [16, 16, 32, 208, 1040, 1040, 2064]);
  for (const columns of [387_073, 2 ** 18, 2 ** 20]) assert.is.not((strideOf(columns) * 4) % 4096, 0);
  assert.equal([4096, 6144, 10_000].map(strideOf), [4112, 6160, 10_032]);
});

test.run();
