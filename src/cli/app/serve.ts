/** The built page over HTTP, to this machine alone. */
import { createReadStream, lstatSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { MemspikeError } from '../../errors.ts';

/** A file that the page finds dropped into it. */
export interface Dropped {
  readonly name: string;
  readonly content: Uint8Array;
}

export interface ServeOptions {
  /** Of the page's own files. */
  readonly folder: string;
  readonly dropped: readonly Dropped[];
  /** 0: a free one. */
  readonly port: number;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.bin': 'application/octet-stream',
};

const HEADERS = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };
const HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/i;
/** Where the page asks for what was dropped: a list of names, and each by its number. */
const DROPPED = /^\/dropped(?:\/(\d+))?$/;

/** Listens; throws USAGE where the port is taken. */
export async function servePage({ dropped, folder, port }: ServeOptions): Promise<Server> {
  const server = createServer((request, response) => {
    // A page of another name that leads to this machine (DNS rebinding) has no business here.
    if (!HOST.test(request.headers.host ?? '')) return refuse(response, 400, 'not the name of this server');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'only GET and HEAD');
    const path = (request.url ?? '').replace(/\?.*$/s, '');
    if (!path.startsWith('/')) return refuse(response, 400, 'not a path');
    const asked = DROPPED.exec(path);
    if (asked !== null) return sendDropped(response, dropped, asked[1]);
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
          where: '--port',
          received: port,
          hint: `without --port a free one is taken (${error.message})`,
        }),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function sendDropped(response: ServerResponse, dropped: readonly Dropped[], number?: string): void {
  if (number === undefined) {
    response.writeHead(200, { ...HEADERS, 'content-type': 'application/json' });
    response.end(JSON.stringify(dropped.map(({ name }) => name)));
    return;
  }
  const file = dropped[Number(number)];
  if (file === undefined) refuse(response, 404, 'not here');
  else response.writeHead(200, { ...HEADERS, 'content-type': TYPES['.bin'] }).end(file.content);
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain' }).end(words);
}

/** A file itself: a link could lead out of the folder. */
function isFile(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

const typeOf = (file: string) => TYPES[extname(file)] ?? TYPES['.bin'];
