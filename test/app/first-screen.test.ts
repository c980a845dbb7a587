/** What a visitor meets: the page learns by itself, tells numbers, asks nobody, and takes hostile links for what they are. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withPage } from '../browser/page.ts';
import { skipWithoutBrowser } from '../support/browser.ts';
import { SINGLE, verdict, withExplorer } from './explorer.ts';

const test = suite('explorer, first screen');

test(
  'learns without a click, from one file on disk, and asks for nothing',
  skipWithoutBrowser(async (chromium) => {
    await withPage(chromium, async (page, problems) => {
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(SINGLE);
      assert.match(await verdict(page), /ideal weights \d+\.\d %, this device \d+\.\d % with residual/);
      assert.equal(
        requests.filter((url) => !url.startsWith('blob:') && url.split('#')[0] !== SINGLE),
        [],
      );
      assert.equal(problems, []);
    });
  }),
);

test(
  'served, it asks for its own four files alone',
  skipWithoutBrowser(async (chromium) => {
    await withExplorer(chromium, {}, async ({ page, problems, requests }) => {
      await verdict(page);
      assert.equal(requests.filter((url) => !url.startsWith('blob:')).sort(), [
        '/',
        '/app.css',
        '/app.js',
        '/digits.bin.gz',
      ]);
      assert.equal(problems, []);
    });
  }),
);

test(
  'a device that is bent by keys learns anew, and is in the link',
  skipWithoutBrowser(async (chromium) => {
    await withExplorer(chromium, {}, async ({ page, problems }) => {
      await verdict(page);
      const handle = page.locator('.handle.ltp');
      const before = Number(await handle.getAttribute('aria-valuenow'));
      await handle.focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowUp');
      const after = (before + 0.5).toFixed(2);
      await page.waitForSelector(`.handle.ltp[aria-valuenow="${Number(after)}"]`);
      assert.match(page.url(), /#v=1&device=own&/);
      const link = page.url().split('#')[1];
      await page.reload();
      await verdict(page);
      assert.is(page.url().split('#')[1], link);
      assert.equal(problems, []);
    });
  }),
);

const HOSTILE = [
  'v=9',
  'v=1&device=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
  'v=1&hidden=1e9',
  'v=1&device=own',
  'v=1&device=own&json={',
  'v=1&device=own&nu=1,2&pulses=-5,NaN',
  `v=1&policy=${'x'.repeat(5000)}`,
  `v=1&title=${'y'.repeat(600_000)}`,
];

test(
  'a link that is none changes nothing: a sentence says why, and the page learns',
  skipWithoutBrowser(async (chromium) => {
    for (const link of HOSTILE)
      await withExplorer(chromium, { link: `#${link}` }, async ({ page, problems }) => {
        assert.match((await page.textContent('.notice')) ?? '', /\w+/, link.slice(0, 60));
        await verdict(page);
        assert.is(await page.locator('img').count(), 0);
        assert.is(await page.inputValue('.device select'), 'ag-a-si');
        assert.equal(problems, [], link.slice(0, 60));
      });
  }),
);

test.run();
