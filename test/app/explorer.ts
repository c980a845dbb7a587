/** The built explorer in a browser: as one file from disk, or served. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { withPage, withServer } from '../browser/page.ts';

const DIST = new URL('../../dist/', import.meta.url);

/** `memspike.html`, as opened from a stick. */
export const SINGLE = pathToFileURL(fileURLToPath(new URL('memspike.html', DIST))).href;

/** The static files of `dist/app/`, by path. */
export function explorerFiles() {
  const file = (name: string, type: string) => ({
    type,
    content: readFileSync(new URL(`app/${name}`, DIST)),
  });
  return {
    '/': file('index.html', 'text/html; charset=utf-8'),
    '/app.js': file('app.js', 'text/javascript'),
    '/app.css': file('app.css', 'text/css'),
    '/digits.bin.gz': file('digits.bin.gz', 'application/octet-stream'),
  };
}

export interface Explorer {
  readonly page: Page;
  /** Every error of the page, in its console or uncaught. */
  readonly problems: string[];
  /** Addresses that it asked for. */
  readonly requests: string[];
}

export async function withExplorer(
  chromium: string,
  { link = '', ...context }: { readonly link?: string } & BrowserContextOptions,
  body: (explorer: Explorer) => Promise<void>,
): Promise<void> {
  await withServer(explorerFiles(), (origin) =>
    withPage(
      chromium,
      async (page, problems) => {
        const requests: string[] = [];
        page.on('request', (request) => requests.push(request.url().replace(origin, '')));
        await page.goto(`${origin}/${link}`);
        await body({ page, problems, requests });
      },
      context,
    ),
  );
}

/** Waits until the verdict has numbers, and returns it. */
export async function verdict(page: Page): Promise<string> {
  await page.waitForFunction(
    () => /on \d+ test digits/.test(document.querySelector('.verdict')?.textContent ?? ''),
    undefined,
    { timeout: 30_000 },
  );
  return (await page.textContent('.verdict')) ?? '';
}
