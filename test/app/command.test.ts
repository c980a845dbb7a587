/** `memspike app`: serves the built page until it is stopped. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { memspike } from '../cli/command.ts';

const test = suite('memspike app');

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

test('it says where the page is, serves it with its policy, and Ctrl-C ends it in good order', async () => {
  const child = spawn(process.execPath, [MAIN, 'app', '--no-open'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const origin = chunk.toString().trim();
    assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const page = await fetch(origin);
    assert.is(page.status, 200);
    assert.match(await page.text(), /Content-Security-Policy[\s\S]*app\.js/);
    assert.is((await fetch(`${origin}app.js`)).headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.is((await fetch(`${origin}nothing.js`)).status, 404);
    const taken = await memspike(['app', '--no-open', '--port', new URL(origin).port]);
    assert.is(taken.code, 2);
    assert.match(taken.stderr, /port: the port cannot be used/);
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    assert.equal(await ended, [0, null]);
  } finally {
    child.kill('SIGKILL');
  }
});

test.run();
