/** One HTML file, opened from disk: no server, no module worker, and still the same bits. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertSameRun, smallConfig, smallRun } from '../experiment/small-run.ts';
import { skipWithoutBrowser } from '../support/browser.ts';
import { type Answer, bundleWorker, withPage } from './page.ts';

const test = suite('page from disk');

/** The worker's source stands in the page; the end tag of a script must not occur in it. */
async function pageWithWorker(): Promise<string> {
  const source = (await bundleWorker('iife')).replaceAll('</script', '<\\/script');
  return `<!doctype html><meta charset="utf-8"><title>engine</title>
<script type="text/plain" id="worker">${source}</script>`;
}

test(
  'a classic worker made from a blob trains on a page that was opened from a file',
  skipWithoutBrowser(async (chromium) => {
    const folder = mkdtempSync(join(tmpdir(), 'memspike-page-'));
    try {
      const file = join(folder, 'page.html');
      writeFileSync(file, await pageWithWorker());
      await withPage(chromium, async (page, problems) => {
        await page.goto(pathToFileURL(file).href);
        const answer = await page.evaluate(
          (input) =>
            new Promise<Answer>((resolve, reject) => {
              const source = document.getElementById('worker')?.textContent ?? '';
              const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
              worker.onerror = (event) => reject(new Error(event.message));
              worker.onmessage = ({ data }) => resolve(data);
              worker.postMessage({ input });
            }),
          smallConfig(),
        );
        assert.ok('record' in answer, JSON.stringify(answer));
        assertSameRun(answer.record, await smallRun());
        assert.equal(problems, []);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }),
);

test.run();
