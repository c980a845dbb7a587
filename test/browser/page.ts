/** Chromium with one page, a server on 127.0.0.1, and the engine bundled from the built package. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import type { Task } from './worker-entry.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly reports: number;
}

export type Answer = { readonly record: RunRecord } | { readonly refused: Refused };

/** Files by path, served until `body` is done. */
export async function withServer(
  files: Readonly<Record<string, { type: string; content: string | Uint8Array }>>,
  body: (origin: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A page whose every error, in the console or uncaught, is an entry of `problems`. */
export async function withPage(
  executablePath: string,
  body: (page: Page, problems: string[]) => Promise<void>,
  context: BrowserContextOptions = {},
): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...context });
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    await body(page, problems);
  } finally {
    await browser.close();
  }
}

/** The worker of `worker-entry.ts`, as a user's bundler makes it. */
export async function bundleWorker(format: 'esm' | 'iife'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('worker-entry.ts', import.meta.url))],
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

/** An empty page, a module worker and the kernels beside it. */
export async function engineSite() {
  return {
    '/': {
      type: 'text/html',
      content: '<!doctype html><title>engine</title><link rel="icon" href="data:,">',
    },
    '/worker.js': { type: 'text/javascript', content: await bundleWorker('esm') },
    '/kernels.wasm': {
      type: 'application/wasm',
      content: readFileSync(new URL('../../dist/kernels.wasm', import.meta.url)),
    },
  };
}

/** Posts a task to a new module worker of the page and waits for the answer. */
export function ask(page: Page, task: Task): Promise<Answer> {
  return page.evaluate(
    (posted) =>
      new Promise<Answer>((resolve, reject) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
        worker.postMessage(posted);
      }),
    task,
  );
}
