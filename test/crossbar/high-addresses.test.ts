/** Crossbars far up in linear memory, where an address is no signed number of 32 bits any more. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CrossbarOptions } from '../../src/crossbar/options.ts';
import { hashConductances } from '../../src/crossbar/tally.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { assertSameBits } from '../support/assert-close.ts';
import { type Array2d, buildArray } from './array.ts';

const test = suite('high addresses');

/** Nobody writes to what lies below: the system never has to find memory for it. */
const BELOW = 4 * 2 ** 30 - 2 ** 24;
const BACKENDS = ['simd', 'scalar', 'reference'] as const;

const noisy = { noise: { c2c: true, d2d: false } } as const;
const crossbars: Readonly<Record<string, Partial<CrossbarOptions>>> = {
  stochastic: noisy,
  rounded: { pulses: { kind: 'deterministic' } },
  coincidence: { ...noisy, pulses: { kind: 'coincidence', slots: 31 } },
  counters: { ...noisy, pulses: { kind: 'residual', bits: 4, block: 2 } },
  exact: { ...noisy, pulses: { kind: 'exact', remainder: 'kept', verify: 1 } },
  'devices of their own': { m: 2, noise: { c2c: true, d2d: true } },
};

function train(array: Array2d): { hash: string; weights: Float64Array; stats: number[]; sums: Float64Array } {
  const change = Float32Array.from({ length: 20 }, (_, i) => 0.04 * (((i * 5) % 13) / 6 - 1));
  for (let update = 0; update < 6; update++) array.write(change, update);
  const { at, engine } = array.crossbar;
  // Lists and sums of a read where an update has its own.
  engine.u32(at.lines, 5).set([0, 1, 3, 4, 7]);
  engine.f32(at.c1, at.stride).fill(0);
  engine.kernels.vmmEvents(at.c1, at.w, at.stride, at.lines, 5);
  return {
    hash: hashConductances([array.crossbar]),
    weights: Float64Array.from(array.weights()),
    stats: array.stats(),
    sums: Float64Array.from(engine.f32(at.c1, 20)),
  };
}

for (const backend of BACKENDS) {
  for (const [name, options] of Object.entries(crossbars))
    test(`${backend}, ${name}: writes and reads are those of low addresses, to the bit`, async () => {
      const high = await buildArray(options, backend, BELOW);
      assert.ok(high.crossbar.at.w > 4 * 2 ** 30 - 2 ** 24);
      const [up, down] = [train(high), train(await buildArray(options, backend))];
      assert.is(up.hash, down.hash);
      assert.equal(up.stats, down.stats);
      assertSameBits(up.weights, down.weights);
      assertSameBits(up.sums, down.sums);
      assert.ok(up.stats[0] + up.stats[1] > 20 && up.sums.some((sum) => sum !== 0));
    });

  test(`${backend}: neurons and traces are stepped at high addresses as at low ones`, async () => {
    const [up, down] = await Promise.all([stepped(backend, BELOW), stepped(backend, 4096)]);
    assertSameBits(up, down);
    assert.ok(up.some((value) => value !== 0));
  });
}

/** What 16 neurons, their spike list, a softmax and the traces of 16 lines are after a step. */
async function stepped(backend: (typeof BACKENDS)[number], from: number): Promise<Float64Array> {
  const { f32, kernels, u32 } = await createEngine({ bytes: from + 4096, backend });
  const at = (k: number) => from + 128 * k;
  f32(at(4), 16).set(Float32Array.from({ length: 16 }, (_, i) => i - 4));
  f32(at(1), 16).fill(0.9);
  f32(at(0), 16).fill(0.8);
  const fired = kernels.lifStep(
    at(0),
    at(1),
    at(2),
    at(3),
    at(4),
    at(5),
    at(6),
    16,
    0.8,
    0.5,
    5,
    0.1,
    0.6,
    0.4,
    0,
  );
  kernels.traceStep(at(8), at(9), at(10), 16, at(6), fired, 0.8, 0.5, 0.5, 0);
  kernels.softmax(at(11), at(3), 2, 10);
  const floats = [0, 1, 2, 3, 5, 8, 9, 10, 11].flatMap((k) => [...f32(at(k), 16)]);
  return Float64Array.from([fired, ...u32(at(6), fired), ...floats]);
}

test.run();
