/** The page of examples/browser, built and served as its README says, driven in Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadMnist10k } from '../../src/data/mnist/package.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { train } from '../../src/experiment/run/train.ts';
import { withPage } from '../browser/page.ts';
import { skipWithoutBrowser } from '../support/browser.ts';
import { runExample, withExampleServer } from './running.ts';

const test = suite('example page');

const LIMIT = { timeout: 60_000 };
/** With MEMSPIKE_SCREENSHOTS=FOLDER the page is photographed there. */
const SCREENSHOTS = process.env.MEMSPIKE_SCREENSHOTS;

async function photograph(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

async function withExamplePage(
  chromium: string,
  viewport: { width: number; height: number },
  body: (page: Page, problems: string[]) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'memspike-example-'));
  try {
    await runExample('browser/build.js', folder);
    await withExampleServer(folder, (origin) =>
      withPage(
        chromium,
        async (page, problems) => {
          assert.is((await fetch(`${origin}/%2e%2e%2fserve.js`)).status, 404);
          await page.goto(origin);
          await body(page, problems);
        },
        { viewport },
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The beginning of the hash that one epoch on the same digits ends with in Node, where nobody looks on. */
async function hashInNode(device: string, policy: string): Promise<string> {
  const config = resolveConfig({ device, compensation: { policy }, training: { epochs: 1 } });
  const { conductanceHash } = await train({ config, dataset: await loadMnist10k() });
  return conductanceHash.slice(0, 12);
}

const accuracyAbove = (page: Page, percent: number) =>
  page.waitForFunction(
    (least) => Number.parseFloat(document.getElementById('accuracy')?.textContent ?? '') > least,
    percent,
    LIMIT,
  );
const stateSays = (page: Page, text: string) =>
  page.waitForFunction((part) => document.getElementById('state')?.textContent?.includes(part), text, LIMIT);
const textOf = async (page: Page, id: string) => (await page.locator(`#${id}`).textContent()) ?? '';
/** No wider than the window. */
const fits = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test(
  'it learns, stays alive while it does, stops, and finishes with a test accuracy',
  skipWithoutBrowser((chromium) =>
    withExamplePage(chromium, { width: 1280, height: 860 }, async (page, problems) => {
      await stateSays(page, '10000 digits');
      await photograph(page, 'desktop-ready');
      await page.fill('#epochs', '40');
      await page.click('#start');
      await accuracyAbove(page, 70);
      await photograph(page, 'desktop-training');
      assert.is(await page.locator('#weights canvas').count(), 12);
      assert.match(await textOf(page, 'answer'), /^\d$/);
      assert.ok(await page.locator('#policy').isDisabled());

      await page.click('#start');
      await stateSays(page, 'Stopped');
      const before = await page.locator('#curve polyline').getAttribute('points');
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      assert.is(
        await page.locator('#curve polyline').getAttribute('points'),
        before,
        'nothing comes after Stop',
      );

      await page.selectOption('#device', 'pcmo');
      await page.selectOption('#policy', 'residual');
      await page.fill('#epochs', '1');
      await page.click('#start');
      await stateSays(page, 'Finished');
      await photograph(page, 'desktop-finished');
      assert.is(await page.locator('#curve circle.tested').count(), 1);
      assert.match(await textOf(page, 'state'), /Finished: [789]\d\.\d % /);
      assert.ok(await page.locator('#policy').isEnabled());
      const [, hash] = /Conductances ([0-9a-f]{12})/.exec(await textOf(page, 'state')) ?? [];
      assert.is(hash, await hashInNode('pcmo', 'residual'), 'the page promises the bits of Node');
      assert.ok(await fits(page));
      assert.equal(problems, []);
    }),
  ),
);

test(
  'it fits a phone, and ideal weights need no policy',
  skipWithoutBrowser((chromium) =>
    withExamplePage(chromium, { width: 390, height: 844 }, async (page, problems) => {
      await stateSays(page, '10000 digits');
      await page.selectOption('#device', 'ideal');
      assert.ok(await page.locator('#policy').isDisabled());
      await page.fill('#epochs', '1');
      await page.click('#start');
      await accuracyAbove(page, 70);
      await stateSays(page, 'Finished');
      await photograph(page, 'phone-finished');
      assert.ok(await fits(page));
      assert.equal(problems, []);
    }),
  ),
);

test(
  'what goes wrong is said on the page',
  skipWithoutBrowser((chromium) =>
    withExamplePage(chromium, { width: 1280, height: 860 }, async (page) => {
      await page.route('**/digits.bin.gz', (route) => route.fulfill({ status: 404 }));
      await page.reload();
      await page.waitForSelector('#alert:visible', LIMIT);
      assert.match(await textOf(page, 'alert'), /digits\.bin\.gz could not be fetched \(HTTP 404\)/);
      assert.ok(await page.locator('#start').isDisabled());
      await photograph(page, 'desktop-failed');
    }),
  ),
);

test.run();
