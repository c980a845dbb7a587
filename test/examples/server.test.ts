/** The server of the example page, asked for what it does not have in ways that browsers do not. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withExampleServer } from './running.ts';

const test = suite('server of the example');

/** The status that comes back for a request as it is written. */
function statusOf(port: number, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('latin1').on('data', (part) => {
      answer += part;
    });
    socket.on('error', reject).on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])));
  });
}

test('what is no path gets 400, another host too, what leads out of the folder 404, and the server stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'memspike-server-'));
  try {
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    symlinkSync('/etc/passwd', join(folder, 'link'));
    await withExampleServer(folder, async (origin) => {
      const port = Number(new URL(origin).port);
      const host = `Host: 127.0.0.1:${port}`;
      const ask = (line: string, ...headers: string[]) =>
        statusOf(port, `${[line, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`);
      for (const path of ['//', 'http://[', '*', 'example.org:443', 'index.html'])
        assert.ok([400, 404].includes(await ask(`GET ${path} HTTP/1.1`, host)), path);
      assert.is(await ask('GET http://[ HTTP/1.1', host), 400);
      assert.is(await ask('OPTIONS * HTTP/1.1', host), 405);
      assert.is(await ask('GET / HTTP/1.1', 'Host: evil.example'), 400);
      assert.is(await ask('GET / HTTP/1.1', `Host: 127.0.0.1.evil.example:${port}`), 400);
      assert.is(await ask('GET / HTTP/1.0'), 400);
      for (const path of [
        '/../serve.js',
        '/%2e%2e%2fserve.js',
        '/..',
        '/.',
        '/link',
        '/a/../index.html',
        '/%00',
      ])
        assert.is(await ask(`GET ${path} HTTP/1.1`, host), 404, path);
      for (const path of ['/', '/index.html', '/?a=//b', '/index.html?x'])
        assert.is(await ask(`GET ${path} HTTP/1.1`, host), 200, path);
      assert.is(await ask('GET / HTTP/1.1', `Host: localhost:${port}`), 200);
      assert.is(await ask('POST / HTTP/1.1', host), 405);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
