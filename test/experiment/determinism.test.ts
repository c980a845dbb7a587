/** The same configuration gives the same record, to the bit, again and on every backend. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Backend } from '../../src/engine/engine.ts';
import { variants } from './policies-of-runs.ts';
import { assertSameRun, smallRun } from './small-run.ts';
import { syntheticDataset } from './synthetic.ts';

const test = suite('determinism');

const dataset = syntheticDataset({ train: 120, test: 40, flips: 15 });

for (const [name, input] of variants) {
  const short = { ...input, training: { epochs: 1 } };
  test(`${name}: twice the same record, and the same on simd, scalar and reference`, async () => {
    const run = (backend?: Backend) => smallRun(short, { backend, dataset });
    const first = await run();
    assertSameRun(await run(), first, 'again');
    for (const backend of ['simd', 'scalar', 'reference'] as const)
      assertSameRun(await run(backend), first, backend);
  });
}

test('another seed gives another result', async () => {
  const [one, two] = await Promise.all([smallRun({ seed: 1 }), smallRun({ seed: 2 })]);
  assert.is.not(one.conductanceHash, two.conductanceHash);
  assert.is.not(one.id, two.id);
});

test('switching cycle-to-cycle noise off leaves initial weights and samples as they were', async () => {
  const noise = { c2c: false };
  const settings = { learning: { rate: 0 } };
  const [on, off] = await Promise.all([
    smallRun({ compensation: { policy: 'none', settings } }),
    smallRun({ compensation: { policy: 'none', settings }, noise }),
  ]);
  assert.is(on.conductanceHash, off.conductanceHash);
  assert.equal(on.confusion, off.confusion);
});

test.run();
