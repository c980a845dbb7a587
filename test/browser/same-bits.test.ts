/** The built package in a module worker of Chromium gives the records that Node gives, to the bit. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ExperimentInput } from '../../src/experiment/config/config.ts';
import { assertSameRun, smallConfig, smallRun } from '../experiment/small-run.ts';
import { skipWithoutBrowser } from '../support/browser.ts';
import { type Answer, ask, engineSite, withPage, withServer } from './page.ts';

const test = suite('browser');

const inputs: Readonly<Record<string, ExperimentInput>> = {
  'read-free-pair': { compensation: { policy: 'read-free-pair' } },
  residual: { device: 'pcmo', compensation: { policy: 'residual' } },
  'multi-device': {
    device: 'alox-hfo2',
    compensation: { policy: 'multi-device' },
    encoder: { kind: 'regular' },
  },
  exact: { device: 'hzo-fefet', compensation: { policy: 'exact' }, learning: { error: 'mean-square' } },
  'none, with spread of devices': { compensation: { policy: 'none' }, noise: { d2d: true } },
  'one-sided': { compensation: { policy: 'one-sided' } },
  'every step': {
    learning: { update: 1, rule: { kind: 'local', surrogate: 'fast-sigmoid' }, decay: 0.5 },
    training: { epochs: 1 },
  },
  'ideal weights': { device: 'ideal', compensation: { policy: 'ideal-baseline' } },
};

function recordOf(answer: Answer) {
  if ('record' in answer) return answer.record;
  throw new Error(answer.refused.message);
}

test(
  'Chromium and Node agree on every policy, on both builds',
  skipWithoutBrowser(async (chromium) => {
    await withServer(await engineSite(), (origin) =>
      withPage(chromium, async (page, problems) => {
        await page.goto(origin);
        for (const [name, input] of Object.entries(inputs)) {
          const expected = await smallRun(input);
          for (const backend of ['simd', 'scalar'] as const) {
            const record = recordOf(await ask(page, { input: smallConfig(input), backend }));
            assert.match(record.versions.runtime, /Chrome/);
            assertSameRun(record, expected, `${name}, ${backend}`);
          }
        }
        assert.equal(problems, []);
      }),
    );
  }),
);

test(
  'kernels fetched from an address give the same bits; an address that holds none is refused',
  skipWithoutBrowser(async (chromium) => {
    await withServer(await engineSite(), (origin) =>
      withPage(chromium, async (page) => {
        await page.goto(origin);
        const input = smallConfig();
        const record = recordOf(await ask(page, { input, kernels: `${origin}/kernels.wasm` }));
        assert.is(record.versions.kernels, 'custom');
        assertSameRun(record, await smallRun());
        const missing = await ask(page, { input, kernels: `${origin}/nowhere.wasm` });
        assert.ok('refused' in missing);
        assert.is(missing.refused.code, 'WASM');
        assert.match(missing.refused.message, /HTTP 404/);
      }),
    );
  }),
);

test(
  'a signal stops a run in the worker',
  skipWithoutBrowser(async (chromium) => {
    await withServer(await engineSite(), (origin) =>
      withPage(chromium, async (page) => {
        await page.goto(origin);
        const input = smallConfig({ training: { epochs: 100000 } });
        const answer = await ask(page, { input, stopAfter: 3 });
        assert.ok('refused' in answer);
        assert.equal([answer.refused.code, answer.refused.reports], ['ABORTED', 3]);
      }),
    );
  }),
);

test.run();
