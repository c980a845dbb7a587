/** axe in both colour schemes, and no sideways scrolling on the narrowest phone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { skipWithoutBrowser } from '../support/browser.ts';
import { verdict, withExplorer } from './explorer.ts';

const test = suite('explorer, for everybody');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

for (const colorScheme of ['light', 'dark'] as const)
  test(
    `axe finds nothing, ${colorScheme}`,
    skipWithoutBrowser(async (chromium) => {
      // The page's own policy keeps axe out, as it should.
      await withExplorer(chromium, { bypassCSP: true, colorScheme }, async ({ page }) => {
        await verdict(page);
        await page.addScriptTag({ content: axe });
        const violations = await page.evaluate(async () => {
          const { axe: checker } = globalThis as unknown as {
            axe: { run(): Promise<{ violations: Violation[] }> };
          };
          return (await checker.run()).violations;
        });
        assert.equal(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`),
          [],
        );
      });
    }),
  );

test(
  'on 360 pixels nothing is wider than the page',
  skipWithoutBrowser(async (chromium) => {
    await withExplorer(chromium, { viewport: { width: 360, height: 740 } }, async ({ page }) => {
      await verdict(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, `${width} pixels wide`);
    });
  }),
);

test.run();
