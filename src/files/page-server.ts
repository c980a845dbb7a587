/** A page of files in one folder over HTTP, to this machine alone (Node). */
import { createReadStream, lstatSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { MemspikeError } from '../errors.ts';

export interface PageServerOptions {
  /** Of the page's own files. */
  readonly folder: string;
  /** 0: a free one. */
  readonly port: number;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

const HEADERS = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };
const HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/i;

/** Listens; throws USAGE where the port is taken. */
export async function servePage({ folder, port }: PageServerOptions): Promise<Server> {
  const server = createServer((request, response) => {
    // A page of another name that leads to this machine (DNS rebinding) has no business here.
    if (!HOST.test(request.headers.host ?? '')) return refuse(response, 400, 'not the name of this server');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'only GET and HEAD');
    const path = (request.url ?? '').replace(/\?.*$/s, '');
    if (!path.startsWith('/')) return refuse(response, 400, 'not a path');
    // The page has no folders: a plain name, or nothing.
    const name = path === '/' ? 'index.html' : /^\/([\w-][\w.-]*)$/.exec(path)?.[1];
    const file = name && join(folder, name);
    if (!file || !isFile(file)) return refuse(response, 404, 'not here');
    response.writeHead(200, { ...HEADERS, 'content-type': typeOf(file) });
    if (request.method === 'HEAD') return void response.end();
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new MemspikeError('USAGE', 'the port cannot be used', {
          where: 'port',
          received: port,
          hint: `0 takes a free one (${error.message})`,
        }),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain' }).end(words);
}

/** A file itself: a link could lead out of the folder. */
function isFile(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

const typeOf = (file: string) => TYPES[extname(file)] ?? 'application/octet-stream';
