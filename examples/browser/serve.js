/**
 * Serves the built page on this machine alone.
 *
 *   node examples/browser/serve.js [folder] [port]
 */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('dist', import.meta.url)));
const port = Number(process.argv[3] ?? 8080);
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

if (!existsSync(join(folder, 'index.html'))) {
  console.error(`${folder} holds no page: node examples/browser/build.js makes it`);
  process.exit(1);
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  // The page has no folders: a plain name, or nothing.
  const name = /^\/([\w.-]*)$/.exec(pathname)?.[1];
  const file = join(folder, name || 'index.html');
  if (name === undefined || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
});

server.on('error', (error) => {
  console.error(`port ${port} cannot be used: ${error.message}`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
