/**
 * Serves the built page on this machine alone.
 *
 *   node examples/browser/serve.js [folder] [port]
 */
import { createReadStream, existsSync, lstatSync } from 'node:fs';
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

const HEADERS = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };
const HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/i;

if (!existsSync(join(folder, 'index.html'))) {
  console.error(`${folder} holds no page: node examples/browser/build.js makes it`);
  process.exit(1);
}

const server = createServer((request, response) => {
  const refuse = (status, words) => {
    response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain' }).end(words);
  };
  // A page of another name that leads to this machine (DNS rebinding) has no business here.
  if (!HOST.test(request.headers.host ?? '')) return refuse(400, 'not the name of this server');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'only GET and HEAD');
  const path = (request.url ?? '').replace(/\?.*$/s, '');
  if (!path.startsWith('/')) return refuse(400, 'not a path');
  // The page has no folders: a plain name, or nothing.
  const name = /^\/([\w-][\w.-]*)?$/.exec(path)?.[1] ?? (path === '/' ? 'index.html' : undefined);
  const file = name && join(folder, name);
  if (file === undefined || !isFile(file)) return refuse(404, 'not here');
  response.writeHead(200, { ...HEADERS, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
});

/** A file itself: a link could lead out of the folder. */
function isFile(file) {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

server.on('error', (error) => {
  console.error(`port ${port} cannot be used: ${error.message}`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
